using System.Diagnostics;
using System.Globalization;
using System.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Benchmarks;

/// <summary>What policies of one size took.</summary>
/// <param name="Check">All of a check.</param>
internal sealed record GrowthPoint(int Rules, int Atoms, Cost Check, Race Race);

/// <summary>Measures how proofs grow with rules, engine and Z3 in turn, and writes the result into docs/verification.md and its plot.</summary>
internal static class GrowthPage
{
    private const int LeastRounds = 3;
    private const int MostRounds = 9;
    private const int WarmUps = 30;

    /// <summary>Small policies are measured more often.</summary>
    private static readonly TimeSpan LongestRounds = TimeSpan.FromSeconds(20);

    private static readonly int[] Sizes = [10, 30, 100, 300];

    public static void Write()
    {
        var load = Machine.ReadLoad();
        for (var i = 0; i < WarmUps; i++)
        {
            MeasureOnce(Sizes[i % 2]);
        }

        var points = Sizes.Select(Measure).ToList();
        File.WriteAllText(Repository.GetPath("docs", "verification-growth.svg"), GrowthPlot.Draw(points));
        PageSection.Write("verification.md", "growth", Tell(points, load));
    }

    private static GrowthPoint Measure(int rules)
    {
        var rounds = new List<(Cost Check, Race Race)>();
        var watch = Stopwatch.StartNew();
        while (rounds.Count < LeastRounds || (rounds.Count < MostRounds && watch.Elapsed < LongestRounds))
        {
            rounds.Add(MeasureOnce(rules));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules} rules: {rounds[^1]}"));
            if (rounds[^1].Race.Solver is null)
            {
                break;
            }
        }

        var solvers = rounds.Select(r => r.Race.Solver).ToList();
        Cost? solver = solvers.Contains(null) ? null : Cost.Least([.. solvers.OfType<Cost>()]);
        return new GrowthPoint(
            rules,
            LargePolicies.CountAtoms(rules),
            Cost.Least(rounds.ConvertAll(r => r.Check)),
            rounds[0].Race with { Engine = Cost.Least(rounds.ConvertAll(r => r.Race.Engine)), Solver = solver });
    }

    private static (Cost Check, Race Race) MeasureOnce(int rules)
    {
        var text = LargePolicies.Create(rules);
        return (Cost.Of(() => ProofBenchmarks.Check(text)), SolverRace.Run(LargePolicies.Create(rules, otherwise: null)));
    }

    private static string Tell(List<GrowthPoint> points, string load)
    {
        var text = new StringBuilder(
            """
            | rules | atoms | all of `check` | questions put to both | engine | Z3 | Z3 / engine |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: |

            """);
        foreach (var point in points)
        {
            var (engine, solver) = (point.Race.Engine, point.Race.Solver);
            var ratio = (solver?.Processor ?? SolverRace.Longest) / engine.Processor;
            var undecided = point.Race.Undecided == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {point.Race.Undecided} undecided");
            text.Append(CultureInfo.InvariantCulture, $"| {point.Rules} | {point.Atoms} | {Tell(point.Check)} | {point.Race.Questions:N0} | {Tell(engine)}{undecided} | ");
            text.Append(CultureInfo.InvariantCulture, $"{(solver is { } cost ? Tell(cost) : $"stopped after {Tell(SolverRace.Longest)}")} | {(solver is null ? "more than " : "")}{ratio:G2} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nProcessor time, with elapsed time in brackets; each the least of {LeastRounds} to {MostRounds} runs in a program that has run long enough to be compiled in full; the first check of a program just started takes several times as long. Measured on {Machine.ReadProcessor()}, {Environment.ProcessorCount} processors shared with others: ");
        text.Append(CultureInfo.InvariantCulture, $"load {load} at the start, {Machine.ReadLoad()} at the end.\n");
        return text.ToString();
    }

    private static string Tell(Cost cost) => $"{Tell(cost.Processor)} ({Tell(cost.Elapsed)})";

    private static string Tell(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s");
}
