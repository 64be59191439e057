namespace PolicyDsl.Evaluation.Histories;

/// <summary>Records of a key set for some batches in a row, in memory or in a file.</summary>
internal abstract class RecordBlock
{
    /// <summary>Incidents by partition.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Appends the incidents of a partition, in order of the data.</summary>
    public abstract void Load(int partition, PartitionData into);

    /// <summary>For batches in a row, by partition how many incidents stand before each.</summary>
    public static int[][] OffsetsOf(IEnumerable<ushort[]> starts)
    {
        var next = new int[RecordBatch.Partitions];
        var offsets = new List<int[]>();
        foreach (var batch in starts)
        {
            offsets.Add([.. next]);
            for (var partition = 0; partition < next.Length; partition++)
            {
                next[partition] += batch[partition + 1] - batch[partition];
            }
        }

        return [.. offsets];
    }

    public static int[] CountsOf(IReadOnlyList<RecordBatch> batches)
    {
        var counts = new int[RecordBatch.Partitions];
        foreach (var batch in batches)
        {
            for (var partition = 0; partition < counts.Length; partition++)
            {
                counts[partition] = checked(counts[partition] + batch.Starts[partition + 1] - batch.Starts[partition]);
            }
        }

        return counts;
    }
}

/// <summary>Records in memory.</summary>
internal sealed class MemoryBlock(RecordLayout layout, IReadOnlyList<RecordBatch> batches) : RecordBlock
{
    public override void Load(int partition, PartitionData into)
    {
        foreach (var batch in batches)
        {
            var (start, end) = (batch.Starts[partition], batch.Starts[partition + 1]);
            if (start == end)
            {
                continue;
            }

            for (var section = 0; section < layout.Sections; section++)
            {
                if (section != layout.Row)
                {
                    var width = layout.WidthOf(section);
                    layout.Bytes(batch.Bytes, batch.Rows, section)[(start * width)..(end * width)].CopyTo(into.Append(section, end - start));
                }
            }

            for (var i = 0; i < batch.Odd.Length; i++)
            {
                into.AppendOdd(i, Part(batch.Odd[i], start, end), start);
            }

            into.Count += end - start;
        }
    }

    /// <summary>The odd values at positions from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public static ReadOnlySpan<OddValue> Part(OddValue[]? odd, int start, int end)
    {
        if (odd is null)
        {
            return [];
        }

        var (first, last) = (FirstFrom(odd, start), FirstFrom(odd, end));
        return odd.AsSpan(first, last - first);
    }

    private static int FirstFrom(OddValue[] odd, int position)
    {
        var (low, high) = (0, odd.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (odd[middle].Position < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
