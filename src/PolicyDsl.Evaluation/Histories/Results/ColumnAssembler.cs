using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Puts the values of partitions back into the order of rows, a batch at a time; for one thread.</summary>
internal sealed class ColumnAssembler
{
    private readonly long[] lows = new long[IncidentBatch.MaxRows];
    private readonly long[] highs = new long[IncidentBatch.MaxRows];
    private readonly ulong[] known = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];

    /// <summary>The column of a history for a batch; null where it is unknown for every row.</summary>
    /// <param name="history">The history.</param>
    /// <param name="member">Its place in its key set.</param>
    /// <param name="batch">Where the incidents of the batch stand.</param>
    /// <param name="values">By partition, then by history.</param>
    public NumberColumn? Assemble(KeyedHistory history, int member, BatchPlaces batch, HistoryValues[][] values)
    {
        var isAny = history.History.Kind == Language.Syntax.HistoryKind.Any;
        if (batch.HasKeysOfAll && !history.IsWide && !isAny && AreExact(values, member, batch))
        {
            return AssembleExact(member, batch, values);
        }

        known.AsSpan().Clear();
        var hasRanges = false;
        for (var partition = 0; partition < RecordBatch.Partitions; partition++)
        {
            var (start, end) = (batch.Starts[partition], batch.Starts[partition + 1]);
            if (start == end)
            {
                continue;
            }

            var rows = batch.Rows[start..end];
            var from = batch.Offsets[partition];
            hasRanges |= history.IsWide ? TakeNumbers(values[partition][member], from, rows) : TakeCounts(values[partition][member], from, rows, isAny);
        }

        return Finish(batch.Count, hasRanges);
    }

    private static bool AreExact(HistoryValues[][] values, int member, BatchPlaces batch)
    {
        for (var partition = 0; partition < RecordBatch.Partitions; partition++)
        {
            if (batch.Starts[partition] != batch.Starts[partition + 1] && values[partition][member].HighCounts.Length > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Counts of one number each, of all rows: most often there is no more than that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private NumberColumn AssembleExact(int member, BatchPlaces batch, HistoryValues[][] values)
    {
        for (var partition = 0; partition < RecordBatch.Partitions; partition++)
        {
            var rows = batch.Rows[batch.Starts[partition]..batch.Starts[partition + 1]];
            var counts = values[partition][member].LowCounts.AsSpan(batch.Offsets[partition], rows.Length);
            for (var i = 0; i < counts.Length; i++)
            {
                lows[rows[i]] = counts[i];
            }
        }

        return new NumberColumn(PackedNumbers.Pack(lows.AsSpan(0, batch.Count)), null, null);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeCounts(HistoryValues values, int from, ReadOnlySpan<ushort> rows, bool isAny)
    {
        var hasRanges = false;
        var isExact = values.HighCounts.Length == 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var count = values.LowCounts[from + i];
            var (low, high) = HistoryValues.Widen(count, isExact ? count : values.HighCounts[from + i], isAny);
            hasRanges |= Take(rows[i], low, high);
        }

        return hasRanges;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeNumbers(HistoryValues values, int from, ReadOnlySpan<ushort> rows)
    {
        var hasRanges = false;
        for (var i = 0; i < rows.Length; i++)
        {
            hasRanges |= Take(rows[i], values.LowNumbers[from + i], values.HighNumbers[from + i]);
        }

        return hasRanges;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(int row, long low, long high)
    {
        if (low == Value.OpenLow && high == Value.OpenHigh)
        {
            return false;
        }

        (lows[row], highs[row]) = (low, high);
        Masks.Set(known, row);
        return low != high;
    }

    private NumberColumn? Finish(int count, bool hasRanges)
    {
        var mask = known.AsSpan(0, Masks.WordsFor(count));
        var isKnown = Masks.Count(mask);
        if (isKnown == 0)
        {
            return null;
        }

        if (isKnown < count)
        {
            FillUnknown(count);
        }

        return new NumberColumn(
            PackedNumbers.Pack(lows.AsSpan(0, count)),
            hasRanges ? PackedNumbers.Pack(highs.AsSpan(0, count)) : null,
            isKnown == count ? null : mask.ToArray());
    }

    /// <summary>Unknown rows repeat a number that is there, so that they widen nothing.</summary>
    private void FillUnknown(int count)
    {
        var first = 0;
        while (!Masks.IsSet(known, first))
        {
            first++;
        }

        for (var row = 0; row < count; row++)
        {
            if (!Masks.IsSet(known, row))
            {
                (lows[row], highs[row]) = (lows[first], highs[first]);
            }
        }
    }
}

/// <summary>Where the incidents of a batch stand.</summary>
/// <param name="count">Incidents of the batch.</param>
/// <param name="starts">By partition, where its incidents start in <paramref name="rows"/>.</param>
/// <param name="rows">Rows of the batch that have a key, by partition.</param>
/// <param name="offsets">By partition, the place of the first one of the batch among the values.</param>
internal readonly ref struct BatchPlaces(int count, ushort[] starts, ReadOnlySpan<ushort> rows, int[] offsets)
{
    public int Count { get; } = count;

    public ushort[] Starts { get; } = starts;

    public ReadOnlySpan<ushort> Rows { get; } = rows;

    public int[] Offsets { get; } = offsets;

    public bool HasKeysOfAll => Rows.Length == Count;
}
