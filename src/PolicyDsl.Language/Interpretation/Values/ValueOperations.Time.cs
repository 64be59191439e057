namespace PolicyDsl.Language.Interpretation;

/// <summary>Parts of instants, and instants from days.</summary>
public static partial class ValueOperations
{
    private const long SecondsPerHour = 3_600;

    /// <summary>The hour of an instant, 0 to 23: one, or a range where the instant lies within one day; unknown where it may lie on either side of a midnight.</summary>
    public static Value HourOf(Value instant) =>
        HasEnds(instant) && DayNumber(instant.Low) == DayNumber(instant.High)
            ? Value.Range(HourNumber(instant.Low), HourNumber(instant.High))
            : Value.Unknown;

    /// <summary>The days of the week that an instant may fall on, 0 for Monday to 6 for Sunday; empty where it may be any.</summary>
    public static IReadOnlyList<int> WeekdaysOf(Value instant)
    {
        if (!HasEnds(instant) || DayNumber(instant.High) - DayNumber(instant.Low) >= 6)
        {
            return [];
        }

        var weekdays = new List<int>();
        for (var day = DayNumber(instant.Low); day <= DayNumber(instant.High); day++)
        {
            // 1970-01-01 was a Thursday.
            weekdays.Add((int)(((day + 3) % 7 + 7) % 7));
        }

        return weekdays;
    }

    public static Value DateOf(Value instant) => instant.Kind is ValueKind.Exact or ValueKind.Range
        ? Value.Range(
            instant.Low == Value.OpenLow ? Value.OpenLow : DayNumber(instant.Low),
            instant.High == Value.OpenHigh ? Value.OpenHigh : DayNumber(instant.High))
        : Value.Unknown;

    /// <summary>Any moment of the days of a date.</summary>
    public static Value MomentOf(Value date) => date.Kind is ValueKind.Exact or ValueKind.Range
        ? Value.Range(
            date.Low == Value.OpenLow ? Value.OpenLow : date.Low * SecondsPerDay,
            date.High == Value.OpenHigh ? Value.OpenHigh : (date.High * SecondsPerDay) + SecondsPerDay - 1)
        : Value.Unknown;

    private static bool HasEnds(Value value) =>
        value.Kind is ValueKind.Exact or ValueKind.Range && value.Low != Value.OpenLow && value.High != Value.OpenHigh;

    private static long DayNumber(long seconds) => (long)InDays(seconds);

    private static long HourNumber(long seconds) => (seconds - (DayNumber(seconds) * SecondsPerDay)) / SecondsPerHour;
}
