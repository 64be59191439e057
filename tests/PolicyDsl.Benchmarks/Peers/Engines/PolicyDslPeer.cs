using System.Collections.Immutable;
using System.Diagnostics;
using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>This project, as a program that uses it as a library.</summary>
internal sealed class PolicyDslPeer(PeerSetting setting) : IPeer
{
    private readonly RunOptions options = new() { Threads = setting.Threads };
    private IncidentData? data;
    private ImmutableArray<RunPolicy> variants = [];

    public string Name => "PolicyDsl";

    public void Prepare()
    {
        data = Load();
        variants = [.. PeersPolicy.CompileVariants().Prepend(setting.Policy).Select(ToRunPolicy)];
    }

    public bool Can(PeerTask task) => task != PeerTask.RowByRow;

    public PeerMeasurement Run(PeerTask task)
    {
        var loaded = data ?? throw new InvalidOperationException("Not prepared.");
        var watch = Stopwatch.StartNew();
        PeerMeasurement Census(Census census) => new(watch.Elapsed.TotalMilliseconds, census, []);
        PeerMeasurement Counts(ImmutableArray<long> counts) => new(watch.Elapsed.TotalMilliseconds, Census: null, counts);
        return task switch
        {
            PeerTask.FileToCensus => Census(CountRules(Load().Columns)),
            PeerTask.LoadedToCensus => Census(CountRules(loaded.Columns)),
            PeerTask.FileToRun => Counts(CountRun(setting.Policy, Load())),
            PeerTask.LoadedToRun => Counts(CountRun(setting.Policy, loaded)),
            PeerTask.History => Counts(CountRun(setting.HistoryPolicy, loaded)),
            PeerTask.OneJointly => Counts(CountJointly(loaded, variants[..1])),
            _ => Counts(CountJointly(loaded, variants)),
        };
    }

    public void Dispose()
    {
    }

    /// <summary>Fired and open of each rule.</summary>
    public static ImmutableArray<long> CountRules(RunSummary summary) => [.. summary.Rules.SelectMany(r => new[] { r.Fired, r.Open })];

    private Census CountRules(IColumnSource source) => new ColumnCensus(ToRunPolicy(setting.Policy).Policy, setting.Policy.Scope, source.Schema).Count(source, setting.Threads);

    private ImmutableArray<long> CountRun(Compilation compilation, IncidentData data)
    {
        var policy = ToRunPolicy(compilation);
        var by = FieldPath.Find(policy.Scope, "area", out var failure) ?? throw new InvalidOperationException(failure);
        return CountRules(PolicyRun.Run(new RunRequest { Policy = policy.Policy, Scope = policy.Scope, Source = data.Columns, By = [by], Options = options }).Summary);
    }

    /// <summary>Fired and open of each rule of each policy.</summary>
    private ImmutableArray<long> CountJointly(IncidentData loaded, ImmutableArray<RunPolicy> policies)
    {
        var result = JointRun.Run(new JointRequest { Source = loaded.Columns, Policies = policies, Options = options });
        return [.. result.Summaries.SelectMany(s => CountRules(s))];
    }

    private IncidentData Load()
    {
        var request = new LoadRequest
        {
            Dataset = setting.Policy.Datasets.Single(),
            Scope = setting.Policy.Scope,
            Root = setting.Folder,
            Paths = [Path.GetFileName(setting.File)],
        };
        var result = ColumnLoader.Load(request);
        return result.Data ?? throw new InvalidOperationException(string.Join('\n', result.Report.Diagnostics));
    }

    private static RunPolicy ToRunPolicy(Compilation compilation) => new(compilation.Policy ?? throw new InvalidOperationException("There is no policy."), compilation.Scope);
}
