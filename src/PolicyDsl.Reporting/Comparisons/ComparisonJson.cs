using System.Collections.Immutable;
using System.Text.Json;
using PolicyDsl.Outcomes.Comparison;
using PolicyDsl.Outcomes.Measures;
using PolicyDsl.Reporting.Data;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Reporting.Comparisons;

/// <summary>A comparison as JSON, complete; arrays "of each" follow the contenders.</summary>
internal static class ComparisonJson
{
    public static void Write(Utf8JsonWriter writer, ComparisonReport report)
    {
        var result = report.Result;
        LoadJson.Write(writer, result.Load);
        writer.WriteBoolean("hasBaseline", result.Baseline.IsPresent);
        JsonReport.WriteOptional(writer, "whyNoBaseline", result.Baseline.WhyNot);
        JsonReport.WriteAll(writer, "contenders", result.Contenders, c => WriteContender(writer, c));
        writer.WriteNumber("compared", result.Compared);
        writer.WriteNumber("leftOutRecordedUnknown", result.LeftOutRecordedUnknown);
        writer.WriteNumber("historyOnly", result.HistoryOnly);
        JsonReport.WriteAll(writer, "dispositions", result.Dispositions, d =>
        {
            writer.WriteString("action", d.Action);
            writer.WriteStartArray("ofEach");
            foreach (var count in d.OfEach)
            {
                writer.WriteNumberValue(count);
            }

            writer.WriteEndArray();
        });
        WriteMeasures(writer, "measures", result.Measures);
        WriteMeasures(writer, "outcomes", result.Outcomes);
        WriteAssumptions(writer, result);
        JsonReport.WriteAll(writer, "disproportionality", result.Disproportionality, t => WriteDisproportionality(writer, t));
        JsonReport.WriteAll(writer, "transitions", result.Transitions, t => WriteTransitions(writer, t));
        JsonReport.WriteStrings(writer, "notes", result.Notes);
        JsonReport.WriteDiagnostics(writer, report.Diagnostics);
    }

    private static void WriteContender(Utf8JsonWriter writer, Contender contender)
    {
        writer.WriteString("name", contender.Name);
        writer.WriteString("title", contender.Title);
        writer.WriteBoolean("isRecorded", contender.IsRecorded);
        writer.WriteNumber("decided", contender.Decided);
        writer.WriteNumber("outside", contender.Outside);
        writer.WriteNumber("unsettled", contender.Unsettled);
        writer.WriteNumber("conflicts", contender.Conflicts);
        writer.WriteNumber("none", contender.None);
    }

    private static void WriteMeasures(Utf8JsonWriter writer, string name, ImmutableArray<MeasureLine> lines) => JsonReport.WriteAll(writer, name, lines, line =>
    {
        writer.WriteString("name", line.Name);
        writer.WriteString("title", line.Title);
        writer.WriteBoolean("isBuiltIn", line.IsBuiltIn);
        writer.WriteStartArray("ofEach");
        foreach (var figure in line.OfEach)
        {
            FigureJson.WriteFigure(writer, figure);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("differences");
        foreach (var difference in line.Differences)
        {
            WriteDifference(writer, difference);
        }

        writer.WriteEndArray();
    });

    private static void WriteDifference(Utf8JsonWriter writer, Difference? difference)
    {
        if (difference is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        FigureJson.WriteNumber(writer, "low", difference.Low);
        FigureJson.WriteNumber(writer, "central", difference.Central);
        FigureJson.WriteNumber(writer, "high", difference.High);
        writer.WriteEndObject();
    }

    private static void WriteAssumptions(Utf8JsonWriter writer, ComparisonResult result)
    {
        JsonReport.WriteOptional(writer, "whyNoAssumptions", result.WhyNoAssumptions);
        if (result.Assumptions is not { } used)
        {
            return;
        }

        writer.WriteStartObject("assumptions");
        writer.WriteString("name", used.Name);
        writer.WriteString("title", used.Title);
        JsonReport.WriteOptional(writer, "currency", used.Currency);
        JsonReport.WriteAll(writer, "items", used.Items, a => WriteAssumption(writer, a));
        JsonReport.WriteStrings(writer, "missing", used.Missing);
        JsonReport.WriteStrings(writer, "leftOutOffences", used.LeftOutOffences);
        writer.WriteEndObject();
    }

    private static void WriteAssumption(Utf8JsonWriter writer, AssumptionUse use)
    {
        writer.WriteString("kind", use.Kind);
        writer.WriteString("subject", use.Subject);
        FigureJson.WriteNumber(writer, "low", use.Low);
        FigureJson.WriteNumber(writer, "central", use.Central);
        FigureJson.WriteNumber(writer, "high", use.High);
        writer.WriteString("unit", use.Unit);
        JsonReport.WriteOptional(writer, "source", use.Source);
        JsonReport.WriteOptional(writer, "verification", use.Verification);
        writer.WriteNumber("uses", use.Uses);
    }

    private static void WriteDisproportionality(Utf8JsonWriter writer, DisproportionalityTable table)
    {
        writer.WriteString("field", table.Field);
        writer.WriteString("of", table.Of);
        writer.WriteNumber("minimumGroup", table.MinimumGroup);
        JsonReport.WriteAll(writer, "ofEach", table.GroupsOfEach, groups => FigureJson.WriteGroups(writer, groups));
    }

    private static void WriteTransitions(Utf8JsonWriter writer, TransitionTable table)
    {
        writer.WriteString("from", table.From);
        writer.WriteString("to", table.To);
        writer.WriteNumber("compared", table.Compared);
        writer.WriteNumber("changed", table.Changed);
        JsonReport.WriteAll(writer, "cells", table.Cells, c =>
        {
            writer.WriteString("from", c.FromAction);
            writer.WriteString("to", c.ToAction);
            writer.WriteNumber("incidents", c.Incidents);
            JsonReport.WriteStrings(writer, "firstIncidents", c.FirstIncidents);
        });
    }
}
