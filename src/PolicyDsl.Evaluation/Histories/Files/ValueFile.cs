using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// The values of one history of a key set in a file, by block of records and within it by partition: first all lower ends, then all upper ones. Where
/// each part stands is settled beforehand, so threads may write partitions in any order.
/// </summary>
internal sealed class ValueFile
{
    private readonly SpillFile file;
    private readonly bool isWide;
    private readonly IReadOnlyList<RecordBlock> blocks;
    private readonly long[][] positions;

    /// <param name="file">The file.</param>
    /// <param name="start">The first byte that is free; it is moved behind the values.</param>
    /// <param name="isWide">Whether they are sums or days.</param>
    /// <param name="blocks">The blocks.</param>
    public ValueFile(SpillFile file, ref long start, bool isWide, IReadOnlyList<RecordBlock> blocks)
    {
        this.file = file;
        this.isWide = isWide;
        this.blocks = blocks;
        positions = new long[blocks.Count][];
        for (var block = 0; block < positions.Length; block++)
        {
            positions[block] = new long[RecordBatch.Partitions];
            for (var partition = 0; partition < RecordBatch.Partitions; partition++)
            {
                positions[block][partition] = start;
                start += 2L * Width * blocks[block].Counts[partition];
            }
        }
    }

    private int Width => isWide ? sizeof(long) : sizeof(int);

    /// <summary>Writes the values of a partition, which are those of all blocks one after the other.</summary>
    public void Write(int partition, HistoryValues values)
    {
        var low = LowOf(values);
        var high = HighOf(values);
        var from = 0;
        for (var block = 0; block < blocks.Count; block++)
        {
            var length = blocks[block].Counts[partition] * Width;
            if (length > 0)
            {
                file.Write(positions[block][partition], low.Slice(from, length));
                file.Write(positions[block][partition] + length, high.Slice(from, length));
            }

            from += length;
        }
    }

    public HistoryValues Read(int block, int partition)
    {
        var values = new HistoryValues(blocks[block].Counts[partition], isWide, isExact: false);
        var low = LowOf(values);
        var high = HighOf(values);
        file.Read(positions[block][partition], low);
        file.Read(positions[block][partition] + low.Length, high);
        return values;
    }

    private Span<byte> LowOf(HistoryValues values) => isWide ? MemoryMarshal.AsBytes(values.LowNumbers.AsSpan()) : MemoryMarshal.AsBytes(values.LowCounts.AsSpan());

    /// <summary>The lower ends once more where all counts are exact.</summary>
    private Span<byte> HighOf(HistoryValues values) =>
        isWide ? MemoryMarshal.AsBytes(values.HighNumbers.AsSpan())
        : values.HighCounts.Length > 0 ? MemoryMarshal.AsBytes(values.HighCounts.AsSpan())
        : LowOf(values);
}
