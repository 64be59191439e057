using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Documentation;

public sealed class DiagnosticPageTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalogue.All.Select(d => d.Id)];

    [Fact]
    public void Ids_and_slugs_are_used_once()
    {
        Assert.Equal(DiagnosticCatalogue.All.Length, DiagnosticCatalogue.All.Select(d => d.Id).Distinct().Count());
        Assert.Equal(DiagnosticCatalogue.All.Length, DiagnosticCatalogue.All.Select(d => d.Slug).Distinct().Count());
    }

    [Fact]
    public void No_page_is_left_without_a_diagnostic()
    {
        var ids = DiagnosticCatalogue.All.Select(d => d.Id).ToHashSet();
        var pages = Directory.GetFiles(MarkdownSamples.DiagnosticsFolder, "PD*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.All(pages, p => Assert.Contains(p ?? "", ids));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_has_a_page_with_its_title(string id)
    {
        var page = Path.Combine(MarkdownSamples.DiagnosticsFolder, $"{id}.md");

        Assert.True(File.Exists(page), $"docs/diagnostics/{id}.md is missing.");
        Assert.StartsWith($"# {id}: ", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_samples_of_a_page_give_the_diagnostic_and_mend_it(string id)
    {
        foreach (var (kind, text, line) in MarkdownSamples.Read(Path.Combine(MarkdownSamples.DiagnosticsFolder, $"{id}.md")))
        {
            if (kind is not ("policy" or "policy-error"))
            {
                continue;
            }

            var found = EveryFinding.Of(text);
            if (kind == "policy-error")
            {
                Assert.True(found.Any(d => d.Id == id), $"The sample in line {line} of {id}.md does not give {id} but:\n{TestCompilation.Describe(found)}");
            }
            else
            {
                Assert.True(found.All(d => d.Id != id && !d.Descriptor.IsCompileError), $"The mended sample in line {line} of {id}.md gives:\n{TestCompilation.Describe(found)}");
            }
        }
    }
}
