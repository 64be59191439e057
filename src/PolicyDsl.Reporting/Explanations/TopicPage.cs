using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Language;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Checks;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Reporting.Explanations;

/// <summary>A page that <c>explain</c> shows.</summary>
/// <param name="Kind"><c>finding</c>, <c>concept</c>, <c>principle</c> or <c>clause</c>.</param>
/// <param name="Name">Its id or qualified name.</param>
/// <param name="Markdown">The whole page.</param>
public sealed record TopicPage(string Kind, string Name, string Markdown)
{
    public static TopicPage Of(DiagnosticDescriptor descriptor, HelpPage? page) => new(
        "finding",
        descriptor.Id,
        page?.Markdown ?? $"# {descriptor.Id}: {descriptor.Title}\n\nIts messages read: {descriptor.Message} It is {Article(descriptor)} by default.\n");

    public static TopicPage Of(Concept concept) => new("concept", concept.Id, concept.Text);

    public static TopicPage Of(PrincipleSymbol principle)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {principle.DisplayName}\n\nPrinciple `{principle.Name}`, rank {principle.Rank}: {DescribeRank(principle.Rank)}\n");
        AppendDocumentation(text, principle);
        text.Append("\n## Clauses\n\n");
        foreach (var clause in principle.Clauses)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{clause.QualifiedName}`: {clause.DisplayName}\n");
        }

        return new TopicPage("principle", principle.Name, text.ToString());
    }

    public static TopicPage Of(ClauseSymbol clause)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {clause.DisplayName}\n\nClause `{clause.QualifiedName}` of the principle \"{clause.Principle.DisplayName}\", {DescribeKind(clause.Form)}\n");
        AppendDocumentation(text, clause);
        if (clause.Syntax is { } syntax && clause.Location is { } location)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## In the language\n\n```policy\n{location.Source.ToString(syntax.Span)}\n```\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## Source\n\n{clause.SourceText ?? "None is given: it is a clause of the author's own."}\n\nA breach is {(clause.Force is LegalForce.Shall or LegalForce.Unstated ? "an error" : "a warning")}; the word of the source is \"{VerdictWords.Get(clause.Force)}\".\n");
        if (!clause.Concepts.IsEmpty)
        {
            text.Append("\n## Background\n\n");
            foreach (var concept in clause.Concepts)
            {
                text.Append(CultureInfo.InvariantCulture, $"- `policydsl explain {concept}`\n");
            }
        }

        return new TopicPage("clause", clause.QualifiedName, text.ToString());
    }

    private static void AppendDocumentation(StringBuilder text, Symbol symbol)
    {
        if (symbol.Documentation.Length > 0)
        {
            text.Append('\n').Append(symbol.Documentation.Trim()).Append('\n');
        }
    }

    private static string Article(DiagnosticDescriptor descriptor) =>
        descriptor.DefaultSeverity is Severity.Error or Severity.Info ? $"an {DiagnosticOrder.GetWord(descriptor.DefaultSeverity)}" : $"a {DiagnosticOrder.GetWord(descriptor.DefaultSeverity)}";

    private static string DescribeRank(int rank) => rank == 1
        ? "no policy may depart from its clauses."
        : "a policy may depart from a clause openly, with a reason and an end.";

    private static string DescribeKind(ClauseForm? form) => form switch
    {
        LogicalForm => "about every possible incident.",
        StatesForm => "about what the policy states; it is read off the declarations.",
        DependsForm => "about what rules depend on; it is read off the declarations and proves no use, not no correlation.",
        NeverFallsForm => "about any two incidents that differ in one thing only.",
        RequireForm => "measured on data.",
        _ => "which does not compile.",
    };
}
