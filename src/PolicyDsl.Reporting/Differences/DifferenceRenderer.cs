using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Reporting.Differences;

/// <summary>Writes the difference of two policies in any of its formats.</summary>
public static class DifferenceRenderer
{
    public static void Write(DifferenceReport report, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(output, "diff", report.Provenance, writer => DifferenceJson.Write(writer, report));
                break;
            case ReportFormat.Markdown:
                DifferenceMarkdown.Write(report, new MarkdownWriter(output));
                break;
            case ReportFormat.GitHub:
                WriteGitHub(report, output);
                break;
            default:
                PrettyDifference.Write(report, output, options);
                break;
        }
    }

    /// <summary>The word of a gate on the command line, and back.</summary>
    public static GateKind? FindGate(string word) =>
        DifferenceSentences.Gates.Where(g => string.Equals(g.Word, word, StringComparison.OrdinalIgnoreCase)).Select(g => (GateKind?)g.Gate).FirstOrDefault();

    public static IReadOnlyList<string> GateWords => [.. DifferenceSentences.Gates.Select(g => g.Word)];

    /// <summary>A note per box, at the rule that decides after; a gate that is not proved is an error or a warning.</summary>
    private static void WriteGitHub(DifferenceReport report, TextWriter output)
    {
        GitHubDiagnostics.Write(report.Diagnostics, output);
        foreach (var gate in report.Difference.Gates)
        {
            var severity = gate.Verdict switch { GateVerdict.Proved => Severity.Info, GateVerdict.Refuted => Severity.Error, _ => Severity.Warning };
            GitHubDiagnostics.WriteCommand(output, severity, $"{PlaceOf(report, null)}title={GitHubDiagnostics.EscapeProperty("policydsl diff: gate")}", DifferenceSentences.Judge(gate));
        }

        foreach (var change in report.Difference.Changes)
        {
            var record = report.FindRecord(change);
            foreach (var (i, box) in change.Boxes.Index())
            {
                var recorded = record is null ? "" : $"\n{DifferenceSentences.Recorded(record.OfEachBox[i])}";
                GitHubDiagnostics.WriteCommand(
                    output,
                    Severity.Info,
                    $"{PlaceOf(report, box)}title={GitHubDiagnostics.EscapeProperty(DifferenceSentences.Heading(change))}",
                    $"{DifferenceSentences.Conditions(box)} ({DifferenceSentences.Responsible(box)})\n{DifferenceSentences.Example(box)}{recorded}");
            }

            if (DifferenceSentences.NotShown(change, record) is { } rest)
            {
                GitHubDiagnostics.WriteCommand(output, Severity.Info, $"{PlaceOf(report, null)}title={GitHubDiagnostics.EscapeProperty(DifferenceSentences.Heading(change))}", rest);
            }
        }

        GitHubDiagnostics.WriteCommand(output, Severity.Info, $"{PlaceOf(report, null)}title=policydsl diff", DifferenceSentences.Verdict(report));
    }

    private static string PlaceOf(DifferenceReport report, ChangeBox? box)
    {
        var location = box?.After.FirstOrDefault(r => r?.Location is not null)?.Location ?? report.After.Policy.Location;
        return location is null ? ""
            : string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"file={GitHubDiagnostics.EscapeProperty(location.Source.Path)},line={location.Start.Line + 1},");
    }
}
