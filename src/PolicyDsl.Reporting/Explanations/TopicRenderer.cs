using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Explanations;

/// <summary>Writes a page: as it is, or with its headings set off on a terminal.</summary>
public static class TopicRenderer
{
    public static void Write(TopicPage page, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.WriteObject(output, writer =>
                {
                    writer.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
                    writer.WriteString("verb", "explain");
                    writer.WriteString("kind", page.Kind);
                    writer.WriteString("name", page.Name);
                    writer.WriteString("markdown", page.Markdown);
                });
                break;
            case ReportFormat.Markdown:
                output.Write(page.Markdown.TrimEnd() + "\n");
                break;
            default:
                WritePretty(page, new StyledWriter(output, options.UseColor));
                break;
        }
    }

    private static void WritePretty(TopicPage page, StyledWriter writer)
    {
        var isCode = false;
        foreach (var line in page.Markdown.TrimEnd().Split('\n'))
        {
            var text = DisplayText.Clean(line.TrimEnd('\r'));
            if (text.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (isCode)
            {
                writer.WriteLine(text.Length == 0 ? "" : $"    {text}");
            }
            else if (text.StartsWith('#'))
            {
                writer.WriteLine(text.TrimStart('#').Trim(), Style.Bold);
            }
            else
            {
                writer.WriteLine(text);
            }
        }
    }
}
