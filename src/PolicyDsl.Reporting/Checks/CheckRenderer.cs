using System.Globalization;
using System.Text.Json;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Reporting.Checks;

/// <summary>Writes a check in any of its formats.</summary>
public static class CheckRenderer
{
    public static void Write(CheckReport report, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Compact:
                CompactDiagnostics.Write(report.Diagnostics, output, options);
                break;
            case ReportFormat.GitHub:
                GitHubDiagnostics.Write(report.Diagnostics, output);
                break;
            case ReportFormat.Sarif:
                SarifReport.Write(output, report.Diagnostics, report.Provenance);
                break;
            case ReportFormat.Json:
                JsonReport.Write(output, "check", report.Provenance, writer => WriteJson(writer, report));
                break;
            case ReportFormat.Markdown:
                MarkdownCheck.Write(report, output);
                break;
            case ReportFormat.JUnit:
                JUnitCheck.Write(report, output);
                break;
            default:
                PrettyCheck.Write(report, output, options);
                break;
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, CheckReport report)
    {
        JsonReport.WriteStrings(writer, "files", report.Files);
        JsonReport.WriteDiagnostics(writer, report.Diagnostics);
        writer.WriteStartArray("policies");
        foreach (var policy in report.Policies)
        {
            writer.WriteStartObject();
            writer.WriteString("name", policy.Policy.Name);
            writer.WriteString("title", policy.Policy.DisplayName);
            JsonReport.WriteLocation(writer, "location", policy.Policy.Location);
            JsonReport.WriteStrings(writer, "rules", policy.Policy.Rules.Select(r => r.Name));
            JsonReport.WriteStrings(writer, "datasets", policy.Datasets);
            writer.WriteStartArray("clauses");
            foreach (var verdict in policy.Verdicts)
            {
                WriteVerdict(writer, policy, verdict);
            }

            writer.WriteEndArray();
            WriteDepartures(writer, policy.Policy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteVerdict(Utf8JsonWriter writer, PolicyCheck check, ClauseVerdict verdict)
    {
        var clause = verdict.Clause;
        writer.WriteStartObject();
        writer.WriteString("clause", clause.QualifiedName);
        writer.WriteString("title", clause.DisplayName);
        writer.WriteNumber("rank", clause.Principle.Rank);
        writer.WriteString("force", VerdictWords.Get(clause.Force));
        JsonReport.WriteOptional(writer, "source", clause.SourceText);
        writer.WriteString("verdict", VerdictWords.Get(verdict.Verdict));
        writer.WriteString("reason", verdict.Reason);
        JsonReport.WriteStrings(writer, "rulesLookedAt", verdict.RulesLookedAt.Select(r => r.Name));
        writer.WriteStartArray("breaches");
        foreach (var breach in verdict.Breaches)
        {
            writer.WriteStartObject();
            writer.WriteString("message", breach.Message);
            JsonReport.WriteOptional(writer, "declaration", breach.Declaration?.QualifiedName);
            JsonReport.WriteLocation(writer, "location", breach.Location);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        JsonReport.WriteOptional(writer, "incident", verdict.IncidentId);
        WitnessLines.WriteJson(writer, verdict);
        if (check.Measured.TryGetValue(clause, out var measured))
        {
            FigureJson.WriteMeasured(writer, measured);
        }

        writer.WriteBoolean("departedFrom", verdict.Departure is not null);
        JsonReport.WriteStrings(writer, "concepts", clause.Concepts);
        writer.WriteEndObject();
    }

    private static void WriteDepartures(Utf8JsonWriter writer, PolicySymbol policy)
    {
        writer.WriteStartArray("departures");
        foreach (var departure in policy.Departures)
        {
            writer.WriteStartObject();
            writer.WriteString("clause", departure.Clause.QualifiedName);
            writer.WriteString("because", departure.Reason);
            writer.WriteString("until", departure.Until.ToString("O", CultureInfo.InvariantCulture));
            JsonReport.WriteLocation(writer, "location", departure.Location);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
