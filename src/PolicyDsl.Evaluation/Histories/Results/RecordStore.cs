using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Holds the records of all batches, in order, then the values that are made of them.
/// </summary>
internal sealed class RecordStore(HistoryPlan plan, long memoryBytes) : IDisposable
{
    private readonly List<RecordBatch>[] batches = [.. plan.KeySets.Select(_ => new List<RecordBatch>())];
    private readonly List<int> rows = [];
    private readonly ExactCountKernel?[][] exact =
        [.. plan.KeySets.Select(k => k.Members.Select(m => m.IsPlainCount ? new ExactCountKernel(m.History.Window, plan.CoversFrom) : null).ToArray())];

    private HistoryValues[][][] values = [];
    private RecordBlock[][] blocks = [];

    /// <summary>By key set, incidents whose key is not exactly known.</summary>
    public long[] WithoutKey { get; } = new long[plan.KeySets.Length];

    public void Add(RecordBatch[] records)
    {
        rows.Add(records[0].Rows);
        for (var i = 0; i < records.Length; i++)
        {
            batches[i].Add(records[i]);
            WithoutKey[i] += plan.KeySets[i].Reader.NeverSame ? records[i].Rows : records[i].Rows - records[i].Keyed;
        }
    }

    public void Complete() =>
        blocks = [.. plan.KeySets.Select((k, i) => new RecordBlock[] { new MemoryBlock(k.Layout, batches[i]) { Counts = RecordBlock.CountsOf(batches[i]) } })];

    /// <summary>Computes all partitions; gives by key set how many incidents share the most frequent key.</summary>
    public long[] Compute(int threads, CancellationToken cancellationToken)
    {
        values = [.. plan.KeySets.Select(_ => new HistoryValues[RecordBatch.Partitions][])];
        var longest = new long[plan.KeySets.Length];
        for (var i = 0; i < longest.Length; i++)
        {
            var (keySet, place) = (plan.KeySets[i], i);
            var workers = HistoryThreads.Run(
                RecordBatch.Partitions,
                threads,
                () => new PartitionWorker(keySet, exact[place], plan.CoversFrom),
                (worker, partition) => values[place][partition] = worker.Compute(blocks[place], partition, cancellationToken),
                cancellationToken);
            longest[i] = keySet.Reader.NeverSame ? 0 : workers.Max(w => w.Longest);
        }

        return longest;
    }

    public IHistoryColumns ToColumns(int threads, CancellationToken cancellationToken)
    {
        var columns = plan.KeySets.Select(k => k.Members.Select(_ => new NumberColumn?[rows.Count]).ToArray()).ToArray();
        for (var i = 0; i < plan.KeySets.Length; i++)
        {
            var (keySet, place) = (plan.KeySets[i], i);
            var offsets = OffsetsOf(batches[i]);
            HistoryThreads.Run(
                rows.Count,
                threads,
                () => new ColumnAssembler(),
                (assembler, batch) =>
                {
                    var records = batches[place][batch];
                    var places = new BatchPlaces(records.Rows, records.Starts, keySet.Layout.Section<ushort>(records.Bytes, records.Rows, keySet.Layout.Row).ToArray(), offsets[batch]);
                    for (var member = 0; member < keySet.Members.Length; member++)
                    {
                        columns[place][member][batch] = assembler.Assemble(keySet.Members[member], member, places, values[place]);
                    }
                },
                cancellationToken);
        }

        return new MemoryHistoryColumns([.. plan.Histories.Select(h => h.KeySet < 0 ? null : columns[h.KeySet][h.Member])], [.. rows]);
    }

    private static int[][] OffsetsOf(List<RecordBatch> batches)
    {
        var next = new int[RecordBatch.Partitions];
        var offsets = new int[batches.Count][];
        for (var batch = 0; batch < offsets.Length; batch++)
        {
            offsets[batch] = [.. next];
            for (var partition = 0; partition < next.Length; partition++)
            {
                next[partition] += batches[batch].Starts[partition + 1] - batches[batch].Starts[partition];
            }
        }

        return offsets;
    }

    public void Dispose()
    {
        _ = memoryBytes;
    }
}
