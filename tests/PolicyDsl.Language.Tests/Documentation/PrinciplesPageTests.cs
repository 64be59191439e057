using System.Text;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Documentation;

/// <summary>The list of clauses in docs/principles.md is that of the standard library. <c>POLICYDSL_ACCEPT=1</c> rewrites it.</summary>
public sealed class PrinciplesPageTests
{
    private const string Marker = "<!-- The list below is written by a test from src/PolicyDsl.Language/Library/idpc/principles.policy. -->\n";

    [Fact]
    public void The_page_lists_every_clause_as_the_library_has_it()
    {
        var path = Repository.GetPath("docs", "principles.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var head = page[..(page.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)];
        var expected = head + List();
        if (Environment.GetEnvironmentVariable("POLICYDSL_ACCEPT") == "1")
        {
            File.WriteAllText(path, expected);
            page = expected;
        }

        Assert.Equal(expected, page);
    }

    private static string List()
    {
        var list = new StringBuilder();
        foreach (var principle in TestCompilation.CompileWithoutErrors("using idpc\n").Principles)
        {
            list.Append($"\n## {principle.Rank}. {principle.Title}\n\n`{principle.Name}`, rank {principle.Rank}\n\n| clause | demands | kind | force | source |\n| --- | --- | --- | --- | --- |\n");
            foreach (var clause in principle.Clauses)
            {
                list.Append($"| `{clause.Name}` {clause.Title} | `{Demand(clause)}` | {Kind(clause.Form)} | {clause.Force.ToString().ToLowerInvariant()} | {clause.SourceText} |\n");
            }
        }

        return list.ToString();
    }

    private static string Demand(ClauseSymbol clause) => clause.Syntax is Syntax.ClauseSyntax { Form: var form }
        ? string.Join(' ', form.DescendantTokens().Select(t => t.Text)).Replace(" . ", ".", StringComparison.Ordinal).Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal).Replace(" (", "(", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal)
        : "";

    private static string Kind(ClauseForm? form) => form switch
    {
        LogicalForm => "logical",
        StatesForm => "structural",
        DependsForm => "flow",
        NeverFallsForm => "order",
        _ => "measured",
    };
}
