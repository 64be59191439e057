using System.Globalization;

namespace PolicyDsl.Benchmarks;

/// <summary>Time of proofs over rules.</summary>
internal static class GrowthPlot
{
    private const double LeastMilliseconds = 1;
    private const int Decades = 6;

    public static string Draw(IReadOnlyList<GrowthPoint> points)
    {
        var plot = new LogLogPlot
        {
            Title = "Processor time of proofs by number of rules",
            XLabel = "rules",
            XTicks = [.. points.Select(p => ((double)p.Rules, p.Rules.ToString(CultureInfo.InvariantCulture)))],
            YTicks = [.. Enumerable.Range(0, Decades + 1).Select(d => LeastMilliseconds * Math.Pow(10, d)).Select(t => (t, t < 1000 ? $"{t:F0} ms" : $"{t / 1000:F0} s"))],
        };
        return plot.Draw(
            new PlotLine("all of check", "#1b6ca8", [.. points.Select(p => ((double)p.Rules, p.Check.Processor.TotalMilliseconds, true))], Shift: -10),
            new PlotLine("engine, same questions", "#2a9d4b", [.. points.Select(p => ((double)p.Rules, p.Race.Engine.Processor.TotalMilliseconds, true))], Shift: 14),
            new PlotLine("Z3", "#b5442e", [.. points.Select(p => ((double)p.Rules, (p.Race.Solver?.Processor ?? SolverRace.Longest).TotalMilliseconds, p.Race.Solver is not null))]));
    }
}
