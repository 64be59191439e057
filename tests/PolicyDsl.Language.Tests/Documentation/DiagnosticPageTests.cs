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
        Assert.Equal($"# {id}: {DiagnosticCatalogue.Find(id)?.Title}", DiagnosticPage.Read(id).Heading);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_samples_of_a_page_give_the_diagnostic_and_mend_it(string id)
    {
        var page = DiagnosticPage.Read(id);
        if (page.Error is { } wrong)
        {
            var found = EveryFinding.Of(wrong, page.Files);
            Assert.True(found.Any(d => d.Id == id), $"The wrong sample of {id}.md does not give {id} but:\n{TestCompilation.Describe(found)}");
        }

        if (page.Right is { } right)
        {
            var found = EveryFinding.Of(right, page.Files);
            Assert.True(found.All(d => d.Id != id && !d.Descriptor.IsCompileError), $"The right sample of {id}.md gives:\n{TestCompilation.Describe(found)}");
        }
    }
}
