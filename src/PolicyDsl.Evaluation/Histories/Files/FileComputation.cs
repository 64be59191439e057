using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Computes histories whose records are in a file, and puts the values into a file by batch.</summary>
internal sealed class FileComputation
{
    private readonly HistoryPlan plan;
    private readonly IReadOnlyList<int> rows;
    private readonly IReadOnlyList<RecordBlock>[] blocks;
    private readonly SpillFolder folder;
    private readonly SpillFile valueFile;
    private readonly ValueFile[][] values;

    public FileComputation(HistoryPlan plan, IReadOnlyList<int> rows, IReadOnlyList<RecordBlock>[] blocks, SpillFolder folder)
    {
        this.plan = plan;
        this.rows = rows;
        this.blocks = blocks;
        this.folder = folder;
        valueFile = folder.Create("values");
        var start = 0L;
        values = [.. plan.KeySets.Select((k, i) => k.Members.Select(m => new ValueFile(valueFile, ref start, m.IsWide, blocks[i])).ToArray())];
    }

    /// <param name="compute">Computes the partitions of a key set and hands each on, on any thread.</param>
    public long[] ComputeValues(Func<int, Action<int, HistoryValues[]>, CancellationToken, long> compute, CancellationToken cancellationToken) =>
    [
        .. values.Select((files, keySet) => compute(
            keySet,
            (partition, computed) =>
            {
                for (var member = 0; member < files.Length; member++)
                {
                    files[member].Write(partition, computed[member]);
                }
            },
            cancellationToken)),
    ];

    public FileHistoryColumns ToColumns(int threads, CancellationToken cancellationToken)
    {
        var file = folder.Create("columns");
        var positions = plan.KeySets.Select((k, i) => k.Members.Select((_, m) => Append(file, i, m, threads, cancellationToken)).ToArray()).ToArray();
        file.Flush();
        folder.Delete(valueFile);
        return new FileHistoryColumns(folder, file, [.. plan.Histories.Select(h => h.KeySet < 0 ? null : positions[h.KeySet][h.Member])], [.. rows]);
    }

    /// <summary>Writes the columns of a history, block by block; gives for each batch where its column stands.</summary>
    private long[] Append(SpillFile file, int keySet, int member, int threads, CancellationToken cancellationToken)
    {
        var positions = new List<long>();
        var history = plan.KeySets[keySet].Members[member];
        for (var block = 0; block < blocks[keySet].Count; block++)
        {
            var records = (FileBlock)blocks[keySet][block];
            var read = new HistoryValues[RecordBatch.Partitions][];
            for (var partition = 0; partition < read.Length; partition++)
            {
                read[partition] = [values[keySet][member].Read(block, partition)];
            }

            var offsets = RecordBlock.OffsetsOf(records.Batches.Select(b => b.Starts));
            var columns = new NumberColumn?[records.Batches.Count];
            HistoryThreads.Run(
                columns.Length,
                threads,
                () => new ColumnAssembler(),
                (assembler, batch) =>
                {
                    var (count, starts, _) = records.Batches[batch];
                    columns[batch] = assembler.Assemble(history, 0, new BatchPlaces(count, starts, records.ReadRows(batch), offsets[batch]), read);
                },
                cancellationToken);
            positions.AddRange(columns.Select(c => FileHistoryColumns.Append(file, c)));
        }

        return [.. positions];
    }
}
