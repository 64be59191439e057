using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Principles;

/// <summary>How short and how long a calendar length can be: a month has 28 to 31 days, a year 365 or 366.</summary>
public static class CalendarBounds
{
    private const long Day = 86_400;

    // Days of n months in a row, n from 0 to 11, at the shortest and longest place in the calendar.
    private static readonly int[] ShortestMonths = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334];
    private static readonly int[] LongestMonths = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];

    /// <summary>The shortest the length can be, in seconds.</summary>
    public static long ShortestSeconds(CalendarLength length) => length.Unit == CalendarUnit.Month
        ? ((length.Count / 12 * 365) + ShortestMonths[length.Count % 12]) * Day
        : length.Count * Unit(length.Unit).Shortest;

    /// <summary>The longest the length can be, in seconds.</summary>
    public static long LongestSeconds(CalendarLength length) => length.Unit == CalendarUnit.Month
        ? ((length.Count / 12 * 366) + LongestMonths[length.Count % 12]) * Day
        : length.Count * Unit(length.Unit).Longest;

    /// <summary>The days of a period word: <c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>.</summary>
    public static (int Shortest, int Longest) Days(string period) => period switch
    {
        "day" => (1, 1),
        "week" => (7, 7),
        "month" => (28, 31),
        _ => (365, 366),
    };

    private static (long Shortest, long Longest) Unit(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Second => (1, 1),
        CalendarUnit.Minute => (60, 60),
        CalendarUnit.Hour => (3_600, 3_600),
        CalendarUnit.Day => (Day, Day),
        CalendarUnit.Week => (7 * Day, 7 * Day),
        _ => (365 * Day, 366 * Day),
    };
}
