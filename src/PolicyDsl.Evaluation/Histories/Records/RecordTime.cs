using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Times from 1950 to 2086 that are as wide as most are, which is 0 for exact ones and a day less a second where data tell no hour: the earliest moment in 32 bits,
/// in seconds from a day before; 0 stands for all others. Sorting such a time with the place of its incident in one number is most of what makes
/// histories fast; whatever does not fit takes the longer way and gives the same.
/// </summary>
internal static class RecordTime
{
    public const uint Odd = 0;

    /// <summary>Wider ranges are no regular ones.</summary>
    public const long Widest = 1 << 25;

    /// <summary>The instant of 0: the midnight that starts December 31, 1949.</summary>
    public static readonly long Origin = (new DateOnly(1949, 12, 31).DayNumber - new DateOnly(1970, 1, 1).DayNumber) * 86_400L;

    /// <summary>The earliest moment of a time that is as wide as is regular; it fits with room for the widest.</summary>
    public static uint Pack(long instant)
    {
        var offset = unchecked((ulong)(instant - Origin));
        return offset is > 0 and < uint.MaxValue - Widest ? (uint)offset : Odd;
    }

    public static long Unpack(uint time) => Origin + time;

    /// <summary>Seconds from <see cref="Origin"/>, held to what there is in 32 bits.</summary>
    public static uint Clamp(long instant) => (uint)(Math.Clamp(instant, Origin, Origin + uint.MaxValue) - Origin);
}

/// <summary>How wide regular times are. The first batch settles it, by most of its times; which one that is makes no difference but in speed.</summary>
internal sealed class RegularWidth
{
    private long width = -1;

    /// <summary>0 where nothing was read.</summary>
    public long Value => Math.Max(0, Volatile.Read(ref width));

    public long Settle(NumberColumn column, int rows)
    {
        if (Volatile.Read(ref width) < 0)
        {
            Interlocked.CompareExchange(ref width, column.High is { } high ? MostCommon(column.Low, high, rows) : 0, -1);
        }

        return Value;
    }

    private static long MostCommon(PackedNumbers low, PackedNumbers high, int rows) => Enumerable.Range(0, rows)
        .Select(r => unchecked(high[r] - low[r]))
        .Where(w => w is >= 0 and < RecordTime.Widest)
        .GroupBy(w => w)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
        .FirstOrDefault()?.Key ?? 0;
}
