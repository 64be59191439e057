using System.Globalization;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Dates in a draft.</summary>
internal static class DraftDates
{
    /// <summary>The call that reads a column by a format.</summary>
    public static string Call(ColumnProfile column, string format)
    {
        var function = DateFormats.HasTime(format) ? "instant" : DateFormats.HasDay(format) ? "date" : "month";
        return $"{function}({DraftText.Column(column.Name)}, {DraftText.Quote(format)})";
    }

    /// <summary>The day of a value that the format reads: of a month its first, or its last.</summary>
    public static string Day(string value, string format, bool isLast)
    {
        if (!DateFormats.TryParse(value, format, out var date))
        {
            return "…";
        }

        var day = isLast && !DateFormats.HasDay(format) ? date.AddMonths(1).AddDays(-1) : date;
        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
