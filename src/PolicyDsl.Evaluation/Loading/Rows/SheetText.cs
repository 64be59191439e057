using System.Globalization;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The text of a typed cell.</summary>
internal static class SheetText
{
    public static string? Of(object? value, string format) => value switch
    {
        null => null,
        string text => text.Length == 0 ? null : text,
        bool flag => flag ? "true" : "false",
        double number => Of(number),
        DateTime date => date.ToString(ShowsTime(date, format) ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Whole numbers without a point or exponent: record numbers are often stored as numbers.</summary>
    private static string Of(double number) =>
        Math.Abs(number) < 1e15 && Math.Floor(number) == number
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>By the format of the cell, not by its value, so that midnight in a column of times reads like the rest.</summary>
    private static bool ShowsTime(DateTime date, string format) => date.TimeOfDay != TimeSpan.Zero || format.Contains('h', StringComparison.OrdinalIgnoreCase);
}
