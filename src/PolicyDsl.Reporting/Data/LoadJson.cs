using System.Collections.Immutable;
using System.Text.Json;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Reporting.Data;

/// <summary>A load report as JSON, complete.</summary>
internal static class LoadJson
{
    public static void Write(Utf8JsonWriter writer, LoadReport load)
    {
        writer.WriteStartObject("load");
        writer.WriteString("dataset", load.Dataset);
        JsonReport.WriteOptional(writer, "title", load.Title);
        JsonReport.WriteOptional(writer, "licence", load.Licence);
        JsonReport.WriteOptional(writer, "unit", load.Unit);
        JsonReport.WriteStrings(writer, "cautions", load.Cautions);
        JsonReport.WriteAll(writer, "files", load.Files, f => WriteFile(writer, f));
        writer.WriteNumber("rowsRead", load.RowsRead);
        writer.WriteNumber("rowsFolded", load.RowsFolded);
        writer.WriteNumber("rowsSetAside", load.RowsSetAside);
        writer.WriteNumber("rowsRejected", load.RowsRejected);
        writer.WriteNumber("incidents", load.Incidents);
        JsonReport.WriteAll(writer, "setAside", load.SetAside, s =>
        {
            writer.WriteString("because", s.Reason);
            writer.WriteNumber("rows", s.Rows);
            writer.WriteNumber("ofWhichUnknown", s.OfWhichUnknown);
        });
        JsonReport.WriteAll(writer, "rejected", load.Rejected, r =>
        {
            writer.WriteString("reason", r.Reason);
            writer.WriteNumber("rows", r.Rows);
            WritePlaces(writer, r.First);
        });
        WriteValues(writer, load);
        JsonReport.WriteAll(writer, "linked", load.Linked, l => WriteLink(writer, l));
        writer.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter writer, LoadReport load)
    {
        JsonReport.WriteAll(writer, "unreadable", load.Unreadable, u =>
        {
            writer.WriteString("column", u.Column);
            writer.WriteString("field", u.Field);
            writer.WriteString("reason", u.Reason);
            writer.WriteNumber("count", u.Count);
            writer.WriteNumber("distinctTexts", u.DistinctTexts);
            WritePlaces(writer, u.First);
        });
        JsonReport.WriteAll(writer, "coverage", load.Coverage, c =>
        {
            writer.WriteString("field", c.Field);
            writer.WriteNumber("known", c.Known);
            writer.WriteNumber("partly", c.Partly);
            writer.WriteNumber("unknown", c.Unknown);
        });
        JsonReport.WriteAll(writer, "disagreements", load.Disagreements, d =>
        {
            writer.WriteString("field", d.Field);
            writer.WriteNumber("incidents", d.Incidents);
            JsonReport.WriteStrings(writer, "firstIncidents", d.FirstIncidents);
        });
        JsonReport.WriteAll(writer, "brokenInvariants", load.BrokenInvariants, b =>
        {
            writer.WriteString("invariant", b.Invariant);
            writer.WriteString("entity", b.Entity);
            writer.WriteNumber("incidents", b.Incidents);
            writer.WriteNumber("rejected", b.Rejected);
            JsonReport.WriteStrings(writer, "firstIncidents", b.FirstIncidents);
        });
    }

    private static void WriteFile(Utf8JsonWriter writer, LoadedFile file)
    {
        writer.WriteString("name", file.Name);
        writer.WriteNumber("rows", file.Rows);
        writer.WriteNumber("rejected", file.Rejected);
        writer.WriteNumber("blankLines", file.BlankLines);
        JsonReport.WriteOptional(writer, "encoding", file.Encoding);
        JsonReport.WriteOptional(writer, "separator", file.Separator);
        JsonReport.WriteOptional(writer, "lineEnds", file.LineEnds);
        writer.WriteString("sha256", file.Sha256);
    }

    private static void WriteLink(Utf8JsonWriter writer, LinkedFile link)
    {
        writer.WriteString("entity", link.Entity);
        JsonReport.WriteAll(writer, "files", link.Files, f => WriteFile(writer, f));
        writer.WriteNumber("rowsRead", link.RowsRead);
        writer.WriteNumber("rowsRejected", link.RowsRejected);
        writer.WriteNumber("entities", link.Entities);
        writer.WriteNumber("references", link.References);
        writer.WriteNumber("unmatched", link.Unmatched);
        JsonReport.WriteStrings(writer, "firstUnmatched", link.FirstUnmatched);
    }

    private static void WritePlaces(Utf8JsonWriter writer, ImmutableArray<DataPlace> places) => JsonReport.WriteAll(writer, "first", places, p =>
    {
        writer.WriteString("file", p.File);
        writer.WriteNumber("line", p.Line);
        writer.WriteString("text", p.Text);
    });
}
