using System.Collections.Immutable;
using System.Text.Json;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Reporting.Formats;

/// <summary>Figures as JSON, each with the counts it was made from.</summary>
internal static class FigureJson
{
    public static void WriteMeasured(Utf8JsonWriter writer, MeasuredResult measured)
    {
        writer.WriteStartObject("measured");
        writer.WriteString("bound", measured.Bound);
        writer.WritePropertyName("figure");
        WriteFigure(writer, measured.Figure);
        WriteGroups(writer, measured.Groups);
        writer.WriteEndObject();
    }

    public static void WriteFigure(Utf8JsonWriter writer, Figure figure)
    {
        writer.WriteStartObject();
        WriteNumber(writer, "low", figure.Low);
        WriteNumber(writer, "central", figure.Central);
        WriteNumber(writer, "high", figure.High);
        writer.WriteString("unit", figure.Unit);
        WriteInterval(writer, "interval", figure.Interval);
        JsonReport.WriteOptional(writer, "whyNot", figure.WhyNot);
        writer.WriteStartArray("parts");
        foreach (var part in figure.Parts)
        {
            writer.WriteStartObject();
            writer.WriteString("text", part.Text);
            writer.WriteNumber("low", part.Low);
            writer.WriteNumber("high", part.High);
            writer.WriteNumber("incidents", part.Incidents);
            writer.WriteNumber("uncertain", part.Uncertain);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        JsonReport.WriteStrings(writer, "notes", figure.Notes);
        writer.WriteEndObject();
    }

    public static void WriteGroups(Utf8JsonWriter writer, ImmutableArray<GroupRate> groups)
    {
        writer.WriteStartArray("groups");
        foreach (var group in groups)
        {
            writer.WriteStartObject();
            writer.WriteString("group", group.Group);
            writer.WriteNumber("numerator", group.Numerator);
            writer.WriteNumber("numeratorAtMost", group.Most);
            writer.WriteNumber("denominator", group.Denominator);
            WriteNumber(writer, "rate", group.Rate);
            WriteInterval(writer, "rateInterval", group.RateInterval);
            WriteNumber(writer, "relative", group.Relative);
            WriteInterval(writer, "relativeInterval", group.RelativeInterval);
            writer.WriteBoolean("isReference", group.IsReference);
            writer.WriteBoolean("isTooFew", group.IsTooFew);
            writer.WriteBoolean("isKnown", group.IsKnown);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteNumber(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number)
        {
            // Two ways to one number must give one text: 1.50 is written 1.5.
            writer.WriteNumber(name, number / 1.0000000000000000000000000000m);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    internal static void WriteInterval(Utf8JsonWriter writer, string name, Interval? interval)
    {
        if (interval is not null)
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("low", interval.Low);
            writer.WriteNumber("high", interval.High);
            writer.WriteString("method", interval.Method);
            writer.WriteEndObject();
        }
    }
}
