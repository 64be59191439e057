using System.Text;
using System.Text.Json;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Reporting.Runs;

/// <summary>The shapes of a decisions file.</summary>
public enum DecisionsFormat
{
    Csv,
    Ndjson,
}

/// <summary>Writes decisions one by one, so that a file of any length needs no memory.</summary>
public sealed class DecisionsFile(TextWriter output, DecisionsFormat format)
{
    private const string ListSeparator = ";";

    public void WriteHeader()
    {
        if (format == DecisionsFormat.Csv)
        {
            output.Write("incident,status,disposition,rules,otherwise,to,within,offers,open_rules,unsettled,recorded\n");
        }
    }

    public void Write(DecisionRow row)
    {
        if (format == DecisionsFormat.Csv)
        {
            WriteCsv(row);
        }
        else
        {
            WriteJson(row);
        }
    }

    private void WriteCsv(DecisionRow row)
    {
        string[] cells =
        [
            row.IncidentId, row.StatusName, row.Disposition ?? "", string.Join(ListSeparator, row.Rules), Text(row.ByOtherwise),
            string.Join(ListSeparator, row.To), row.Within ?? "", string.Join(ListSeparator, row.Offers),
            string.Join(ListSeparator, row.OpenRules), Text(row.IsUnsettled), row.Recorded ?? "",
        ];
        output.Write(string.Join(',', cells.Select(Quote)));
        output.Write('\n');
    }

    private void WriteJson(DecisionRow row)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonReport.CreateOptions(isIndented: false)))
        {
            writer.WriteStartObject();
            writer.WriteString("incident", row.IncidentId);
            writer.WriteString("status", row.StatusName);
            writer.WriteString("disposition", row.Disposition);
            JsonReport.WriteStrings(writer, "rules", row.Rules);
            writer.WriteBoolean("otherwise", row.ByOtherwise);
            JsonReport.WriteStrings(writer, "to", row.To);
            writer.WriteString("within", row.Within);
            JsonReport.WriteStrings(writer, "offers", row.Offers);
            JsonReport.WriteStrings(writer, "openRules", row.OpenRules);
            writer.WriteBoolean("unsettled", row.IsUnsettled);
            writer.WriteString("recorded", row.Recorded);
            writer.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    private static string Text(bool value) => value ? "true" : "false";

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 && (cell.Length == 0 || (cell[0] != ' ' && cell[^1] != ' '))
        ? cell
        : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
