using System.Globalization;
using System.Text.Json;
using PolicyDsl.Evaluation.Profiling;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Data;

/// <summary>The result of <c>data describe</c>: a profile and a draft of the declaration.</summary>
public sealed record ProfileReport(string ToolVersion, DataProfile Profile, string Draft);

/// <summary>Writes the profile of a data file.</summary>
public static class ProfileRenderer
{
    private const int MaxShownValues = 3;

    // Up to so many values, all are listed, so that a match can be written from the list.
    private const int MaxListedValues = 30;

    public static void Write(ProfileReport report, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Json:
                var provenance = new Provenance(report.ToolVersion)
                {
                    Data = [.. report.Profile.Source.Files.Select(f => new FileHash(f.FileName, f.Sha256 ?? ""))],
                };
                JsonReport.Write(output, "data describe", provenance, writer => WriteJson(writer, report));
                break;
            case ReportFormat.Markdown:
                WriteMarkdown(report, new MarkdownWriter(output), output);
                break;
            default:
                WritePretty(report, new StyledWriter(output, options.UseColor));
                break;
        }
    }

    private static void WritePretty(ProfileReport report, StyledWriter writer)
    {
        var profile = report.Profile;
        foreach (var file in profile.Source.Files)
        {
            var details = new[] { file.Encoding?.ToString(), file.Separator is { } s ? $"separator {DescribeSeparator(s)}" : null, file.Encoding is null ? null : file.LineEnds.ToString() }.OfType<string>();
            writer.Write(DisplayText.Clean(file.FileName), Style.Bold)
                .WriteLine($": {Phrase.Count(file.Rows, "row")}, {Phrase.Number(file.Rejected)} rejected; {string.Join(", ", details)}");
        }

        foreach (var row in profile.Rejected)
        {
            writer.WriteLine($"  rejected: {DisplayText.Clean(row.FileName)}, line {Phrase.Number(row.Line)}: {DisplayText.Clean(row.Rejection ?? "")}", Style.Warning);
        }

        writer.WriteLine();
        CreateTable(profile).Write(writer);
        foreach (var column in profile.Columns.Where(c => c.HasAmbiguousDates))
        {
            writer.WriteLine($"  day and month of `{DisplayText.Clean(column.Name)}` cannot be told apart by these data: {string.Join(" or ", column.Dates.Take(2).Select(d => d.Format))}", Style.Warning);
        }

        foreach (var column in profile.Columns.Where(IsListed))
        {
            writer.WriteLine();
            writer.WriteLine($"Values of `{DisplayText.Clean(column.Name)}`", Style.Bold);
            var values = new TextTable(1, "value", "rows");
            foreach (var value in column.MostFrequent)
            {
                values.Add(value.Quoted, Phrase.Number(value.Count));
            }

            values.Write(writer);
        }

        writer.WriteLine();
        writer.WriteLine("Draft of the declaration", Style.Bold);
        writer.WriteLine();
        foreach (var line in report.Draft.TrimEnd().Split('\n'))
        {
            writer.WriteLine(DisplayText.Clean(line));
        }
    }

    private static TextTable CreateTable(DataProfile profile)
    {
        var table = new TextTable(5, "column", "type", "probably", "range", "frequent", "missing", "distinct");
        foreach (var column in profile.Columns)
        {
            table.Add(
                column.Name,
                DescribeType(column),
                Words(column.Meaning.ToString()),
                column.Min is null || column.Max is null ? "" : $"{Clip(column.Min)} .. {Clip(column.Max)}",
                DescribeFrequent(column),
                NumberText.Percent(column.Missing, column.Rows),
                (column.HasMoreDistinct ? "over " : "") + Phrase.Number(column.Distinct));
        }

        return table;
    }

    private static void WriteMarkdown(ProfileReport report, MarkdownWriter markdown, TextWriter output)
    {
        markdown.WriteHeading(1, string.Join(", ", report.Profile.Source.Files.Select(f => f.FileName)));
        markdown.WriteParagraph($"{Phrase.Count(report.Profile.Source.Rows, "row")}, {Phrase.Number(report.Profile.Source.Rejected)} rejected.");
        markdown.WriteTable(
            ["Column", "Type", "Probably", "Missing", "Distinct", "Frequent"],
            report.Profile.Columns.Select(c => (string[])
            [
                c.Name, DescribeType(c), Words(c.Meaning.ToString()), NumberText.Percent(c.Missing, c.Rows), Phrase.Number(c.Distinct),
                DescribeFrequent(c),
            ]));
        foreach (var column in report.Profile.Columns.Where(IsListed))
        {
            markdown.WriteHeading(2, $"Values of {column.Name}");
            markdown.WriteTable(["Value", "Rows"], column.MostFrequent.Select(v => (string[])[v.Quoted, Phrase.Number(v.Count)]));
        }

        markdown.WriteHeading(2, "Draft of the declaration");
        output.Write($"\n```policy\n{report.Draft.TrimEnd()}\n```\n");
    }

    private static void WriteJson(Utf8JsonWriter writer, ProfileReport report)
    {
        JsonReport.WriteAll(writer, "files", report.Profile.Source.Files, f =>
        {
            writer.WriteString("name", f.FileName);
            writer.WriteNumber("rows", f.Rows);
            writer.WriteNumber("rejected", f.Rejected);
            writer.WriteNumber("blankLines", f.BlankLines);
            JsonReport.WriteOptional(writer, "encoding", f.Encoding?.ToString());
            JsonReport.WriteOptional(writer, "separator", f.Separator?.ToString());
        });
        JsonReport.WriteAll(writer, "columns", report.Profile.Columns, c => WriteColumn(writer, c));
        writer.WriteString("draft", report.Draft);
    }

    private static void WriteColumn(Utf8JsonWriter writer, ColumnProfile column)
    {
        writer.WriteString("name", column.Name);
        writer.WriteString("type", Words(column.Type.ToString()));
        writer.WriteString("meaning", Words(column.Meaning.ToString()));
        writer.WriteNumber("rows", column.Rows);
        writer.WriteNumber("missing", column.Missing);
        writer.WriteNumber("distinct", column.Distinct);
        writer.WriteBoolean("hasMoreDistinct", column.HasMoreDistinct);
        writer.WriteBoolean("isUnique", column.IsUnique);
        JsonReport.WriteOptional(writer, "min", column.Min);
        JsonReport.WriteOptional(writer, "max", column.Max);
        JsonReport.WriteOptional(writer, "listSeparator", column.ListSeparator);
        JsonReport.WriteOptional(writer, "table", column.Table?.Name);
        JsonReport.WriteAll(writer, "dates", column.Dates, d =>
        {
            writer.WriteString("format", d.Format);
            writer.WriteNumber("share", Math.Round(d.Share, 6));
        });
        JsonReport.WriteAll(writer, "mostFrequent", column.MostFrequent.Take(IsListed(column) ? MaxListedValues : 10), v =>
        {
            writer.WriteString("value", v.Value);
            writer.WriteNumber("count", v.Count);
        });
    }

    private static string DescribeType(ColumnProfile column) =>
        Words(column.Type.ToString()) + (column.ListSeparator is { } s ? $" separated by {s}" : "") + (column.Dates.Count > 0 ? $" {column.Dates[0].Format}" : "");

    /// <summary><c>AgeBand</c> as <c>age band</c>.</summary>
    private static string Words(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLower(c, CultureInfo.InvariantCulture) : char.ToLower(c, CultureInfo.InvariantCulture).ToString()));

    /// <summary>A column whose values are few and stand more than once. Dates have a range instead.</summary>
    private static bool IsListed(ColumnProfile column) =>
        column is { HasMoreDistinct: false, IsUnique: false, Dates.Count: 0, Distinct: > 0 and <= MaxListedValues } && column.Distinct == column.MostFrequent.Count;

    /// <summary>Values cut short, but only so far that they still differ.</summary>
    private static string DescribeFrequent(ColumnProfile column)
    {
        var values = column.MostFrequent.Take(MaxShownValues).Select(v => v.Value).ToList();
        var length = 24;
        while (values.Select(v => Clip(v, length)).Distinct(StringComparer.Ordinal).Count() < values.Count)
        {
            length *= 2;
        }

        return string.Join(", ", values.Select(v => Clip(v, length)));
    }

    private static string Clip(string text, int length = 24) => text.Length > length ? text[..(length - 1)] + "…" : text;

    private static string DescribeSeparator(char separator) => separator == '\t' ? "tab" : $"`{separator}`";
}
