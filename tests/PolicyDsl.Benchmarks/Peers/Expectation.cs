using System.Collections.Immutable;
using PolicyDsl.Benchmarks.Peers.Engines;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Peers;

/// <summary>What every program has to count, from rules written by hand over the made-up incidents themselves.</summary>
internal sealed class Expectation
{
    private readonly PeerSetting setting;
    private readonly Census census;
    private readonly ImmutableArray<long> totals;
    private readonly ImmutableArray<long> history;
    private readonly ImmutableArray<long> sample;
    private readonly Dictionary<PeerTask, ImmutableArray<long>> earlier = [];

    private Expectation(PeerSetting setting)
    {
        this.setting = setting;
        census = Census.Count(setting.Maker);
        totals = [.. Enumerable.Range(0, setting.Rules.Length).SelectMany(r => new[] { census.Rows.Values.Sum(a => a.Fired[r]), census.Rows.Values.Sum(a => a.Open[r]) })];
        history = PlainHistory.Count(setting.Maker);
        sample = CountSample(setting);
    }

    public static Expectation Count(PeerSetting setting) => new(setting);

    /// <exception cref="PeerException">Something was counted otherwise; the message says where.</exception>
    public void Check(string peer, PeerTask task, PeerMeasurement measured)
    {
        ImmutableArray<string> differences = task switch
        {
            PeerTask.FileToCensus or PeerTask.LoadedToCensus => Census.FindDifferences(census, measured.Census ?? new Census(), setting.RuleNames),
            PeerTask.FileToRun or PeerTask.LoadedToRun => Compare(totals, measured.Counts),
            PeerTask.History => Compare(history, measured.Counts),
            PeerTask.RowByRow => Compare(sample, measured.Counts),
            PeerTask.OneJointly => Compare(totals, measured.Counts),
            _ => Compare(GetEarlier(task, measured), measured.Counts),
        };
        if (!differences.IsEmpty)
        {
            throw new PeerException($"{peer} counts otherwise in {task}:\n{string.Join('\n', differences)}");
        }
    }

    /// <summary>What was counted the first time: of the variants nothing else is known beforehand.</summary>
    private ImmutableArray<long> GetEarlier(PeerTask task, PeerMeasurement measured)
    {
        earlier.TryAdd(task, measured.Counts);
        return earlier[task];
    }

    private static ImmutableArray<string> Compare(ImmutableArray<long> expected, ImmutableArray<long> counted) => expected.SequenceEqual(counted)
        ? []
        : [$"expected {string.Join(", ", expected)}", $"counted {string.Join(", ", counted)}"];

    private static ImmutableArray<long> CountSample(PeerSetting setting)
    {
        var counts = new long[PlainRules.All.Length];
        for (var number = 0; number < setting.Sample; number++)
        {
            var row = setting.Maker.Make(number);
            for (var rule = 0; rule < counts.Length; rule++)
            {
                counts[rule] += PlainRules.All[rule].Fires(row) == true ? 1 : 0;
            }
        }

        return [.. counts];
    }
}
