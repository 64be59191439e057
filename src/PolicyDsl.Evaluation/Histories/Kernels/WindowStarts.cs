using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Where the window of an exact time starts, both in seconds from <see cref="RecordTime.Origin"/>; far below 0 where it has no start.</summary>
internal interface IWindowStart
{
    /// <summary>Whether a later time never has a window that starts earlier: not so for months, which are held to their last days.</summary>
    static abstract bool IsMonotone { get; }

    long Of(uint time);
}

/// <summary>So many seconds before, or without end.</summary>
internal readonly struct FixedStart : IWindowStart
{
    // Longer than there are times, and far from any overflow.
    private const long Endless = 1L << 50;

    private readonly long length;

    public FixedStart(CalendarLength? window) => length = window is null
        ? Endless
        : (long)Int128.Min(Endless, (Int128)window.Count * window.Unit switch
        {
            CalendarUnit.Second => 1,
            CalendarUnit.Minute => 60,
            CalendarUnit.Hour => 3_600,
            CalendarUnit.Day => 86_400,
            CalendarUnit.Week => 7 * 86_400,
            _ => throw new ArgumentOutOfRangeException(nameof(window)),
        });

    public static bool IsMonotone => true;

    public long Of(uint time) => time - length;
}

/// <summary>So many months or years before: a day's shift is looked up, the time of day stays.</summary>
internal readonly struct CalendarStart : IWindowStart
{
    private const uint SecondsPerDay = 86_400;

    private readonly long[] midnights;

    public CalendarStart(CalendarLength window)
    {
        midnights = new long[(uint.MaxValue / SecondsPerDay) + 1];
        for (var day = 0; day < midnights.Length; day++)
        {
            var start = InstantArithmetic.Before(RecordTime.Origin + (day * (long)SecondsPerDay), window);
            midnights[day] = start == Value.OpenLow ? long.MinValue / 2 : start - RecordTime.Origin;
        }
    }

    public static bool IsMonotone => false;

    public long Of(uint time)
    {
        var (day, second) = Math.DivRem(time, SecondsPerDay);
        return midnights[day] + second;
    }
}
