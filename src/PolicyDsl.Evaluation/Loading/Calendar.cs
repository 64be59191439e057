namespace PolicyDsl.Evaluation.Loading;

/// <summary>Stored units of dates (days since 1970-01-01) and instants (seconds since 1970-01-01T00:00, local to the data set).</summary>
internal static class Calendar
{
    public const long SecondsPerDay = 86_400;

    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    public static long StartOf(DateOnly day) => (day.DayNumber - EpochDay) * SecondsPerDay;

    /// <summary>The last second of a day.</summary>
    public static long EndOf(DateOnly day) => StartOf(day) + SecondsPerDay - 1;
}
