using System.Collections.Immutable;

namespace PolicyDsl.Reporting.Text;

/// <summary>
/// Columns of text, the first ones aligned to the left and the others to the right. The layout depends on the cells alone, not on the
/// width of a terminal, so that it is the same on a screen, in a file and in a test.
/// </summary>
public sealed class TextTable
{
    private readonly ImmutableArray<string> headings;
    private readonly int rightFrom;
    private readonly List<ImmutableArray<string>> rows = [];

    /// <param name="rightFrom">The first column that is aligned to the right, as numbers are.</param>
    /// <param name="headings">One per column.</param>
    public TextTable(int rightFrom, params ImmutableArray<string> headings)
    {
        this.headings = [.. headings.Select(DisplayText.Clean)];
        this.rightFrom = rightFrom;
    }

    public bool IsEmpty => rows.Count == 0;

    public void Add(params ImmutableArray<string> cells) => rows.Add([.. cells.Select(DisplayText.Clean)]);

    public void Write(StyledWriter writer, string indent = "  ")
    {
        var widths = new int[headings.Length];
        foreach (var row in rows.Prepend(headings))
        {
            for (var i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], DisplayText.GetWidth(row[i]));
            }
        }

        writer.WriteLine(Format(headings, widths, indent), Style.Bold);
        foreach (var row in rows)
        {
            writer.WriteLine(Format(row, widths, indent));
        }
    }

    private string Format(ImmutableArray<string> row, int[] widths, string indent)
    {
        var cells = row.Select((cell, i) => i >= rightFrom ? DisplayText.PadLeft(cell, widths[i]) : DisplayText.PadRight(cell, widths[i]));
        return (indent + string.Join("  ", cells)).TrimEnd();
    }
}
