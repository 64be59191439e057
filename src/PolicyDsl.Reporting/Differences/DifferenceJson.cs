using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Data;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Reporting.Differences;

/// <summary>A difference as JSON, complete. Numbers of kinds are texts, as they may be larger than a number of JSON readers.</summary>
internal static class DifferenceJson
{
    public static void Write(Utf8JsonWriter writer, DifferenceReport report)
    {
        var difference = report.Difference;
        WriteSide(writer, "before", report.Before);
        WriteSide(writer, "after", report.After);
        writer.WriteString("verdict", JsonNamingPolicy.CamelCase.ConvertName(difference.Verdict.ToString()));
        JsonReport.WriteOptional(writer, "whyIncomplete", difference.WhyIncomplete);
        writer.WriteString("kinds", Text(difference.Kinds));
        writer.WriteString("kindsChanged", Text(difference.KindsChanged));
        JsonReport.WriteStrings(writer, "terms", difference.Terms);
        JsonReport.WriteStrings(writer, "independentTerms", difference.IndependentTerms);
        JsonReport.WriteAll(writer, "gates", difference.Gates, g => WriteGate(writer, g));
        WriteRecorded(writer, report);
        JsonReport.WriteAll(writer, "changes", difference.Changes, c => WriteChange(writer, c, report.FindRecord(c)));
        WriteDeclarations(writer, "operations", difference.Declarations.Operations);
        WriteDeclarations(writer, "words", difference.Declarations.Words);
        JsonReport.WriteStrings(writer, "rulesOnlyBefore", difference.Declarations.RulesOnlyBefore);
        JsonReport.WriteStrings(writer, "rulesOnlyAfter", difference.Declarations.RulesOnlyAfter);
        if (report.Load is { } load)
        {
            LoadJson.Write(writer, load);
        }

        JsonReport.WriteDiagnostics(writer, report.Diagnostics);
    }

    private static void WriteSide(Utf8JsonWriter writer, string name, DifferenceSide side)
    {
        writer.WriteStartObject(name);
        writer.WriteString("policy", side.Policy.Name);
        writer.WriteString("title", side.Title);
        writer.WriteString("path", side.Path);
        writer.WriteNumber("rules", side.Rules);
        writer.WriteEndObject();
    }

    private static void WriteGate(Utf8JsonWriter writer, GateResult gate)
    {
        var (_, word, sentence) = DifferenceSentences.Gates.First(g => g.Gate == gate.Gate);
        writer.WriteString("gate", word);
        writer.WriteString("claim", sentence);
        writer.WriteString("verdict", JsonNamingPolicy.CamelCase.ConvertName(gate.Verdict.ToString()));
        JsonReport.WriteOptional(writer, "change", gate.Change?.ToString());
        JsonReport.WriteOptional(writer, "example", gate.Example?.Text);
        JsonReport.WriteStrings(writer, "independentTerms", gate.IndependentTerms);
    }

    private static void WriteRecorded(Utf8JsonWriter writer, DifferenceReport report)
    {
        if (report.Recorded is not { } recorded)
        {
            return;
        }

        writer.WriteStartObject("recorded");
        writer.WriteNumber("incidents", recorded.Incidents);
        writer.WriteNumber("historyOnly", report.HistoryOnly);
        WriteCount(writer, "changed", recorded.Changed);
        writer.WriteNumber("harsher", recorded.Harsher);
        writer.WriteNumber("milder", recorded.Milder);
        writer.WriteNumber("other", recorded.Other);
        writer.WriteNumber("conflictsBefore", recorded.ConflictsBefore);
        writer.WriteNumber("conflictsAfter", recorded.ConflictsAfter);
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, Change change, ChangeRecord? record)
    {
        writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(change.Kind.ToString()));
        writer.WriteString("subject", change.Subject);
        writer.WriteString("from", change.From);
        writer.WriteString("to", change.To);
        writer.WriteString("direction", DifferenceSentences.Word(change.Direction));
        writer.WriteString("kinds", Text(change.Kinds));
        WriteCount(writer, "recorded", record?.All);
        JsonReport.WriteAll(writer, "boxes", change.Boxes.Index(), pair =>
        {
            var (i, box) = pair;
            JsonReport.WriteStrings(writer, "conditions", box.Conditions);
            writer.WriteString("kinds", Text(box.Kinds));
            JsonReport.WriteStrings(writer, "rulesBefore", Names(box.Before));
            JsonReport.WriteStrings(writer, "rulesAfter", Names(box.After));
            JsonReport.WriteOptional(writer, "example", box.Example?.Text);
            JsonReport.WriteStrings(writer, "independentTerms", box.IndependentTerms);
            WriteCount(writer, "recorded", record?.OfEachBox[i]);
        });
        writer.WriteString("kindsNotShown", Text(change.KindsNotShown));
        WriteCount(writer, "recordedNotShown", record?.NotShown);
    }

    private static IEnumerable<string> Names(ImmutableArray<RuleSymbol?> rules) => rules.Select(r => r?.Name ?? "otherwise");

    private static void WriteCount(Utf8JsonWriter writer, string name, IncidentCount? count)
    {
        if (count is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("incidents", count.Incidents);
        writer.WriteNumber("unsettled", count.Unsettled);
        JsonReport.WriteStrings(writer, "firstIncidents", count.First);
        writer.WriteEndObject();
    }

    private static void WriteDeclarations(Utf8JsonWriter writer, string name, ImmutableArray<DeclarationDifference> differences) =>
        JsonReport.WriteAll(writer, name, differences, d =>
        {
            writer.WriteString("where", d.Where);
            writer.WriteString("what", d.What);
            JsonReport.WriteOptional(writer, "before", d.Before);
            JsonReport.WriteOptional(writer, "after", d.After);
        });

    private static string Text(System.Numerics.BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
