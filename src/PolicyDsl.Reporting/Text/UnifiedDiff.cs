using System.Globalization;

namespace PolicyDsl.Reporting.Text;

/// <summary>
/// Two texts as a unified diff. Common lines at both ends are set aside first; between them the longest common subsequence is found
/// by dynamic programming, unless that would take more than <see cref="MaxCells"/> cells, where the middle is shown as replaced.
/// </summary>
public static class UnifiedDiff
{
    private const int Context = 3;
    private const long MaxCells = 4_000_000;

    private enum Side
    {
        Both,
        Old,
        New,
    }

    public static void Write(string path, string before, string after, StyledWriter writer)
    {
        var lines = Compare(before.ReplaceLineEndings("\n").Split('\n'), after.ReplaceLineEndings("\n").Split('\n'));
        writer.WriteLine($"--- {DisplayText.Clean(path)}", Style.Bold);
        writer.WriteLine($"+++ {DisplayText.Clean(path)}", Style.Bold);
        for (var i = 0; i < lines.Count;)
        {
            if (lines[i].Side == Side.Both)
            {
                i++;
                continue;
            }

            var start = Math.Max(0, i - Context);
            var end = FindHunkEnd(lines, i);
            WriteHunk(lines, start, end, writer);
            i = end;
        }
    }

    private static void WriteHunk(List<(Side Side, string Text)> lines, int start, int end, StyledWriter writer)
    {
        var oldStart = lines.Take(start).Count(l => l.Side != Side.New) + 1;
        var newStart = lines.Take(start).Count(l => l.Side != Side.Old) + 1;
        var hunk = lines[start..end];
        writer.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"@@ -{oldStart},{hunk.Count(l => l.Side != Side.New)} +{newStart},{hunk.Count(l => l.Side != Side.Old)} @@"),
            Style.Info);
        foreach (var (side, text) in hunk)
        {
            var (mark, style) = side switch { Side.Old => ("-", Style.Error), Side.New => ("+", Style.Good), _ => (" ", Style.Plain) };
            writer.WriteLine(mark + DisplayText.Clean(text), style);
        }
    }

    private static int FindHunkEnd(List<(Side Side, string Text)> lines, int start)
    {
        var last = start;
        for (var i = start; i < lines.Count && i - last <= 2 * Context; i++)
        {
            if (lines[i].Side != Side.Both)
            {
                last = i;
            }
        }

        return Math.Min(lines.Count, last + 1 + Context);
    }

    private static List<(Side Side, string Text)> Compare(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        var lines = new List<(Side, string)>();
        lines.AddRange(before[..head].Select(l => (Side.Both, l)));
        lines.AddRange(CompareMiddle(before[head..^tail], after[head..^tail]));
        lines.AddRange(before[^tail..].Select(l => (Side.Both, l)));
        return lines;
    }

    private static IEnumerable<(Side Side, string Text)> CompareMiddle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MaxCells)
        {
            return [.. before.Select(l => (Side.Old, l)), .. after.Select(l => (Side.New, l))];
        }

        var length = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                length[i, j] = before[i] == after[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        return Walk(before, after, length);
    }

    private static IEnumerable<(Side Side, string Text)> Walk(string[] before, string[] after, int[,] length)
    {
        var (i, j) = (0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                yield return (Side.Both, before[i++]);
                j++;
            }
            else if (j == after.Length || (i < before.Length && length[i + 1, j] >= length[i, j + 1]))
            {
                yield return (Side.Old, before[i++]);
            }
            else
            {
                yield return (Side.New, after[j++]);
            }
        }
    }
}
