using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using PolicyDsl.Benchmarks.Peers.Engines;
using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language;

namespace PolicyDsl.Benchmarks.Evaluation;

/// <summary>
/// From loaded columns to answers, on one thread, by kernel. The peer is the same thirty rules in C# written by hand over records in memory, one
/// after another: conditions alone, no decisions.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class DecidingBenchmarks
{
    private const int Rows = 200_000;

    private IncidentRecord[] records = [];
    private IncidentData? data;
    private ColumnCensus? census;
    private ImmutableArray<RunPolicy> policies = [];
    private RunOptions options = new();

    [Params("avx512", "avx2", "vector128", "scalar")]
    public string Kernel { get; set; } = "";

    [GlobalSetup]
    public void Create()
    {
        var made = new MadeUpData(Rows);
        records = [.. Enumerable.Range(0, Rows).Select(made.Maker.Make)];
        data = made.Load(threads: 1);
        policies = [.. PeersPolicy.CompileVariants().Prepend(made.Compilation).Select(ToRunPolicy)];
        options = new RunOptions { Threads = 1, Kernels = MaskKernels.Choose(Kernel) };
        census = new ColumnCensus(policies[0].Policy, policies[0].Scope, data.Columns.Schema, options.Kernels);
    }

    [Benchmark(Baseline = true)]
    public long RulesByHand()
    {
        var fired = 0L;
        foreach (var record in records)
        {
            foreach (var (_, fires) in PlainRules.All)
            {
                fired += fires(record) == true ? 1 : 0;
            }
        }

        return fired;
    }

    /// <summary>Conditions as masks, counted by rule and area.</summary>
    [Benchmark]
    public object Conditions() => (census ?? throw new InvalidOperationException("Nothing is loaded.")).Count(Data.Columns, threads: 1);

    /// <summary>All that `run` tells.</summary>
    [Benchmark]
    public RunResult Decisions() => PolicyRun.Run(new RunRequest { Policy = policies[0].Policy, Scope = policies[0].Scope, Source = Data.Columns, Options = options });

    /// <summary>What `compare` counts, for one policy.</summary>
    [Benchmark]
    public JointResult OnePolicy() => RunJointly(policies[..1]);

    [Benchmark]
    public JointResult TenVariants() => RunJointly(policies[1..]);

    private JointResult RunJointly(ImmutableArray<RunPolicy> chosen) => JointRun.Run(new JointRequest { Source = Data.Columns, Policies = chosen, Options = options });

    private static RunPolicy ToRunPolicy(Compilation compilation) => new(compilation.Policy ?? throw new InvalidOperationException("There is no policy."), compilation.Scope);

    private IncidentData Data => data ?? throw new InvalidOperationException("Nothing is loaded.");
}
