using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// The values of one history for the incidents of a partition, by place, each of which has to be set: counts in 32 bits, sums and days in 64. An <c>any</c> is held as its count.
/// </summary>
internal sealed class HistoryValues
{
    public const int OpenCount = int.MaxValue;

    private const int UnknownCount = int.MinValue;

    /// <param name="count">How many incidents.</param>
    /// <param name="isWide">Whether they are sums or days.</param>
    /// <param name="isExact">Whether every value is one number; only for counts.</param>
    public HistoryValues(int count, bool isWide, bool isExact)
    {
        Count = count;
        if (isWide)
        {
            LowNumbers = GC.AllocateUninitializedArray<long>(count);
            HighNumbers = GC.AllocateUninitializedArray<long>(count);
        }
        else
        {
            LowCounts = GC.AllocateUninitializedArray<int>(count);
            HighCounts = isExact ? [] : GC.AllocateUninitializedArray<int>(count);
        }
    }

    public int Count { get; }

    public int[] LowCounts { get; } = [];

    /// <summary>Empty where every count is exact.</summary>
    public int[] HighCounts { get; } = [];

    public long[] LowNumbers { get; } = [];

    public long[] HighNumbers { get; } = [];

    public void SetCount(int place, int low, int high)
    {
        LowCounts[place] = low;
        HighCounts[place] = high;
    }

    public void SetUnknownCount(int place) => SetCount(place, UnknownCount, OpenCount);

    public void SetNumber(int place, Value value) => (LowNumbers[place], HighNumbers[place]) =
        value.Kind is ValueKind.Exact or ValueKind.Range ? (value.Low, value.High) : (Value.OpenLow, Value.OpenHigh);

    /// <summary>A count as a number, and the values of <c>any</c>: what is open at both ends is unknown.</summary>
    public static (long Low, long High) Widen(int low, int high, bool isAny)
    {
        if (low == UnknownCount)
        {
            return (Value.OpenLow, Value.OpenHigh);
        }

        if (isAny)
        {
            return low > 0 ? (1, 1) : high > 0 ? (Value.OpenLow, Value.OpenHigh) : (0, 0);
        }

        return (low, high == OpenCount ? Value.OpenHigh : high);
    }
}
