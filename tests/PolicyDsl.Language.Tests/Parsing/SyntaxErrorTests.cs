using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Parsing;

public sealed partial class SyntaxErrorTests
{
    public static TheoryData<string> Ids =>
        [.. DiagnosticCatalogue.All.Where(d => d.Id.StartsWith("PD0", StringComparison.Ordinal)).Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_of_a_message_gives_it_and_only_it(string id)
    {
        var page = DiagnosticPage.Read(id);

        Assert.Equal($"# {id}: {DiagnosticCatalogue.Find(id)?.Title}", page.Heading);
        Assert.NotNull(page.Error);
        Assert.NotNull(page.Right);
        Assert.Equal([id], SyntaxTree.Parse(page.Error).Diagnostics.Select(d => d.Id).Distinct());
        Assert.Empty(SyntaxTree.Parse(page.Right).Diagnostics.Select(d => d.Message));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_right_text_of_a_page_compiles(string id)
    {
        var page = DiagnosticPage.Read(id);

        TestCompilation.CompileWithoutErrors(page.Right ?? "", [.. page.Files]);
    }

    [Fact]
    public void What_authors_often_get_wrong_is_said_in_their_words()
    {
        var texts = Mistakes.Split("\n----\n");

        Snapshot.Verify(string.Join("\n", texts.Select(Describe)));
    }

    [Fact]
    public void A_fix_mends_its_message()
    {
        foreach (var text in Mistakes.Split("\n----\n"))
        {
            var tree = SyntaxTree.Parse(text);
            foreach (var diagnostic in tree.Diagnostics.Where(d => !d.Fixes.IsEmpty))
            {
                var edit = Assert.Single(diagnostic.Fixes.Single().Edits);
                var mended = text.Remove(edit.Location.Span.Start, edit.Location.Span.Length).Insert(edit.Location.Span.Start, edit.NewText);

                Assert.True(SyntaxTree.Parse(mended).Diagnostics.Length < tree.Diagnostics.Length, $"{diagnostic.Message}\n{mended}");
            }
        }
    }

    private static string Describe(string text)
    {
        var tree = SyntaxTree.Parse(text, "mistakes.policy");
        var messages = tree.Diagnostics.Select(d =>
            $"  {d.Location?.Start.Line + 1}:{d.Location?.Start.Column + 1} {d.Id} {d.Message}"
            + (d.Hint is null ? "" : $"\n      {d.Hint}")
            + string.Concat(d.Related.Select(r => $"\n      {r.Location.Start.Line + 1}:{r.Location.Start.Column + 1} {r.Message}"))
            + string.Concat(d.Fixes.Select(f => $"\n      fix: {f.Title}")));
        return $"{text}\n{string.Join('\n', messages)}\n  {string.Join(", ", tree.Root.Items.Select(i => i.GetType().Name.Replace("Syntax", "", StringComparison.Ordinal)))}\n";
    }
}
