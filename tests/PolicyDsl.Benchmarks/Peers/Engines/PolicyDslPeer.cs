using System.Collections.Immutable;
using System.Diagnostics;
using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language;
using PolicyDsl.Language.Binding;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>This project, as a program that uses it as a library.</summary>
internal sealed class PolicyDslPeer(PeerSetting setting) : IPeer
{
    private readonly RunOptions options = new() { Threads = setting.Threads };
    private readonly ColumnNeeds needs = FindNeeds(setting.Policy);
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
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        PeerCost Cost() => new(watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
        PeerMeasurement Census(Census census) => new(Cost(), census, []);
        PeerMeasurement Counts(ImmutableArray<long> counts) => new(Cost(), Census: null, counts);
        return task switch
        {
            PeerTask.FileToCensus => Census(CountRules(Open())),
            PeerTask.LoadedToCensus => Census(CountRules(loaded.Columns)),
            PeerTask.FileToRun => Counts(CountRun(setting.Policy, Open())),
            PeerTask.LoadedToRun => Counts(CountRun(setting.Policy, loaded.Columns)),
            PeerTask.History => Counts(CountRun(setting.HistoryPolicy, loaded.Columns)),
            PeerTask.OneJointly => Counts(CountJointly(loaded, variants[..1])),
            _ => Counts(CountJointly(loaded, variants[1..])),
        };
    }

    public void Dispose()
    {
    }

    /// <summary>One run that reads the file as it goes, with nothing loaded before.</summary>
    public void RunOnce() => CountRun(setting.Policy, Open());

    /// <summary>Fired and open of each rule.</summary>
    public static ImmutableArray<long> CountRules(RunSummary summary) => [.. summary.Rules.SelectMany(r => new[] { r.Fired, r.Open })];

    private Census CountRules(IColumnSource source) => new ColumnCensus(ToRunPolicy(setting.Policy).Policy, setting.Policy.Scope, source.Schema).Count(source, setting.Threads);

    private ImmutableArray<long> CountRun(Compilation compilation, IColumnSource source)
    {
        var policy = ToRunPolicy(compilation);
        var by = FieldPath.Find(policy.Scope, "area", out var failure) ?? throw new InvalidOperationException(failure);
        return CountRules(PolicyRun.Run(new RunRequest { Policy = policy.Policy, Scope = policy.Scope, Source = source, By = [by], Options = options }).Summary);
    }

    /// <summary>Fired and open of each rule of each policy.</summary>
    private ImmutableArray<long> CountJointly(IncidentData loaded, ImmutableArray<RunPolicy> policies)
    {
        var result = JointRun.Run(new JointRequest { Source = loaded.Columns, Policies = policies, Options = options });
        return [.. result.Summaries.SelectMany(s => CountRules(s))];
    }

    /// <summary>The file, to be read anew for each question, with the columns that the rules read.</summary>
    private IColumnSource Open() => ColumnLoader.Open(Request, needs);

    private IncidentData Load()
    {
        var result = ColumnLoader.Load(Request, threads: setting.Threads);
        return result.Data ?? throw new InvalidOperationException(string.Join('\n', result.Report.Diagnostics));
    }

    private LoadRequest Request => new()
    {
        Dataset = setting.Policy.Datasets.Single(),
        Scope = setting.Policy.Scope,
        Root = setting.Folder,
        Paths = [Path.GetFileName(setting.File)],
    };

    private static ColumnNeeds FindNeeds(Compilation compilation)
    {
        var read = ToRunPolicy(compilation).Policy.Rules.SelectMany(r => new[] { r.When, r.Unless }).SelectMany(c => c?.BoundDescendants() ?? []).OfType<BoundFieldAccess>().Select(a => a.Field).ToHashSet();
        var formulas = read.SelectMany(f => f.Formula?.BoundDescendants() ?? []).OfType<BoundFieldAccess>().Select(a => a.Field).ToList();
        return ColumnNeeds.Of(FieldPath.AllOf(compilation.Scope).Where(p => read.Contains(p.Field) || formulas.Contains(p.Field)).Select(p => p.ToString()).Append("area.id"));
    }

    private static RunPolicy ToRunPolicy(Compilation compilation) => new(compilation.Policy ?? throw new InvalidOperationException("There is no policy."), compilation.Scope);
}
