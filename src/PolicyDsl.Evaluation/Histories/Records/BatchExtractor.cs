using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Reads what histories need of batches, for one thread.</summary>
internal sealed class BatchExtractor(HistoryPlan plan)
{
    private readonly BatchEvaluation evaluation = plan.Evaluation.CreateEvaluation();
    private readonly int[] codes = new int[IncidentBatch.MaxRows];
    private readonly int[] scratch = new int[IncidentBatch.MaxRows];
    private readonly int[] positions = new int[IncidentBatch.MaxRows];
    private readonly long[] lows = new long[IncidentBatch.MaxRows];
    private readonly long[] highs = new long[IncidentBatch.MaxRows];
    private readonly long[] numbers = new long[IncidentBatch.MaxRows];
    private readonly uint[] packed = new uint[IncidentBatch.MaxRows];
    private readonly List<OddValue> oddTimes = [];
    private readonly List<OddValue> odd = [];

    /// <summary>By key set.</summary>
    public RecordBatch[] Extract(IncidentBatch batch)
    {
        evaluation.Start(batch);
        oddTimes.Clear();
        ReadTimes(plan.Time.Get(batch, evaluation), batch.Count);
        return [.. plan.KeySets.Select(k => Extract(k, batch))];
    }

    private RecordBatch Extract(KeySet keySet, IncidentBatch batch)
    {
        var rows = batch.Count;
        var layout = keySet.Layout;
        keySet.Reader.Read(batch, evaluation, codes.AsSpan(0, rows), scratch.AsSpan(0, rows));
        var bytes = GC.AllocateUninitializedArray<byte>(layout.BytesPerIncident * rows);
        var starts = Place(codes.AsSpan(0, rows), layout.Section<ulong>(bytes, rows, layout.Stamp), layout.Section<ushort>(bytes, rows, layout.Row));
        var records = new RecordBatch { Rows = rows, Starts = starts, Bytes = bytes, Odd = new OddValue[layout.Subjects + 1][] };
        Span<int> places = positions.AsSpan(0, rows);
        records.Odd[^1] = MoveOdd(oddTimes);
        for (var i = 0; i < layout.Subjects; i++)
        {
            odd.Clear();
            keySet.Subjects[i].Read(batch, evaluation, numbers.AsSpan(0, rows), scratch.AsSpan(0, rows), odd);
            Scatter(numbers.AsSpan(0, rows), places, layout.Section<long>(bytes, rows, i));
            records.Odd[i] = MoveOdd(odd);
        }

        if (keySet.Signatures is { } signatures)
        {
            signatures.Read(batch, scratch.AsSpan(0, rows));
            Scatter(scratch.AsSpan(0, rows), places, layout.Section<int>(bytes, rows, layout.Signature));
        }

        for (var i = 0; i < layout.Conditions; i++)
        {
            ScatterTruth(evaluation.GetTruth(keySet.Conditions[i]), places, layout.Section<byte>(bytes, rows, layout.Condition(i)));
        }

        return records;
    }

    /// <summary>Regular times in 32 bits, all others apart.</summary>
    private void ReadTimes(IncidentColumn? column, int rows)
    {
        if (column is NumberColumn times)
        {
            ReadNumbers(times, plan.Width.Settle(times, rows), rows);
            return;
        }

        packed.AsSpan(0, rows).Fill(RecordTime.Odd);
        for (var row = 0; row < rows; row++)
        {
            var value = column?[row] ?? Value.Unknown;
            oddTimes.Add(value.Kind is ValueKind.Exact or ValueKind.Range ? new OddValue(row, value.Low, value.High) : new OddValue(row, Value.OpenLow, Value.OpenHigh));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadNumbers(NumberColumn column, long width, int rows)
    {
        column.Low.Unpack(lows.AsSpan(0, rows));
        var most = lows;
        if (column.High is { } high)
        {
            most = highs;
            high.Unpack(highs.AsSpan(0, rows));
        }

        for (var row = 0; row < rows; row++)
        {
            var isKnown = column.Known is null || Masks.IsSet(column.Known, row);
            var time = isKnown && unchecked(most[row] - lows[row]) == width ? RecordTime.Pack(lows[row]) : RecordTime.Odd;
            packed[row] = time;
            if (time == RecordTime.Odd)
            {
                oddTimes.Add(isKnown ? new OddValue(row, lows[row], most[row]) : new OddValue(row, Value.OpenLow, Value.OpenHigh));
            }
        }
    }

    /// <summary>Gives every row its place by the partition of its code, and writes stamp and row there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ushort[] Place(ReadOnlySpan<int> keys, Span<ulong> stamps, Span<ushort> rows)
    {
        const int Last = RecordBatch.Partitions;
        Span<int> next = stackalloc int[Last + 1];
        next.Clear();
        foreach (var key in keys)
        {
            next[key == 0 ? Last : key & (Last - 1)]++;
        }

        var starts = new ushort[Last + 1];
        var start = 0;
        for (var i = 0; i < next.Length; i++)
        {
            starts[i] = (ushort)start;
            (next[i], start) = (start, start + next[i]);
        }

        for (var row = 0; row < keys.Length; row++)
        {
            var key = keys[row];
            var place = next[key == 0 ? Last : key & (Last - 1)]++;
            positions[row] = place;
            stamps[place] = ((ulong)packed[row] << 32) | ((uint)key >> RecordBatch.PartitionBits);
            rows[place] = (ushort)row;
        }

        return starts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<T>(ReadOnlySpan<T> from, ReadOnlySpan<int> places, Span<T> to)
    {
        for (var row = 0; row < places.Length; row++)
        {
            to[places[row]] = from[row];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScatterTruth(TruthMasks truth, ReadOnlySpan<int> places, Span<byte> to)
    {
        for (var row = 0; row < places.Length; row++)
        {
            var (word, bit) = (row >> 6, row & 63);
            to[places[row]] = (byte)((truth.True[word] >> bit & 1) | (truth.Possible[word] >> bit & 1) << 1);
        }
    }

    private OddValue[]? MoveOdd(List<OddValue> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var moved = values.Select(o => o with { Position = positions[o.Position] }).ToArray();
        moved.AsSpan().Sort(default(ByPosition));
        return moved;
    }

    private readonly struct ByPosition : IComparer<OddValue>
    {
        public int Compare(OddValue x, OddValue y) => x.Position.CompareTo(y.Position);
    }
}
