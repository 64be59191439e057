using System.Text;

namespace PolicyDsl.Evaluation.Tests.Loading;

/// <summary>
/// A second reader of separated text, one character at a time and with all the text in memory, that knows nothing of the first. It follows RFC 4180 with these
/// additions: any line end, blank lines skipped, a quote inside an unquoted cell is text, and a broken quote costs the lines up to the end of that on which it opened.
/// </summary>
internal static class SimpleCsvReader
{
    public static List<string> Read(string text)
    {
        var rows = new List<string>();
        var place = 0;
        var line = 1;
        while (place < text.Length)
        {
            if (BreakAt(text, place) is var blank and > 0)
            {
                place += blank;
                line++;
                continue;
            }

            var start = place;
            if (ReadRow(text, ref place, out var openedAt) is { } cells)
            {
                rows.Add($"{line}: {string.Join('|', cells)}");
            }
            else
            {
                place = openedAt;
                while (place < text.Length && BreakAt(text, place) == 0)
                {
                    place++;
                }

                rows.Add($"{line}: rejected {text[start..place]}");
            }

            line += CountBreaks(text[start..place]);
            if (BreakAt(text, place) is var end and > 0)
            {
                place += end;
                line++;
            }
        }

        return rows;
    }

    /// <summary>The cells of a row, or null where a quote is broken.</summary>
    private static List<string>? ReadRow(string text, ref int place, out int openedAt)
    {
        openedAt = place;
        var cells = new List<string>();
        while (true)
        {
            var cell = new StringBuilder();
            if (place < text.Length && text[place] == '"')
            {
                openedAt = place++;
                while (true)
                {
                    if (place == text.Length)
                    {
                        return null;
                    }

                    if (text[place] != '"')
                    {
                        cell.Append(text[place++]);
                    }
                    else if (place + 1 < text.Length && text[place + 1] == '"')
                    {
                        cell.Append('"');
                        place += 2;
                    }
                    else
                    {
                        place++;
                        break;
                    }
                }

                if (place < text.Length && text[place] != ',' && BreakAt(text, place) == 0)
                {
                    return null;
                }
            }
            else
            {
                while (place < text.Length && text[place] != ',' && BreakAt(text, place) == 0)
                {
                    cell.Append(text[place++]);
                }
            }

            cells.Add(cell.ToString());
            if (place == text.Length || text[place] != ',')
            {
                return cells;
            }

            place++;
        }
    }

    private static int BreakAt(string text, int place) =>
        place >= text.Length ? 0 : text[place] == '\n' ? 1 : text[place] != '\r' ? 0 : place + 1 < text.Length && text[place + 1] == '\n' ? 2 : 1;

    private static int CountBreaks(string text)
    {
        var count = 0;
        for (var place = 0; place < text.Length;)
        {
            var length = BreakAt(text, place);
            count += length > 0 ? 1 : 0;
            place += Math.Max(1, length);
        }

        return count;
    }
}
