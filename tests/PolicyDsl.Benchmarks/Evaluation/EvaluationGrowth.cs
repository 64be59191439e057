using System.Collections.Immutable;
using System.Diagnostics;
using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language;
using PolicyDsl.Testing;

namespace PolicyDsl.Benchmarks.Evaluation;

/// <summary>One size of one thing that grows, and the least that it took.</summary>
internal sealed record GrowthStep(long Size, TimeSpan Processor, TimeSpan Elapsed);

/// <summary>What grows, and how the time grew with it.</summary>
internal sealed record GrowthSeries(string Name, string Unit, ImmutableArray<GrowthStep> Steps);

/// <summary>
/// Measures how runs grow with incidents, rules and variants, one of them at a time. Sizes are measured in turns and the least of all rounds is
/// kept, as every disturbance only adds.
/// </summary>
internal static class EvaluationGrowth
{
    private const int Rounds = 5;
    private const int Threads = 2;
    private const int RowsForRules = 500_000;

    private static readonly int[] RowSizes = [50_000, 200_000, 1_000_000, 5_000_000];
    private static readonly int[] RuleSizes = [10, 30, 100, 300, 1_000];
    private static readonly int[] VariantSizes = [1, 2, 4, 10];

    public static ImmutableArray<GrowthSeries> Measure(int mostRows) =>
    [
        MeasureRows("file to all of `run`", mostRows, size => RunFrom(new MadeUpData(size), isLoaded: false)),
        MeasureRows("loaded columns to all of `run`", mostRows, size => RunFrom(new MadeUpData(size), isLoaded: true)),
        MeasureRules(),
        MeasureVariants(),
    ];

    private static GrowthSeries MeasureRows(string name, int mostRows, Func<int, Action> prepare) =>
        new(name, "incidents", MeasureInTurns([.. RowSizes.Where(s => s <= mostRows)], prepare));

    private static GrowthSeries MeasureRules()
    {
        var columns = new MadeUpData(RowsForRules).Load(Threads).Columns;
        return new GrowthSeries("loaded columns to all of `run`", "rules", MeasureInTurns(RuleSizes, size =>
        {
            var compilation = TestCompilation.CompileWithoutErrors(
                LargePolicies.Create(size, library: PeersPolicy.DataName, hasHistories: false), (PeersPolicy.DataName, PeersPolicy.Data));
            return () => Run(compilation, columns);
        }));
    }

    private static GrowthSeries MeasureVariants()
    {
        var columns = new MadeUpData(RowsForRules).Load(Threads).Columns;
        ImmutableArray<RunPolicy> variants = [.. PeersPolicy.CompileVariants().Select(ToRunPolicy)];
        return new GrowthSeries("loaded columns to counts of `compare`", "variants", MeasureInTurns(VariantSizes, size =>
            () => JointRun.Run(new JointRequest { Source = columns, Policies = variants[..size], Options = new RunOptions { Threads = Threads } })));
    }

    private static Action RunFrom(MadeUpData data, bool isLoaded)
    {
        var source = isLoaded ? data.Load(Threads).Columns : ColumnLoader.Open(data.Request);
        return () => Run(data.Compilation, source);
    }

    private static void Run(Compilation compilation, IColumnSource source)
    {
        var policy = ToRunPolicy(compilation);
        var result = PolicyRun.Run(new RunRequest { Policy = policy.Policy, Scope = policy.Scope, Source = source, Options = new RunOptions { Threads = Threads } });
        if (result.Summary.Load.HasErrors)
        {
            throw new InvalidOperationException(string.Join('\n', result.Summary.Load.Diagnostics));
        }
    }

    /// <summary>The first round compiles and is not counted.</summary>
    private static ImmutableArray<GrowthStep> MeasureInTurns(IReadOnlyList<int> sizes, Func<int, Action> prepare)
    {
        var actions = sizes.Select(prepare).ToList();
        var least = new (TimeSpan Processor, TimeSpan Elapsed)[sizes.Count];
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < sizes.Count; i++)
            {
                GC.Collect();
                var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                actions[i]();
                var (used, elapsed) = (Environment.CpuUsage.TotalTime - processor, watch.Elapsed);
                Console.WriteLine(FormattableString.Invariant($"{sizes[i]:N0}: {elapsed.TotalMilliseconds:N0} ms, processors {used.TotalMilliseconds:N0} ms"));
                least[i] = round <= 1 ? (used, elapsed) : (Min(least[i].Processor, used), Min(least[i].Elapsed, elapsed));
            }
        }

        return [.. sizes.Select((size, i) => new GrowthStep(size, least[i].Processor, least[i].Elapsed))];
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static RunPolicy ToRunPolicy(Compilation compilation) => new(compilation.Policy ?? throw new InvalidOperationException("There is no policy."), compilation.Scope);
}
