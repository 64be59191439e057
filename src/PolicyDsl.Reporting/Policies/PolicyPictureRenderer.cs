using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Tables;

namespace PolicyDsl.Reporting.Policies;

/// <summary>Writes a policy as a decision table, a diagram, or prose.</summary>
public static class PolicyPictureRenderer
{
    public static void Write(PolicyPicture picture, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Dot when picture.Graph is { } graph:
                DotWriter.Write(picture.Policy, graph, output);
                break;
            case ReportFormat.Prose:
                WriteProse(picture.Policy, new MarkdownWriter(output));
                break;
            case ReportFormat.Json when picture.Table is { } table:
                JsonReport.Write(output, "render", picture.Provenance, writer => TableJson.Write(writer, picture.Policy, table));
                break;
            case ReportFormat.Markdown when picture.Table is { } table:
                WriteMarkdown(picture.Policy, table, new MarkdownWriter(output));
                break;
            default:
                if (picture.Table is { } shown)
                {
                    WriteTable(picture.Policy, shown, new StyledWriter(output, options.UseColor));
                }

                break;
        }
    }

    private static void WriteTable(PolicySymbol policy, PolicyTable table, StyledWriter writer)
    {
        writer.Write(DisplayText.Clean(policy.DisplayName), Style.Bold).WriteLine($" (policy {policy.Name})");
        foreach (var part in TableText.Parts(table))
        {
            writer.WriteLine();
            writer.WriteLine(part.Title, Style.Bold);
            var text = new TextTable(part.RightFrom, [.. part.Headings]);
            foreach (var row in part.Rows)
            {
                text.Add([.. row]);
            }

            text.Write(writer);
        }

        writer.WriteLine();
        foreach (var note in TableText.Notes(table))
        {
            writer.WriteLine(note);
        }
    }

    private static void WriteMarkdown(PolicySymbol policy, PolicyTable table, MarkdownWriter writer)
    {
        writer.WriteHeading(1, policy.DisplayName);
        foreach (var part in TableText.Parts(table))
        {
            writer.WriteHeading(2, part.Title);
            writer.WriteTable(part.Headings, part.Rows, part.RightFrom);
        }

        foreach (var note in TableText.Notes(table))
        {
            writer.WriteParagraph(note);
        }

        writer.WriteHeading(2, "The rules");
        writer.WriteList(policy.Rules.Select(r => r.Title is { } title ? $"`{r.Name}`: {title}" : $"`{r.Name}`"));
    }

    private static void WriteProse(PolicySymbol policy, MarkdownWriter writer)
    {
        writer.WriteHeading(1, policy.DisplayName);
        foreach (var paragraph in PolicyProse.Head(policy))
        {
            writer.WriteParagraph(paragraph);
        }

        writer.WriteList(policy.Rules.Select(PolicyProse.Tell));
        writer.WriteParagraph(PolicyProse.Tail(policy));
    }
}
