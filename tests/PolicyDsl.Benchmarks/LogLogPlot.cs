using System.Globalization;
using System.Text;

namespace PolicyDsl.Benchmarks;

/// <param name="Label">What stands at its end.</param>
/// <param name="Points">From left to right; a point that is not whole is drawn hollow: something was stopped there.</param>
/// <param name="Shift">How far the label is moved down, so that labels do not meet.</param>
/// <param name="IsDashed">A line to compare with, without marks.</param>
internal sealed record PlotLine(string Label, string Colour, IReadOnlyList<(double X, double Y, bool IsWhole)> Points, int Shift = 0, bool IsDashed = false);

/// <summary>A plain SVG with both axes logarithmic: a straight line is a power, and its steepness the exponent.</summary>
internal sealed class LogLogPlot
{
    private const int Width = 760;
    private const int Height = 440;
    private const int Left = 80;
    private const int Right = 570;
    private const int Top = 50;
    private const int Bottom = 380;

    public required string Title { get; init; }

    public required string XLabel { get; init; }

    /// <summary>From the least to the greatest: the ends of the axis.</summary>
    public required IReadOnlyList<(double Value, string Label)> XTicks { get; init; }

    public required IReadOnlyList<(double Value, string Label)> YTicks { get; init; }

    public string Draw(params IEnumerable<PlotLine> lines)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-labelledby=\"title\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"title\">{Title}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"28\" font-size=\"15\">{Title} (log-log)</text>\n");
        DrawAxes(svg);
        foreach (var line in lines)
        {
            DrawLine(svg, line);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void DrawAxes(StringBuilder svg)
    {
        foreach (var (value, label) in YTicks)
        {
            var y = PlaceY(value);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" y1=\"{y:F1}\" x2=\"{Right}\" y2=\"{y:F1}\" stroke=\"#dddddd\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{label}</text>\n");
        }

        foreach (var (value, label) in XTicks)
        {
            var x = PlaceX(value);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:F1}\" y1=\"{Top}\" x2=\"{x:F1}\" y2=\"{Bottom}\" stroke=\"#dddddd\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{Bottom + 20}\" text-anchor=\"middle\">{label}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 44}\" text-anchor=\"middle\">{XLabel}</text>\n");
    }

    private void DrawLine(StringBuilder svg, PlotLine line)
    {
        var places = line.Points.Select(p => (X: PlaceX(p.X), Y: PlaceY(p.Y))).ToList();
        var path = string.Join(' ', places.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:F1},{p.Y:F1}")));
        var dashes = line.IsDashed ? " stroke-dasharray=\"5 4\"" : "";
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{line.Colour}\" stroke-width=\"2\"{dashes}/>\n");
        for (var i = 0; i < places.Count && !line.IsDashed; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{places[i].X:F1}\" cy=\"{places[i].Y:F1}\" r=\"4\" fill=\"{(line.Points[i].IsWhole ? line.Colour : "white")}\" stroke=\"{line.Colour}\" stroke-width=\"2\"/>\n");
        }

        var stopped = line.Points[^1].IsWhole ? "" : " (stopped)";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{places[^1].X + 10:F1}\" y=\"{places[^1].Y + 4 + line.Shift:F1}\" fill=\"{line.Colour}\">{line.Label}{stopped}</text>\n");
    }

    private double PlaceX(double value) => Left + ((Right - Left) * Place(value, XTicks));

    private double PlaceY(double value) => Bottom - ((Bottom - Top) * Place(value, YTicks));

    private static double Place(double value, IReadOnlyList<(double Value, string Label)> ticks) =>
        Math.Log(Math.Max(value, ticks[0].Value) / ticks[0].Value) / Math.Log(ticks[^1].Value / ticks[0].Value);
}
