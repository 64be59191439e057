using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Reporting.Checks;

/// <summary>A check as Markdown, for a pull request or a minute.</summary>
internal static class MarkdownCheck
{
    public static void Write(CheckReport report, TextWriter output)
    {
        var markdown = new MarkdownWriter(output);
        markdown.WriteHeading(1, "Check");
        markdown.WriteParagraph(CheckSummary.Describe(report));
        var shown = report.Diagnostics.Where(d => d.Suppression is null).ToList();
        if (shown.Count > 0)
        {
            markdown.WriteHeading(2, "Findings");
            markdown.WriteTable(["", "Id", "Place", "Finding"], shown.Select(Row));
        }

        foreach (var policy in report.Policies)
        {
            WritePolicy(policy, markdown);
        }
    }

    private static void WriteWitness(ClauseVerdict verdict, MarkdownWriter markdown)
    {
        var lines = WitnessLines.Describe(verdict).ToList();
        if (lines.Count > 0)
        {
            markdown.WriteHeading(3, verdict.Clause.QualifiedName);
            markdown.WriteList(lines.Select(l => new ExplanationLine((l.Length - l.TrimStart().Length) / 2, l.TrimStart())));
        }
    }

    private static string[] Row(Diagnostic d) =>
    [
        DiagnosticOrder.GetWord(d.Severity),
        d.Id,
        d.Location is { } location ? DiagnosticOrder.FormatPlace(location) : "",
        d.Hint is null ? d.Message : $"{d.Message} {d.Hint}",
    ];

    private static void WritePolicy(PolicyCheck check, MarkdownWriter markdown)
    {
        markdown.WriteHeading(2, check.Policy.DisplayName);
        markdown.WriteTable(
            ["Verdict", "Clause", "Force", "Reason", "Source"],
            check.Verdicts.Select(v => (string[])
            [
                VerdictWords.Get(v.Verdict),
                v.Clause.QualifiedName,
                VerdictWords.Get(v.Clause.Force),
                CheckSummary.DescribeVerdict(check, v),
                v.Clause.SourceText ?? "",
            ]));
        foreach (var verdict in check.Verdicts)
        {
            WriteWitness(verdict, markdown);
        }

        if (!check.Policy.Departures.IsEmpty)
        {
            markdown.WriteHeading(3, "Departures");
            markdown.WriteTable(
                ["Clause", "Until", "Because"],
                check.Policy.Departures.Select(d => (string[])[d.Clause.QualifiedName, d.Until.ToString("O", CultureInfo.InvariantCulture), d.Reason]));
        }
    }
}
