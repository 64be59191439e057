using System.Globalization;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Reporting.Text;

/// <summary>Figures in words and digits. Every percentage has its counts beside it wherever it is shown.</summary>
public static class NumberText
{
    /// <summary><c>12.5%</c> of a whole; <c>-</c> where the whole is nothing.</summary>
    public static string Percent(long part, long whole) =>
        whole == 0 ? "-" : ((decimal)part / whole * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>At most three decimals, thousands apart.</summary>
    public static string Plain(decimal value) => Math.Abs(value) >= 1_000
        ? value.ToString("#,0", CultureInfo.InvariantCulture)
        : value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A figure with its unit: one number, or low to high with the central estimate between.</summary>
    public static string Figure(Figure figure)
    {
        if (figure.Low is not { } low || figure.High is not { } high)
        {
            return "no figure";
        }

        if (figure.Unit == "ratio")
        {
            return low == high ? Rate(low) : $"{Rate(low)} .. {Rate(high)}";
        }

        var unit = figure.Unit is "" or "ratio" or "incidents" ? "" : $" {figure.Unit}";
        return low == high ? Plain(low) + unit
            : figure.Central is { } central && central != low && central != high ? $"{Plain(central)} ({Plain(low)} .. {Plain(high)}){unit}"
            : $"{Plain(low)} .. {Plain(high)}{unit}";
    }

    /// <summary><c>12 / 340</c>, or <c>10 .. 12 / 340</c> where some of it is uncertain.</summary>
    public static string Parts(Figure figure) => string.Join(" / ", figure.Parts.Select(p => p.Low == p.High ? Plain(p.Low) : $"{Plain(p.Low)} .. {Plain(p.High)}"));

    /// <summary>Three decimals, so that rates stand under one another.</summary>
    public static string Rate(decimal value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The rate of a group, or from the least to the most that it may be.</summary>
    public static string Rate(GroupRate group) => group.Rate is not { } rate ? "-"
        : group.Most == group.Numerator ? Rate(rate)
        : $"{Rate(rate)} .. {Rate((decimal)group.Most / group.Denominator)}";

    public static string RateInterval(Interval? interval) => interval is null ? "" : $"{Rate(interval.Low)} .. {Rate(interval.High)}";

    public static string Difference(decimal value) => value > 0 ? $"+{Plain(value)}" : Plain(value);
}
