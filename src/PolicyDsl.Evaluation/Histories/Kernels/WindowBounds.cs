using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// The earliest and the latest start of the window of a time. Of an earlier incident the time lies certainly in the window where its latest is before the
/// earliest of the incident decided and its earliest is not before the latest start; possibly where its earliest is before the latest and its latest is not before
/// the earliest start. That is <see cref="HistoryWindow.Contains"/>, but with nothing left to compute for each two incidents. For one thread.
/// </summary>
internal sealed class WindowBounds
{
    private const int CacheBits = 13;

    private static readonly long First = (DateTime.MinValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    private readonly CalendarLength? length;
    private readonly long seconds;
    private readonly (long Low, long High, long Earliest, long Latest)[] cache = new (long Low, long High, long Earliest, long Latest)[1 << CacheBits];

    public WindowBounds(CalendarLength? length)
    {
        this.length = length;
        seconds = SecondsOf(length);
        Array.Fill(cache, (Value.OpenHigh, Value.OpenLow, 0, 0));
    }

    /// <summary>Whether nothing lies in any window.</summary>
    public bool IsEmpty => length is { Count: <= 0 };

    public (long Earliest, long Latest) Of(long low, long high)
    {
        if (length is null)
        {
            return (Value.OpenLow, Value.OpenLow);
        }

        // So many seconds before is no earlier for a later time: the ends of the one come from the ends of the other.
        if (seconds > 0 && low >= First + seconds && high <= RecordTime.Unpack(uint.MaxValue))
        {
            return (low - seconds, high - seconds);
        }

        ref var known = ref cache[(int)(unchecked(((ulong)low * 31) + (ulong)high) * 0x9E3779B97F4A7C15 >> (64 - CacheBits))];
        if (known.Low != low || known.High != high)
        {
            var window = new HistoryWindow(low, high, length);
            known = (low, high, window.EarliestStart, window.LatestStart);
        }

        return (known.Earliest, known.Latest);
    }

    /// <summary>-1 where the length is none that is always as long.</summary>
    private static long SecondsOf(CalendarLength? length)
    {
        var unit = length?.Unit switch
        {
            CalendarUnit.Second => 1,
            CalendarUnit.Minute => 60,
            CalendarUnit.Hour => 3_600,
            CalendarUnit.Day => 86_400,
            CalendarUnit.Week => 7 * 86_400,
            _ => -1,
        };
        return length is { Count: > 0 and < 1L << 30 } && unit > 0 ? length.Count * unit : -1;
    }

}
