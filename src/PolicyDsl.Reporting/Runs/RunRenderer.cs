using System.Text.Json;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Reporting.Data;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Runs;

/// <summary>Writes a run in any of its formats.</summary>
public static class RunRenderer
{
    public static void Write(RunReport report, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(output, "run", report.Provenance, writer => WriteJson(writer, report));
                break;
            case ReportFormat.Markdown:
                WriteMarkdown(report.Summary, new MarkdownWriter(output));
                break;
            case ReportFormat.Compact:
                CompactDiagnostics.Write(report.Diagnostics, output, options);
                break;
            default:
                PrettyRun.Write(report, output, options);
                break;
        }
    }

    private static void WriteMarkdown(RunSummary run, MarkdownWriter markdown)
    {
        markdown.WriteHeading(1, run.Policy);
        markdown.WriteParagraph($"On {run.Load.Title ?? run.Load.Dataset}. {LoadText.DescribeAccount(run.Rows)}.");
        markdown.WriteList(RunSentences.Describe(run));
        markdown.WriteHeading(2, "Dispositions");
        markdown.WriteTable(
            ["Disposition", "Incidents", "Share", "Of which unsettled"],
            run.Dispositions.Select(d => (string[])[d.Action, Phrase.Number(d.Incidents), NumberText.Percent(d.Incidents, run.Decided), Phrase.Number(d.Unsettled)]),
            rightFrom: 1);
        markdown.WriteHeading(2, "Rules");
        markdown.WriteTable(
            ["Rule", "Fired", "Decided", "Set aside", "Open", "For want of"],
            run.Rules.Select(r => (string[])[r.Rule, Phrase.Number(r.Fired), Phrase.Number(r.Decided), Phrase.Number(r.SetAside), Phrase.Number(r.Open), string.Join(", ", r.Wants.Select(w => $"`{w.Field}` ({Phrase.Number(w.Incidents)})"))]),
            rightFrom: 1);
        markdown.WriteList([.. run.Notes, .. run.Load.Cautions, .. run.Load.Unreadable.Select(LoadText.Describe)]);
    }

    private static void WriteJson(Utf8JsonWriter writer, RunReport report)
    {
        var run = report.Summary;
        writer.WriteString("policy", run.Policy);
        LoadJson.Write(writer, run.Load);
        writer.WriteStartObject("rows");
        writer.WriteNumber("read", run.Rows.Read);
        writer.WriteNumber("decided", run.Rows.Decided);
        writer.WriteNumber("outside", run.Rows.Outside);
        writer.WriteNumber("historyOnly", run.Rows.HistoryOnly);
        writer.WriteNumber("setAside", run.Rows.SetAside);
        writer.WriteNumber("rejected", run.Rows.Rejected);
        writer.WriteEndObject();
        writer.WriteStartObject("incidents");
        writer.WriteNumber("inScope", run.Decided);
        writer.WriteNumber("outside", run.Outside);
        writer.WriteNumber("scopeUnknown", run.ScopeUnknown);
        writer.WriteNumber("historyOnly", run.HistoryOnly);
        writer.WriteNumber("unsettled", run.Unsettled);
        writer.WriteNumber("unsettledOutside", run.UnsettledOutside);
        writer.WriteNumber("conflicts", run.Conflicts);
        writer.WriteNumber("none", run.None);
        writer.WriteNumber("byOtherwise", run.ByOtherwise);
        writer.WriteEndObject();
        WriteDispositions(writer, run.Dispositions);
        JsonReport.WriteAll(writer, "offers", run.Offers, o =>
        {
            writer.WriteString("service", o.Service);
            writer.WriteNumber("incidents", o.Incidents);
        });
        JsonReport.WriteAll(writer, "rules", run.Rules, r => WriteRule(writer, r));
        JsonReport.WriteAll(writer, "conflicts", run.ConflictingRules, c => WriteConflict(writer, c));
        WriteWants(writer, "scopeWants", run.ScopeWants);
        JsonReport.WriteStrings(writer, "by", run.By);
        JsonReport.WriteAll(writer, "groups", run.Groups, g => WriteGroup(writer, g));
        JsonReport.WriteStrings(writer, "inactiveCrackdowns", run.InactiveCrackdowns);
        JsonReport.WriteStrings(writer, "notes", run.Notes);
        JsonReport.WriteDiagnostics(writer, report.Diagnostics);
    }

    private static void WriteRule(Utf8JsonWriter writer, RuleCount rule)
    {
        writer.WriteString("rule", rule.Rule);
        writer.WriteString("title", rule.Title);
        writer.WriteBoolean("isCrackdown", rule.IsCrackdown);
        writer.WriteNumber("fired", rule.Fired);
        writer.WriteNumber("decided", rule.Decided);
        writer.WriteNumber("setAside", rule.SetAside);
        writer.WriteNumber("open", rule.Open);
        WriteWants(writer, "wants", rule.Wants);
    }

    private static void WriteConflict(Utf8JsonWriter writer, ConflictCount conflict)
    {
        JsonReport.WriteStrings(writer, "rules", conflict.Rules);
        JsonReport.WriteStrings(writer, "actions", conflict.Actions);
        writer.WriteString("taken", conflict.Taken);
        writer.WriteNumber("incidents", conflict.Incidents);
        JsonReport.WriteStrings(writer, "firstIncidents", conflict.FirstIncidents);
    }

    private static void WriteGroup(Utf8JsonWriter writer, GroupCount group)
    {
        JsonReport.WriteAll(writer, "values", group.Values, v =>
        {
            writer.WriteString("text", v.Text);
            writer.WriteString("knowledge", v.Knowledge.ToString().ToLowerInvariant());
        });
        writer.WriteNumber("incidents", group.Incidents);
        WriteDispositions(writer, group.Dispositions);
        writer.WriteNumber("none", group.None);
        writer.WriteNumber("conflicts", group.Conflicts);
        writer.WriteNumber("unsettled", group.Unsettled);
    }

    private static void WriteDispositions(Utf8JsonWriter writer, IEnumerable<DispositionCount> dispositions) =>
        JsonReport.WriteAll(writer, "dispositions", dispositions, d =>
        {
            writer.WriteString("action", d.Action);
            writer.WriteNumber("severity", d.Severity);
            writer.WriteNumber("incidents", d.Incidents);
            writer.WriteNumber("unsettled", d.Unsettled);
        });

    private static void WriteWants(Utf8JsonWriter writer, string name, IEnumerable<WantCount> wants) => JsonReport.WriteAll(writer, name, wants, w =>
    {
        writer.WriteString("field", w.Field);
        writer.WriteNumber("incidents", w.Incidents);
    });
}
