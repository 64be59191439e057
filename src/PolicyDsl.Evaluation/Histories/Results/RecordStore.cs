using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Holds the records of all batches, in order, then the values that are made of them: in memory while they take no more than half of what may be held, else in files.
/// Blocks of records are written as they come; in the end each partition is read from all blocks, computed and written, and then each block put back into rows.
/// </summary>
internal sealed class RecordStore(HistoryPlan plan, HistoryRequest request) : IDisposable
{
    private readonly List<RecordBatch>[] batches = [.. plan.KeySets.Select(_ => new List<RecordBatch>())];
    private readonly List<RecordBlock>[] blocks = [.. plan.KeySets.Select(_ => new List<RecordBlock>())];
    private readonly List<int> rows = [];
    private readonly ExactCountKernel?[][] exact =
        [.. plan.KeySets.Select(k => k.Members.Select(m => m.IsPlainCount ? new ExactCountKernel(m.History.Window, plan.CoversFrom) : null).ToArray())];

    private long held;
    private SpillFolder? folder;
    private SpillFile? records;

    /// <summary>By key set, incidents whose key is not exactly known.</summary>
    public long[] WithoutKey { get; } = new long[plan.KeySets.Length];

    public void Add(RecordBatch[] next)
    {
        rows.Add(next[0].Rows);
        for (var i = 0; i < next.Length; i++)
        {
            batches[i].Add(next[i]);
            held += next[i].BytesHeld + (next[i].Rows * BytesPerValue(plan.KeySets[i]));
            WithoutKey[i] += plan.KeySets[i].Reader.NeverSame ? next[i].Rows : next[i].Rows - next[i].Keyed;
        }

        if (held > request.MemoryBytes / 2)
        {
            WriteBlock();
        }
    }

    /// <summary>Computes all partitions, and gives by key set how many incidents share the most frequent key.</summary>
    public (IHistoryColumns Columns, long[] Longest) Compute(CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            for (var i = 0; i < blocks.Length; i++)
            {
                blocks[i].Add(new MemoryBlock(plan.KeySets[i].Layout, batches[i]) { Counts = RecordBlock.CountsOf(batches[i]) });
            }

            return ComputeInMemory(cancellationToken);
        }

        WriteBlock();
        var files = new FileComputation(plan, rows, blocks, folder);
        var longest = files.ComputeValues(ComputePartitions, cancellationToken);
        var columns = files.ToColumns(request.Threads, cancellationToken);
        folder.Delete(records ?? throw new InvalidOperationException("There is a folder and nothing in it."));
        folder = null;
        return (columns, longest);
    }

    public void Dispose() => folder?.Dispose();

    private void WriteBlock()
    {
        if (batches[0].Count == 0)
        {
            return;
        }

        folder ??= new SpillFolder(request.TemporaryFolder);
        records ??= folder.Create("records");
        for (var i = 0; i < batches.Length; i++)
        {
            blocks[i].Add(FileBlock.Write(plan.KeySets[i].Layout, records, batches[i]));
            batches[i].Clear();
        }

        held = 0;
    }

    private (IHistoryColumns Columns, long[] Longest) ComputeInMemory(CancellationToken cancellationToken)
    {
        var longest = new long[plan.KeySets.Length];
        var columns = new NumberColumn?[plan.KeySets.Length][][];
        for (var i = 0; i < columns.Length; i++)
        {
            var values = new HistoryValues[RecordBatch.Partitions][];
            longest[i] = ComputePartitions(i, (partition, computed) => values[partition] = computed, cancellationToken);
            columns[i] = Assemble(plan.KeySets[i], batches[i], values, cancellationToken);
            batches[i].Clear();
        }

        return (new MemoryHistoryColumns([.. plan.Histories.Select(h => h.KeySet < 0 ? null : columns[h.KeySet][h.Member])], [.. rows]), longest);
    }

    private NumberColumn?[][] Assemble(KeySet keySet, List<RecordBatch> from, HistoryValues[][] values, CancellationToken cancellationToken)
    {
        var columns = keySet.Members.Select(_ => new NumberColumn?[from.Count]).ToArray();
        var offsets = RecordBlock.OffsetsOf(from.Select(b => b.Starts));
        HistoryThreads.Run(
            from.Count,
            request.Threads,
            () => new ColumnAssembler(),
            (assembler, batch) =>
            {
                var next = from[batch];
                var places = new BatchPlaces(next.Rows, next.Starts, keySet.Layout.Section<ushort>(next.Bytes, next.Rows, keySet.Layout.Row)[..next.Keyed], offsets[batch]);
                for (var member = 0; member < columns.Length; member++)
                {
                    columns[member][batch] = assembler.Assemble(keySet.Members[member], member, places, values);
                }
            },
            cancellationToken);
        return columns;
    }

    /// <summary>Computes all partitions of a key set; gives how many incidents share the most frequent key.</summary>
    private long ComputePartitions(int keySet, Action<int, HistoryValues[]> accept, CancellationToken cancellationToken)
    {
        var keys = plan.KeySets[keySet];
        var workers = HistoryThreads.Run(
            RecordBatch.Partitions,
            ThreadsFor(keySet),
            () => new PartitionWorker(keys, exact[keySet], plan.CoversFrom, plan.Width.Value),
            (worker, partition) => accept(partition, worker.Compute(blocks[keySet], partition, cancellationToken)),
            cancellationToken);
        return keys.Reader.NeverSame ? 0 : workers.Max(w => w.Longest);
    }

    /// <summary>So many that the largest partitions fit beside one another.</summary>
    private int ThreadsFor(int keySet)
    {
        var most = Enumerable.Range(0, RecordBatch.Partitions).Max(p => blocks[keySet].Sum(b => (long)b.Counts[p]));
        var bytes = most * (plan.KeySets[keySet].Layout.BytesPerIncident + 24 + BytesPerValue(plan.KeySets[keySet]));
        return (int)Math.Clamp(request.MemoryBytes / 2 / Math.Max(1, bytes), 1, Math.Max(1, request.Threads));
    }

    private static long BytesPerValue(KeySet keySet) => keySet.Members.Sum(m => m.IsWide ? 16L : 8L);
}
