using System.Globalization;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Reporting.Text;

/// <summary>
/// The line of a location with a caret line under it. The line is shown cleaned, and clipped around the place where it is long, so one
/// excerpt costs a bounded number of characters whatever the file.
/// </summary>
public sealed record SourceExcerpt(int LineNumber, string Line, string Underline)
{
    private const int MaxWidth = 160;
    private const int Before = 40;

    public static SourceExcerpt Create(Location location)
    {
        var (start, end) = (location.Start, location.End);
        var line = location.Source.GetLine(start.Line);
        var from = Math.Min(start.Column, line.Length);
        var to = end.Line == start.Line ? Math.Clamp(end.Column, from, line.Length) : line.Length;
        var (left, clipLeft) = from > MaxWidth - Before ? (from - Before, "…") : (0, "");
        var right = Math.Min(line.Length, left + MaxWidth);
        var clipRight = right < line.Length ? "…" : "";
        var shownTo = Math.Min(to, right);
        var lead = clipLeft + DisplayText.Clean(line[left..from]);
        var mark = Math.Max(1, DisplayText.GetWidth(DisplayText.Clean(line[from..Math.Max(from, shownTo)])));
        return new SourceExcerpt(
            start.Line + 1,
            clipLeft + DisplayText.Clean(line[left..right]) + clipRight,
            new string(' ', DisplayText.GetWidth(lead)) + new string('^', mark) + DescribeEnd(start, end));
    }

    private static string DescribeEnd(LinePosition start, LinePosition end) =>
        end.Line > start.Line ? string.Create(CultureInfo.InvariantCulture, $" to line {end.Line + 1}") : "";
}
