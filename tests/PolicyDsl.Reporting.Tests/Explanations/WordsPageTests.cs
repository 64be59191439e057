using System.Text;
using PolicyDsl.Language;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Explanations;
using PolicyDsl.Testing;

namespace PolicyDsl.Reporting.Tests.Explanations;

/// <summary>The list of words in docs/words.md is that of the standard library. <c>POLICYDSL_ACCEPT=1</c> rewrites it.</summary>
public sealed class WordsPageTests
{
    private const string Marker = "<!-- The list below is written by a test from src/PolicyDsl.Language/Library/idpc/vocabulary.policy. -->\n";

    private static readonly string[] Conduct = ["offence", "drug", "weapon", "sex", "ethnicity"];

    [Fact]
    public void The_page_lists_every_word_as_the_library_has_it()
    {
        var path = Repository.GetPath("docs", "words.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var expected = page[..(page.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)] + List(TestCompilation.CompileWithoutErrors("using idpc\n"));
        if (Environment.GetEnvironmentVariable("POLICYDSL_ACCEPT") == "1")
        {
            File.WriteAllText(path, expected);
            page = expected;
        }

        Assert.Equal(expected, page);
    }

    private static string List(Compilation library)
    {
        var scope = library.Scope;
        var text = new StringBuilder("\n## What can be asked about an incident\n");
        foreach (var entity in scope.All<EntitySymbol>())
        {
            text.Append($"\n### `{entity.Name}`\n\n{OneLine(entity.Documentation)}\n\n| field | holds | meaning |\n| --- | --- | --- |\n");
            foreach (var field in entity.Fields)
            {
                text.Append($"| `{field.Name}` | {WordPage.DescribeType(field.Type)}{(field.IsProtected ? ", protected" : "")} | {OneLine(field.Documentation)} |\n");
            }
        }

        foreach (var list in scope.All<EnumSymbol>())
        {
            text.Append($"\n### `{list.Name}`{(Conduct.Contains(list.Name) ? "" : " (for assumptions on harm)")}\n\n{OneLine(list.Documentation)}\n\n| word | meaning |\n| --- | --- |\n");
            foreach (var member in list.Members)
            {
                text.Append($"| `{member.Name}` | {OneLine(member.Documentation)} |\n");
            }
        }

        AppendTable(text, "Sets", "| set | of | members | meaning |\n| --- | --- | --- | --- |\n", scope.All<SetSymbol>().Select(s =>
            $"| `{s.Name}` | `{s.Enum?.Name}` | {string.Join(", ", s.Members.Select(m => $"`{m.Name}`"))} | {OneLine(s.Documentation)} |"));
        AppendTable(text, "Actions", "| action | severity | traits | meaning |\n| --- | ---: | --- | --- |\n", library.Actions.Select(a =>
            $"| `{a.Name}` | {a.Severity} | {string.Join(", ", a.Traits)} | {OneLine(a.Documentation)} |"));
        AppendTable(text, "Services", "| service | advances | meaning |\n| --- | --- | --- |\n", library.Services.Select(s =>
            $"| `{s.Name}` | {(s.Advances is { } advances ? $"`{advances.Name}`" : "")} | {OneLine(s.Documentation)} |"));
        foreach (var kind in scope.All<PlainSymbol>().GroupBy(p => p.Kind))
        {
            AppendTable(text, kind.Key switch { "partner" => "Partners", "channel" => "Channels", "activity" => "Activities", var other => other }, $"| {kind.Key} | title | meaning |\n| --- | --- | --- |\n", kind.Select(p =>
                $"| `{p.Name}` | {p.DisplayName} | {OneLine(p.Documentation)} |"));
        }

        AppendTable(text, "Tables for public data", "| table | reads | gives | source |\n| --- | --- | --- | --- |\n", scope.All<TableSymbol>().Select(t =>
            $"| `{t.Name}` | {WordPage.DescribeType(t.ArgumentType)} | {WordPage.DescribeType(t.ResultType)} | {t.SourceText} |"));
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, string title, string head, IEnumerable<string> rows) =>
        text.Append($"\n## {title}\n\n{head}").AppendJoin('\n', rows).Append('\n');

    private static string OneLine(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
}
