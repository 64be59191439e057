using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Verification.Tables;

namespace PolicyDsl.Reporting.Policies;

/// <summary>A decision table as JSON; counts are texts, since they may be larger than any number type.</summary>
internal static class TableJson
{
    public static void Write(Utf8JsonWriter writer, PolicySymbol policy, PolicyTable table)
    {
        writer.WriteString("policy", policy.Name);
        writer.WriteString("kinds", table.Kinds.ToString(CultureInfo.InvariantCulture));
        JsonReport.WriteStrings(writer, "columns", table.Columns);
        WriteRows(writer, "rows", "disposition", table, table.Rows);
        WriteRest(writer, "rest", "disposition", table.Rest);
        WriteRows(writer, "offers", "service", table, table.Offers);
        WriteRest(writer, "offersRest", "service", table.OffersRest);
    }

    private static void WriteRows(Utf8JsonWriter writer, string name, string outcome, PolicyTable table, ImmutableArray<TableRow> rows)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("conditions");
            foreach (var (cell, column) in row.Cells.Zip(table.Columns))
            {
                JsonReport.WriteOptional(writer, column, cell);
            }

            writer.WriteEndObject();
            writer.WriteString(outcome, row.Outcome);
            JsonReport.WriteStrings(writer, "offers", row.Offers.Select(s => s.Name));
            JsonReport.WriteStrings(writer, "offersToSome", row.OffersToSome.Select(s => s.Name));
            JsonReport.WriteStrings(writer, "rules", row.Rules.Select(TableText.NameOf));
            writer.WriteString("kinds", row.Kinds.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRest(Utf8JsonWriter writer, string name, string outcome, ImmutableArray<TableRest> rest)
    {
        writer.WriteStartArray(name);
        foreach (var part in rest)
        {
            writer.WriteStartObject();
            writer.WriteString(outcome, part.Outcome);
            writer.WriteString("kinds", part.Kinds.ToString(CultureInfo.InvariantCulture));
            writer.WriteBoolean("hasKnown", part.HasKnown);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
