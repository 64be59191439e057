using System.Numerics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Computes all histories of a key set for one partition after another, for one thread.</summary>
internal sealed class PartitionWorker
{
    private readonly KeySet keySet;
    private readonly bool isOpenBefore;
    private readonly ExactCountKernel?[] exact;
    private readonly RangeCountKernel?[] ranges;
    private readonly PartitionData data;
    private readonly PartitionGroups groups = new();
    private readonly GroupTimes times = new();
    private readonly ChainKernel[] kernels;

    /// <param name="keySet">The key set.</param>
    /// <param name="exact">For each history that only counts, what counts it where times are exact; shared by all threads.</param>
    /// <param name="coversFrom">The first instant that the data cover, or null.</param>
    /// <param name="width">How wide regular times are.</param>
    public PartitionWorker(KeySet keySet, ExactCountKernel?[] exact, long? coversFrom, long width)
    {
        this.keySet = keySet;
        this.exact = width == 0 ? exact : new ExactCountKernel?[exact.Length];
        ranges = [.. keySet.Members.Select((m, i) => width > 0 && exact[i] is not null ? new RangeCountKernel(m.History.Window, coversFrom, width) : null)];
        isOpenBefore = coversFrom is not null;
        data = new PartitionData(keySet.Layout, width);
        kernels = [.. keySet.Members.Select(m => new ChainKernel(m, m.Pair is { } question && keySet.Signatures is { } table ? new PairKernel(m, question, table) : null, coversFrom))];
    }

    /// <summary>How many incidents share the most frequent key of those seen so far.</summary>
    public int Longest { get; private set; }

    /// <summary>By history of the key set.</summary>
    public HistoryValues[] Compute(IReadOnlyList<RecordBlock> blocks, int partition, CancellationToken cancellationToken)
    {
        data.Load(blocks, partition);
        groups.Build(data, sortsFew: Enumerable.Range(0, exact.Length).Any(i => exact[i] is null && ranges[i] is null));
        Longest = Math.Max(Longest, groups.Longest);
        var values = keySet.Members.Select((m, i) => CreateValues(m, exact[i] is not null)).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            exact[i]?.Run(groups, FlagsOf(keySet.Members[i]), values[i].LowCounts, values[i].HighCounts);
            ranges[i]?.Run(groups, FlagsOf(keySet.Members[i]), values[i]);
        }

        for (var group = 0; group < groups.Count; group++)
        {
            ComputeOthers(groups[group], values, cancellationToken);
        }

        return values;
    }

    /// <summary>The histories of a key that no simpler kernel has counted.</summary>
    private void ComputeOthers(ReadOnlySpan<ulong> entries, HistoryValues[] values, CancellationToken cancellationToken)
    {
        var isBuilt = false;
        for (var i = 0; i < values.Length && !entries.IsEmpty; i++)
        {
            if (IsCounted(entries, i))
            {
                continue;
            }

            if (!isBuilt)
            {
                times.Build(entries, data);
                isBuilt = true;
            }

            kernels[i].Run(times, data, values[i], cancellationToken);
        }
    }

    private bool IsCounted(ReadOnlySpan<ulong> entries, int history) =>
        PartitionGroups.TimeOf(entries[0]) != RecordTime.Odd && (exact[history] is not null || (ranges[history] is not null && entries.Length <= FewEntries.Most));

    private ReadOnlySpan<byte> FlagsOf(KeyedHistory member) => member.Condition < 0 ? [] : data.Condition(member.Condition);

    /// <summary>Counts are all exact where times are, the condition is never unknown, and nothing may be missing before the data.</summary>
    private HistoryValues CreateValues(KeyedHistory member, bool isPlainCount)
    {
        // A byte of 2 is a condition that is possible and not true.
        var isExact = isPlainCount && !isOpenBefore && !data.HasOddTimes && !FlagsOf(member).Contains((byte)2);
        return new HistoryValues(data.Count, member.IsWide, isExact);
    }
}
