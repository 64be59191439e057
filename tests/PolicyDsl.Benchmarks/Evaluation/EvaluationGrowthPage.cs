using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Benchmarks.Evaluation;

/// <summary>Writes how runs grow into docs/performance.md and its plot.</summary>
internal static class EvaluationGrowthPage
{
    private const int Widest = 1_000;

    private static readonly string[] Colours = ["#1b6ca8", "#2a9d4b", "#b5442e", "#7b4ea3"];

    public static void Write(int mostRows)
    {
        var load = Machine.ReadLoad();
        var series = EvaluationGrowth.Measure(mostRows);
        File.WriteAllText(Repository.GetPath("docs", "performance-growth.svg"), Draw(series));
        PageSection.Write("performance.md", "growth", Tell(series, load));
    }

    private static string Tell(ImmutableArray<GrowthSeries> series, string load)
    {
        var text = new StringBuilder();
        foreach (var growing in series)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {growing.Unit} | {growing.Name} | times as many | times as long | processor time per {growing.Unit.TrimEnd('s')} |\n| ---: | ---: | ---: | ---: | ---: |\n");
            var first = growing.Steps[0];
            foreach (var step in growing.Steps)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {step.Size:N0} | {Tell(step.Processor)} ({Tell(step.Elapsed)}) | {(double)step.Size / first.Size:0.#} | {step.Processor / first.Processor:0.##} | {Tell(step.Processor / step.Size)} |\n");
            }

            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"Processor time of two threads together, with elapsed time in brackets; each the least of several rounds in turns. Measured on {Machine.ReadProcessor()}, {Environment.ProcessorCount} processors shared with others: load {load} at the start, {Machine.ReadLoad()} at the end.\n");
        return text.ToString();
    }

    private static string Draw(ImmutableArray<GrowthSeries> series)
    {
        (double Value, string Label)[] ticks = [.. new[] { 1, 10, 100, Widest }.Select(t => ((double)t, string.Create(CultureInfo.InvariantCulture, $"x {t:N0}")))];
        var plot = new LogLogPlot { Title = "Processor time by size, both against the smallest", XLabel = "times as many", XTicks = ticks, YTicks = ticks };
        var lines = series.Select((s, i) => new PlotLine(
            $"{s.Unit}: {s.Name.Replace("`", "", StringComparison.Ordinal).Replace(" columns", "", StringComparison.Ordinal)}",
            Colours[i % Colours.Length],
            [.. s.Steps.Select(p => ((double)p.Size / s.Steps[0].Size, Math.Max(1, p.Processor / s.Steps[0].Processor), true))],
            Shift: i == 0 ? -12 : i == 1 ? 6 : 0));
        return plot.Draw(lines.Prepend(new PlotLine("in proportion", "#999999", [(1, 1, true), (Widest, Widest, true)], IsDashed: true)));
    }

    private static string Tell(TimeSpan time) =>
        time.TotalSeconds >= 10 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s")
        : time.TotalSeconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
        : time.TotalMilliseconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F0} ms")
        : time.TotalMicroseconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:F1} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalNanoseconds:F0} ns");
}
