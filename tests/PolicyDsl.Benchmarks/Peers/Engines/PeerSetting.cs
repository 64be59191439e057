using System.Collections.Immutable;
using PolicyDsl.Benchmarks.Peers.Lowering;
using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Language;
using PolicyDsl.Language.Binding;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>What every program is given: the file, the rules as conditions on its columns, and how many threads it may use.</summary>
internal sealed class PeerSetting
{
    public PeerSetting(string folder, IncidentGenerator maker, int threads, int sample)
    {
        Folder = folder;
        Maker = maker;
        Threads = threads;
        Sample = Math.Min(sample, maker.Rows);
        File = IncidentFile.Prepare(maker, folder);
        Policy = PeersPolicy.Compile();
        HistoryPolicy = PeersPolicy.CompileHistory();
        Columns = PeerColumns.Of(Policy.Datasets.Single());
        Rules = PeerLowering.LowerRules(Policy.Policy ?? throw new InvalidOperationException("There is no policy."), Columns);
        RuleNames = [.. Rules.Select(r => r.Name)];
        HistoryCondition = LowerHistory(HistoryPolicy);
    }

    public string Folder { get; }

    public IncidentGenerator Maker { get; }

    public int Threads { get; }

    /// <summary>How many rows programs decide that go row by row.</summary>
    public int Sample { get; }

    public string File { get; }

    public Compilation Policy { get; }

    public Compilation HistoryPolicy { get; }

    public PeerColumns Columns { get; }

    public ImmutableArray<PeerRule> Rules { get; }

    public ImmutableArray<string> RuleNames { get; }

    /// <summary>What earlier incidents count, on the columns of the file.</summary>
    public PeerCondition HistoryCondition { get; }

    private static PeerCondition LowerHistory(Compilation compilation)
    {
        var history = compilation.Policy?.Rules.SelectMany(r => r.When?.BoundDescendants() ?? []).OfType<BoundHistory>().Single();
        return new PeerLowering(PeerColumns.Of(compilation.Datasets.Single())).Lower(history?.Condition ?? throw new InvalidOperationException("The history has no condition."));
    }
}
