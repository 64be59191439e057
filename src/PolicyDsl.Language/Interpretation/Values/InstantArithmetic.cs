using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Calendar arithmetic on local instants. A month before keeps the day and the time, held to the last day of a shorter month; so
/// one instant can come out before another that it follows (a month before March 29, 00:00 is February 28, 00:00, as a month before March 28,
/// 23:00 is February 28, 23:00), and the extremes over a stretch are not always at its ends.
/// </summary>
public static class InstantArithmetic
{
    private const long SecondsPerDay = 86_400;

    // Days 29 to 31 are what may be held back, so the extremes lie within three days of the ends.
    private const int HeldDays = 3;

    private static readonly long First = ToSeconds(DateTime.MinValue);
    private static readonly long Last = ToSeconds(DateTime.MaxValue);

    /// <summary>The instant a length before another. What lies outside the years 1 to 9999 is <see cref="Value.OpenLow"/>.</summary>
    public static long Before(long instant, CalendarLength length)
    {
        if (length.Unit is CalendarUnit.Month or CalendarUnit.Year)
        {
            var months = length.Unit == CalendarUnit.Month ? (Int128)length.Count : (Int128)length.Count * 12;
            return instant < First || instant > Last || months > 120_000 ? Value.OpenLow : MonthsBefore(instant, (int)months);
        }

        var start = instant - ((Int128)length.Count * SecondsOf(length.Unit));
        return start < First ? Value.OpenLow : (long)start;
    }

    /// <summary>The earliest <see cref="Before"/> of any instant from <paramref name="low"/> to <paramref name="high"/>.</summary>
    internal static long EarliestBefore(long low, long high, CalendarLength length)
    {
        if (low < First)
        {
            return Value.OpenLow;
        }

        var earliest = Before(low, length);
        var midnight = low - Mod(low);
        for (var day = 1; day <= HeldDays && midnight + (day * SecondsPerDay) <= Math.Min(high, Last); day++)
        {
            earliest = Math.Min(earliest, Before(midnight + (day * SecondsPerDay), length));
        }

        return earliest;
    }

    /// <summary>The latest <see cref="Before"/> of any instant from <paramref name="low"/> to <paramref name="high"/>.</summary>
    internal static long LatestBefore(long low, long high, CalendarLength length)
    {
        if (high > Last)
        {
            return Value.OpenHigh;
        }

        var latest = Before(high, length);
        var midnight = high - Mod(high);
        for (var day = 0; day < HeldDays && midnight - (day * SecondsPerDay) - 1 >= Math.Max(low, First); day++)
        {
            latest = Math.Max(latest, Before(midnight - (day * SecondsPerDay) - 1, length));
        }

        return latest;
    }

    /// <summary>Seconds since 1970-01-01T00:00, whole.</summary>
    internal static long ToSeconds(DateTime local) => (local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    internal static DateTime? ToDateTime(long instant) =>
        instant < First || instant > Last ? null : DateTime.SpecifyKind(DateTime.UnixEpoch.AddSeconds(instant), DateTimeKind.Unspecified);

    private static long MonthsBefore(long instant, int months) => ToDateTime(instant) is { } local && (local.Year * 12) + local.Month - 13 >= months
        ? ToSeconds(local.AddMonths(-months))
        : Value.OpenLow;

    private static long Mod(long instant) => ((instant % SecondsPerDay) + SecondsPerDay) % SecondsPerDay;

    private static long SecondsOf(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Minute => 60,
        CalendarUnit.Hour => 3_600,
        CalendarUnit.Day => SecondsPerDay,
        CalendarUnit.Week => 7 * SecondsPerDay,
        _ => 1,
    };
}
