using System.Text;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Formats;

/// <summary>Writes Markdown. Text from policies and data is escaped, so that it shows as written and cannot add markup of its own.</summary>
public sealed class MarkdownWriter(TextWriter output)
{
    private bool isFirst = true;

    public void WriteHeading(int level, string text) => WriteBlock($"{new string('#', level)} {Escape(text)}");

    public void WriteParagraph(string text) => WriteBlock(Escape(text));

    /// <summary>Text as it is, in a fence longer than any row of back quotes in it.</summary>
    public void WriteCode(string language, string text)
    {
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        var lines = text.TrimEnd().Split('\n').Select(l => DisplayText.Clean(l.TrimEnd('\r')));
        WriteBlock($"{fence}{language}\n{string.Join('\n', lines)}\n{fence}");
    }

    /// <summary>What a reader opens to see. The summary is HTML, in which nothing of Markdown counts.</summary>
    public void WriteFolded(string summary, Action writeBody)
    {
        WriteBlock($"<details><summary>{System.Net.WebUtility.HtmlEncode(DisplayText.Clean(summary))}</summary>");
        writeBody();
        WriteBlock("</details>");
    }

    public void WriteList(IEnumerable<string> items)
    {
        var lines = items.Select(i => $"- {Escape(i)}").ToList();
        if (lines.Count > 0)
        {
            WriteBlock(string.Join('\n', lines));
        }
    }

    /// <summary>Nested bullets, two blanks a level.</summary>
    public void WriteList(IEnumerable<ExplanationLine> lines)
    {
        var text = string.Join('\n', lines.Select(l => $"{new string(' ', l.Indent * 2)}- {Escape(l.Text)}"));
        if (text.Length > 0)
        {
            WriteBlock(text);
        }
    }

    /// <summary>A table; <paramref name="rightFrom"/> is the first column that is aligned to the right, as numbers are.</summary>
    public void WriteTable(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, int rightFrom = int.MaxValue)
    {
        var builder = new StringBuilder();
        AppendRow(builder, headings);
        builder.Append('\n').Append('|');
        for (var i = 0; i < headings.Count; i++)
        {
            builder.Append(i >= rightFrom ? " ---: |" : " --- |");
        }

        foreach (var row in rows)
        {
            builder.Append('\n');
            AppendRow(builder, row);
        }

        WriteBlock(builder.ToString());
    }

    /// <summary>Escapes what would be markup; text in back quotes stays code.</summary>
    public static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length + 8);
        var isCode = false;
        var ticks = text.Count(c => c == '`') / 2 * 2;
        foreach (var character in DisplayText.Clean(text))
        {
            if (character == '`' && ticks > 0)
            {
                ticks--;
                isCode = !isCode;
                builder.Append('`');
                continue;
            }

            if (character == '|' || (!isCode && character is '\\' or '`' or '*' or '_' or '<' or '>' or '[' or ']' or '#'))
            {
                builder.Append('\\');
            }

            builder.Append(character);
        }

        return builder.ToString();
    }

    private static void AppendRow(StringBuilder builder, IReadOnlyList<string> cells)
    {
        builder.Append('|');
        foreach (var cell in cells)
        {
            builder.Append(' ').Append(Escape(cell)).Append(" |");
        }
    }

    private void WriteBlock(string text)
    {
        output.Write(isFirst ? "" : "\n");
        output.Write(text);
        output.Write('\n');
        isFirst = false;
    }
}
