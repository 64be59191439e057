using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Records in a file, by partition: a section after the other, then the odd values, and behind all partitions the rows of each batch.</summary>
internal sealed class FileBlock : RecordBlock
{
    private readonly RecordLayout layout;
    private readonly SpillFile file;
    private readonly long[] positions;
    private readonly int[][] oddCounts;

    private FileBlock(RecordLayout layout, SpillFile file, long[] positions, int[][] oddCounts)
    {
        this.layout = layout;
        this.file = file;
        this.positions = positions;
        this.oddCounts = oddCounts;
    }

    public static FileBlock Write(RecordLayout layout, SpillFile file, IReadOnlyList<RecordBatch> batches)
    {
        var starts = new long[RecordBatch.Partitions];
        var odd = new int[RecordBatch.Partitions][];
        for (var partition = 0; partition < starts.Length; partition++)
        {
            starts[partition] = file.Length;
            foreach (var section in Enumerable.Range(0, layout.Sections).Where(s => s != layout.Row))
            {
                WriteSection(layout, file, batches, partition, section);
            }

            odd[partition] = [.. Enumerable.Range(0, layout.Subjects + 1).Select(list => WriteOdd(file, batches, partition, list))];
        }

        return new FileBlock(layout, file, starts, odd) { Batches = WriteRows(layout, file, batches), Counts = CountsOf(batches) };
    }

    /// <summary>Where the incidents of each batch stand, in order; the rows have to be read.</summary>
    public required IReadOnlyList<(int Count, ushort[] Starts, long Position)> Batches { get; init; }

    public ushort[] ReadRows(int batch)
    {
        var (_, starts, position) = Batches[batch];
        var rows = new ushort[starts[RecordBatch.Partitions]];
        file.Read(position, MemoryMarshal.AsBytes(rows.AsSpan()));
        return rows;
    }

    public override void Load(int partition, PartitionData into)
    {
        var (count, position) = (Counts[partition], positions[partition]);
        for (var section = 0; section < layout.Sections; section++)
        {
            if (section != layout.Row)
            {
                var bytes = into.Append(section, count);
                file.Read(position, bytes);
                position += bytes.Length;
            }
        }

        for (var list = 0; list < oddCounts[partition].Length; list++)
        {
            var odd = new OddValue[oddCounts[partition][list]];
            var bytes = MemoryMarshal.AsBytes(odd.AsSpan());
            file.Read(position, bytes);
            position += bytes.Length;
            into.AppendOdd(list, odd, 0);
        }

        into.Count += count;
    }

    private static void WriteSection(RecordLayout layout, SpillFile file, IReadOnlyList<RecordBatch> batches, int partition, int section)
    {
        var width = layout.WidthOf(section);
        foreach (var batch in batches)
        {
            file.Append(layout.Bytes(batch.Bytes, batch.Rows, section)[(batch.Starts[partition] * width)..(batch.Starts[partition + 1] * width)]);
        }
    }

    /// <summary>Positions become those within the partition of the block.</summary>
    private static int WriteOdd(SpillFile file, IReadOnlyList<RecordBatch> batches, int partition, int list)
    {
        var (count, before) = (0, 0);
        foreach (var batch in batches)
        {
            var (start, end) = (batch.Starts[partition], batch.Starts[partition + 1]);
            foreach (var value in MemoryBlock.Part(batch.Odd[list], start, end))
            {
                var moved = value with { Position = value.Position - start + before };
                file.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<OddValue>(in moved)));
                count++;
            }

            before += end - start;
        }

        return count;
    }

    private static List<(int Count, ushort[] Starts, long Position)> WriteRows(RecordLayout layout, SpillFile file, IReadOnlyList<RecordBatch> batches)
    {
        var places = new List<(int Count, ushort[] Starts, long Position)>();
        foreach (var batch in batches)
        {
            places.Add((batch.Rows, batch.Starts, file.Length));
            file.Append(layout.Bytes(batch.Bytes, batch.Rows, layout.Row)[..(batch.Keyed * sizeof(ushort))]);
        }

        file.Flush();
        return places;
    }
}
