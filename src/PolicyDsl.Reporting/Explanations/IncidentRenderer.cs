using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Counterfactuals;

namespace PolicyDsl.Reporting.Explanations;

/// <summary>What a policy decides for one incident of a data set, and why.</summary>
/// <param name="Place">Where the incident stands in the data.</param>
/// <param name="Known">What is known of it.</param>
/// <param name="Lines">The decision in sentences.</param>
public sealed record IncidentExplanation(
    Provenance Provenance,
    string Policy,
    string IncidentId,
    string Place,
    ImmutableArray<ExplanationLine> Known,
    ImmutableArray<ExplanationLine> Lines)
{
    /// <summary>What would have led elsewhere; null where it was not asked for.</summary>
    public CounterfactualReport? Counterfactuals { get; init; }
}

/// <summary>What came of looking for what would have led elsewhere.</summary>
/// <param name="Result">Null where the policy is too large to say.</param>
/// <param name="Formatter">Writes values.</param>
public sealed record CounterfactualReport(CounterfactualResult? Result, ValueFormatter Formatter);

/// <summary>Writes the explanation of an incident.</summary>
public static class IncidentRenderer
{
    public static void Write(IncidentExplanation report, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(output, "explain", report.Provenance, writer =>
                {
                    writer.WriteString("policy", report.Policy);
                    writer.WriteString("incident", report.IncidentId);
                    writer.WriteString("place", report.Place);
                    JsonReport.WriteStrings(writer, "known", report.Known.Select(l => l.ToString()));
                    JsonReport.WriteStrings(writer, "explanation", report.Lines.Select(l => l.ToString()));
                    if (report.Counterfactuals is { } counterfactuals)
                    {
                        CounterfactualRenderer.WriteJson(writer, counterfactuals);
                    }
                });
                break;
            case ReportFormat.Markdown:
                var markdown = new MarkdownWriter(output);
                markdown.WriteHeading(1, $"Incident {report.IncidentId}");
                markdown.WriteParagraph($"Policy `{report.Policy}`; {report.Place}.");
                markdown.WriteHeading(2, "What is known");
                markdown.WriteList(report.Known);
                markdown.WriteHeading(2, "What is decided");
                markdown.WriteList(report.Lines);
                foreach (var (heading, lines) in CounterfactualRenderer.Sections(report.Counterfactuals))
                {
                    markdown.WriteHeading(2, heading);
                    markdown.WriteList(lines);
                }

                break;
            default:
                var writer = new StyledWriter(output, options.UseColor);
                writer.Write($"Incident {DisplayText.Clean(report.IncidentId)}", Style.Bold).WriteLine($" ({DisplayText.Clean(report.Place)})");
                WriteLines(report.Known, writer);
                writer.WriteLine();
                writer.WriteLine($"What {report.Policy} decides", Style.Bold);
                WriteLines(report.Lines, writer);
                foreach (var (heading, lines) in CounterfactualRenderer.Sections(report.Counterfactuals))
                {
                    writer.WriteLine();
                    writer.WriteLine(heading, Style.Bold);
                    WriteLines(lines, writer);
                }

                break;
        }
    }

    private static void WriteLines(ImmutableArray<ExplanationLine> lines, StyledWriter writer)
    {
        foreach (var line in lines)
        {
            writer.WriteLine($"  {DisplayText.PadLeft("", line.Indent * 2)}{DisplayText.Clean(line.Text)}");
        }
    }
}
