namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// Intervals of 95% for shares and for ratios of two shares.
/// A share: Wilson's score interval (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, 209-212), which stays within 0 and 1 and is sound for few
/// incidents. A ratio: the method of variance estimates recovery for ratios, from the Wilson limits of both shares (A. Donner, G. Y. Zou,
/// Stat. Methods Med. Res. 21, 2012, 347-359), which needs no correction where a count is zero.
/// </summary>
internal static class RateIntervals
{
    public const string ShareMethod = "Wilson score, 95%";
    public const string RatioMethod = "ratio of shares by MOVER-R from Wilson scores, 95%";

    // The 97.5% point of the normal distribution.
    private const double Z = 1.959963984540054;
    private const int Digits = 6;

    /// <summary>The interval of a share whose numerator is known within bounds: from the lower limit for the least to the upper for the most.</summary>
    public static Interval? OfShare(decimal least, decimal most, decimal total) => total <= 0
        ? null
        : new Interval(Round(Wilson((double)least, (double)total).Low), Round(Wilson((double)most, (double)total).High), ShareMethod);

    /// <summary>The interval of one share over another; null where either has no incidents. The upper end is the largest decimal where nothing bounds it.</summary>
    public static Interval? OfRatio(long count, long total, long otherCount, long otherTotal)
    {
        if (total <= 0 || otherTotal <= 0)
        {
            return null;
        }

        var (p1, p2) = ((double)count / total, (double)otherCount / otherTotal);
        var (l1, u1) = Wilson(count, total);
        var (l2, u2) = Wilson(otherCount, otherTotal);
        var low = Lower(p1, l1, p2, u2);
        var high = Upper(p1, u1, p2, l2);
        return new Interval(Round(low), high is { } end && end < 1e12 ? Round(end) : decimal.MaxValue, RatioMethod);
    }

    internal static (double Low, double High) Wilson(double count, double total)
    {
        var p = count / total;
        var squared = Z * Z / total;
        var middle = (p + (squared / 2)) / (1 + squared);
        var half = Z * Math.Sqrt((p * (1 - p) / total) + (squared / (4 * total))) / (1 + squared);
        return (Math.Max(0, count <= 0 ? 0 : middle - half), Math.Min(1, count >= total ? 1 : middle + half));
    }

    private static double Lower(double p1, double l1, double p2, double u2)
    {
        var divisor = u2 * ((2 * p2) - u2);
        var product = p1 * p2;
        var root = Math.Sqrt(Math.Max(0, (product * product) - (l1 * u2 * ((2 * p1) - l1) * ((2 * p2) - u2))));

        // Where 2 p2 = u2 both parts vanish; the limit is the quotient of what is left.
        return Math.Abs(divisor) < 1e-12
            ? product <= 0 ? 0 : l1 * ((2 * p1) - l1) / (2 * product)
            : Math.Max(0, (product - root) / divisor);
    }

    private static double? Upper(double p1, double u1, double p2, double l2)
    {
        var divisor = l2 * ((2 * p2) - l2);
        if (divisor <= 0)
        {
            return null;
        }

        var product = p1 * p2;
        return (product + Math.Sqrt(Math.Max(0, (product * product) - (u1 * l2 * ((2 * p1) - u1) * ((2 * p2) - l2))))) / divisor;
    }

    private static decimal Round(double value) => Math.Round((decimal)value, Digits, MidpointRounding.ToEven);
}
