using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

/// <summary>The samples of the pages of declaration errors: the wrong one gives its id and nothing else, the right one compiles.</summary>
public sealed class DeclarationPagesTests
{
    private static readonly CompilationOptions AsOf = new() { AsOf = new DateOnly(2025, 6, 1) };

    public static TheoryData<string> Ids { get; } =
    [
        .. DiagnosticCatalogue.All.Select(d => d.Id).Where(id => string.CompareOrdinal(id, "PD1001") >= 0 && string.CompareOrdinal(id, "PD1299") <= 0),
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_sample_gives_this_id_alone(string id)
    {
        var page = DiagnosticPage.Read(id);

        // Two messages come only with another one, or with a second policy: they have tests of their own.
        if (page.Error is not { } text)
        {
            Assert.Contains(id, new[] { "PD1014", "PD1034" });
            return;
        }

        var compilation = TestCompilation.Compile(text, AsOf, [.. page.Files]);

        Assert.True(compilation.Diagnostics.Select(d => d.Id).Distinct().SequenceEqual([id]), TestCompilation.Describe(compilation.Diagnostics));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_right_sample_compiles(string id)
    {
        var page = DiagnosticPage.Read(id);

        var compilation = TestCompilation.Compile(page.Right ?? "", AsOf, [.. page.Files]);

        Assert.Equal("", TestCompilation.Describe(compilation.Diagnostics));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_heading_is_that_of_the_catalogue(string id) =>
        Assert.Equal($"# {id}: {DiagnosticCatalogue.Find(id)?.Title}", DiagnosticPage.Read(id).Heading);
}
