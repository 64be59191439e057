using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// Room for a number of each row of a batch: the range that it lies in. Unknown is the range that is open at both ends, so that comparisons need no
/// case of their own for it; one value is a range with equal ends.
/// </summary>
internal sealed class NumberVector
{
    public long[] Low { get; } = new long[IncidentBatch.MaxRows];

    public long[] High { get; } = new long[IncidentBatch.MaxRows];

    /// <summary>Whether every row has one value.</summary>
    public bool IsExact { get; set; }

    public bool IsKnown(int row) => Low[row] == High[row];

    public Value this[int row]
    {
        get => Value.Range(Low[row], High[row]);
        set
        {
            var isNumber = value.Kind is ValueKind.Exact or ValueKind.Range;
            Low[row] = isNumber ? value.Low : Value.OpenLow;
            High[row] = isNumber ? value.High : Value.OpenHigh;
            IsExact &= Low[row] == High[row];
        }
    }

    /// <summary>Takes over the numbers of a column; null is unknown for all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(NumberColumn? column, int rows)
    {
        IsExact = column is { High: null, Known: null };
        if (column is null)
        {
            Low.AsSpan(0, rows).Fill(Value.OpenLow);
            High.AsSpan(0, rows).Fill(Value.OpenHigh);
            return;
        }

        column.Low.Unpack(Low);
        if (column.High is { } high)
        {
            high.Unpack(High);
        }
        else
        {
            Low.AsSpan(0, rows).CopyTo(High);
        }

        if (column.Known is not { } known)
        {
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            if (!Masks.IsSet(known, row))
            {
                (Low[row], High[row]) = (Value.OpenLow, Value.OpenHigh);
            }
        }
    }
}
