using PolicyDsl.Outcomes.Comparison;
using PolicyDsl.Reporting.Data;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Comparisons;

/// <summary>Writes a comparison in any of its formats.</summary>
public static class ComparisonRenderer
{
    public static void Write(ComparisonReport report, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(output, "compare", report.Provenance, writer => ComparisonJson.Write(writer, report));
                break;
            case ReportFormat.Markdown:
                WriteMarkdown(report.Result, new MarkdownWriter(output));
                break;
            default:
                WritePretty(report, output, options);
                break;
        }
    }

    private static IEnumerable<ReportTable> MakeTables(ComparisonResult result) =>
        ((ReportTable?[])
        [
            ComparisonTables.Contenders(result),
            ComparisonTables.Dispositions(result),
            ComparisonTables.Measures("Measures", result, result.Measures),
            ComparisonTables.Measures("Cost, hours and harm", result, result.Outcomes),
            ComparisonTables.Assumptions(result),
            .. ComparisonTables.Disproportionality(result),
            .. ComparisonTables.Transitions(result),
        ]).OfType<ReportTable>();

    private static void WritePretty(ComparisonReport report, TextWriter output, RenderOptions options)
    {
        var result = report.Result;
        PrettyDiagnostics.Write(report.Diagnostics, output, options);
        var writer = new StyledWriter(output, options.UseColor);
        LoadText.Write(result.Load, writer, options.IsVerbose);
        writer.WriteLine();
        foreach (var sentence in ComparisonTables.Describe(result))
        {
            writer.WriteLine(DisplayText.Clean(sentence));
        }

        foreach (var table in MakeTables(result))
        {
            writer.WriteLine();
            writer.WriteLine(DisplayText.Clean(table.Title), Style.Bold);
            if (!table.Rows.IsEmpty)
            {
                var text = new TextTable(table.RightFrom, table.Headings);
                foreach (var row in table.Rows)
                {
                    text.Add(row);
                }

                text.Write(writer);
            }

            foreach (var note in table.Notes)
            {
                writer.WriteLine($"  {DisplayText.Clean(note)}");
            }
        }

        foreach (var note in result.Notes)
        {
            writer.WriteLine();
            writer.Write("note: ", Style.Bold).WriteLine(DisplayText.Clean(note));
        }
    }

    private static void WriteMarkdown(ComparisonResult result, MarkdownWriter markdown)
    {
        markdown.WriteHeading(1, string.Join(", ", result.Contenders.Select(c => c.Title)));
        markdown.WriteParagraph($"On {result.Load.Title ?? result.Load.Dataset}. {LoadText.DescribeRows(result.Load)}.");
        markdown.WriteList(ComparisonTables.Describe(result));
        foreach (var table in MakeTables(result))
        {
            markdown.WriteHeading(2, table.Title);
            if (!table.Rows.IsEmpty)
            {
                markdown.WriteTable(table.Headings, table.Rows.Select(r => (IReadOnlyList<string>)r), table.RightFrom);
            }

            markdown.WriteList(table.Notes);
        }

        markdown.WriteHeading(2, "What the figures leave open");
        markdown.WriteList([.. result.Load.Cautions, .. result.Load.Unreadable.Select(LoadText.Describe), .. result.Notes]);
    }
}
