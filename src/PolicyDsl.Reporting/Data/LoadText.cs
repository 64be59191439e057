using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Data;

/// <summary>What became of the rows of a data set, for a person: nothing is dropped in silence, so this stands in every report on data.</summary>
public static class LoadText
{
    private const int MaxShown = 12;

    public static void Write(LoadReport load, StyledWriter writer, bool isVerbose)
    {
        writer.Write(Clean(load.Title ?? load.Dataset), Style.Bold).WriteLine($" (data set {load.Dataset})");
        writer.WriteLine($"  {DescribeRows(load)}");
        foreach (var group in load.SetAside.Where(g => g.Rows > 0))
        {
            var unknown = group.OfWhichUnknown == 0 ? "" : $", of which {Phrase.Number(group.OfWhichUnknown)} because the condition is unknown";
            writer.WriteLine($"  {Phrase.Count(group.Rows, "row")} set aside{unknown}: {Clean(group.Reason)}");
        }

        foreach (var group in load.Rejected)
        {
            writer.WriteLine($"  {Phrase.Count(group.Rows, "row")} rejected: {Clean(group.Reason)} (first: {DescribePlaces(group.First)})", Style.Warning);
        }

        WriteValues(load, writer);
        foreach (var link in load.Linked)
        {
            writer.WriteLine($"  {DescribeLink(link)}");
        }

        WriteCoverage(load, writer, isVerbose);
        foreach (var caution in load.Cautions)
        {
            writer.WriteLine($"  caution: {Clean(caution)}");
        }
    }

    public static string DescribeRows(LoadReport load) =>
        $"{Phrase.Count(load.RowsRead, "row")} read = {Phrase.Number(load.RowsFolded)} in {Phrase.Count(load.Incidents, "incident")}"
        + $" + {Phrase.Number(load.RowsSetAside)} set aside + {Phrase.Number(load.RowsRejected)} rejected";

    public static string DescribeAccount(RowAccount rows) =>
        $"{Phrase.Count(rows.Read, "row")} read = {Phrase.Number(rows.Decided)} in decided incidents + {Phrase.Number(rows.Outside)} outside"
        + $" + {Phrase.Number(rows.HistoryOnly)} history only + {Phrase.Number(rows.SetAside)} set aside + {Phrase.Number(rows.Rejected)} rejected";

    /// <summary>Sentences on values that could not be read, one per column and reason.</summary>
    public static string Describe(UnreadableValues values)
    {
        var more = values.DistinctTexts > values.First.Length ? $", {Phrase.Number(values.DistinctTexts)} different texts" : "";
        return $"{Phrase.Count(values.Count, "value")} of column `{values.Column}` unreadable for `{values.Field}` ({values.Reason}), taken as unknown{more}; first: {DescribePlaces(values.First)}";
    }

    private static void WriteValues(LoadReport load, StyledWriter writer)
    {
        foreach (var values in load.Unreadable.Take(MaxShown))
        {
            writer.WriteLine($"  {Clean(Describe(values))}", Style.Warning);
        }

        if (load.Unreadable.Length > MaxShown)
        {
            writer.WriteLine($"  … and {Phrase.Count(load.Unreadable.Length - MaxShown, "more column or reason", "more columns or reasons")} with unreadable values (all of them with --format json)", Style.Warning);
        }

        foreach (var d in load.Disagreements)
        {
            writer.WriteLine($"  {Phrase.Count(d.Incidents, "incident")}: the data gives another `{d.Field}` than its formula; it is unknown there (first: {Clean(string.Join(", ", d.FirstIncidents))})", Style.Warning);
        }

        foreach (var b in load.BrokenInvariants)
        {
            var rejected = b.Rejected == 0 ? "" : $", {Phrase.Number(b.Rejected)} of them rejected";
            writer.WriteLine($"  {Phrase.Count(b.Incidents, "incident")} break the invariant `{Clean(b.Invariant)}` of {b.Entity}: the fields it names are unknown there{rejected} (first: {Clean(string.Join(", ", b.FirstIncidents))})", Style.Warning);
        }
    }

    private static void WriteCoverage(LoadReport load, StyledWriter writer, bool isVerbose)
    {
        var shown = load.Coverage.Where(c => isVerbose || c.Partly > 0 || c.Unknown > 0).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var table = new TextTable(1, "field", "known", "partly", "unknown");
        foreach (var field in shown)
        {
            table.Add(field.Field, Phrase.Number(field.Known), Phrase.Number(field.Partly), Phrase.Number(field.Unknown));
        }

        table.Write(writer, "    ");
    }

    private static string DescribeLink(LinkedFile link)
    {
        var unmatched = link.Unmatched == 0 ? "" : $"; {Phrase.Count(link.Unmatched, "incident")} refer to one that is not there (first: {Clean(string.Join(", ", link.FirstUnmatched))})";
        return $"{link.Entity}: {Phrase.Count(link.RowsRead, "row")} read, {Phrase.Number(link.RowsRejected)} rejected, {Phrase.Number(link.Entities)} known{unmatched}";
    }

    private static string DescribePlaces(IEnumerable<DataPlace> places) =>
        string.Join("; ", places.Select(p => $"`{Clip(p.Text)}` in {p.File}, line {Phrase.Number(p.Line)}"));

    private static string Clip(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static string Clean(string text) => DisplayText.Clean(text);
}
