using System.Globalization;
using System.Text;

namespace PolicyDsl.Benchmarks;

/// <summary>Time over rules as a plain SVG, both on logarithmic axes: a straight line is a power, and its steepness the exponent.</summary>
internal static class GrowthPlot
{
    private const int Width = 760;
    private const int Height = 440;
    private const int Left = 80;
    private const int Right = 570;
    private const int Top = 50;
    private const int Bottom = 380;
    private const double LeastMilliseconds = 1;
    private const double MostMilliseconds = 1_000_000;

    public static string Draw(IReadOnlyList<GrowthPoint> points)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-labelledby=\"title\">\n");
        svg.Append("<title id=\"title\">Processor time of proofs by number of rules</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"28\" font-size=\"15\">Processor time of proofs by number of rules (log-log)</text>\n");
        DrawAxes(svg, points);
        DrawLine(svg, "all of check", "#1b6ca8", points.Select(p => (p.Rules, p.Check.Processor, true)), -10);
        DrawLine(svg, "engine, same questions", "#2a9d4b", points.Select(p => (p.Rules, p.Race.Engine.Processor, true)), 14);
        DrawLine(svg, "Z3", "#b5442e", points.Select(p => (p.Rules, p.Race.Solver?.Processor ?? SolverRace.Longest, p.Race.Solver is not null)), 0);
        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawAxes(StringBuilder svg, IReadOnlyList<GrowthPoint> points)
    {
        for (var time = LeastMilliseconds; time <= MostMilliseconds; time *= 10)
        {
            var y = PlaceTime(TimeSpan.FromMilliseconds(time));
            var label = time < 1000 ? $"{time:F0} ms" : $"{time / 1000:F0} s";
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" y1=\"{y:F1}\" x2=\"{Right}\" y2=\"{y:F1}\" stroke=\"#dddddd\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{label}</text>\n");
        }

        foreach (var rules in points.Select(p => p.Rules))
        {
            var x = PlaceRules(rules, points[0].Rules, points[^1].Rules);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:F1}\" y1=\"{Top}\" x2=\"{x:F1}\" y2=\"{Bottom}\" stroke=\"#dddddd\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{Bottom + 20}\" text-anchor=\"middle\">{rules}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 44}\" text-anchor=\"middle\">rules</text>\n");
    }

    /// <summary>A hollow mark is a time that something was stopped after.</summary>
    private static void DrawLine(StringBuilder svg, string label, string colour, IEnumerable<(int Rules, TimeSpan Time, bool IsWhole)> measured, int labelShift)
    {
        var all = measured.ToList();
        var places = all.ConvertAll(m => (X: PlaceRules(m.Rules, all[0].Rules, all[^1].Rules), Y: PlaceTime(m.Time)));
        var path = string.Join(' ', places.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:F1},{p.Y:F1}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
        for (var i = 0; i < all.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{places[i].X:F1}\" cy=\"{places[i].Y:F1}\" r=\"4\" fill=\"{(all[i].IsWhole ? colour : "white")}\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
        }

        var stopped = all[^1].IsWhole ? "" : " (stopped)";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{places[^1].X + 10:F1}\" y=\"{places[^1].Y + 4 + labelShift:F1}\" fill=\"{colour}\">{label}{stopped}</text>\n");
    }

    private static double PlaceRules(int rules, int least, int most) => Left + ((Right - Left) * Math.Log((double)rules / least) / Math.Log((double)most / least));

    private static double PlaceTime(TimeSpan time) =>
        Bottom - ((Bottom - Top) * Math.Log10(Math.Max(time.TotalMilliseconds, LeastMilliseconds) / LeastMilliseconds) / Math.Log10(MostMilliseconds / LeastMilliseconds));
}
