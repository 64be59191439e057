using System.Globalization;
using System.Numerics;

namespace PolicyDsl.Reporting.Differences;

/// <summary>Numbers of kinds in words: exact as long as they can be read, then to three digits. JSON has them whole.</summary>
internal static class KindCount
{
    private static readonly BigInteger Readable = BigInteger.Pow(10, 12);

    public static string Number(BigInteger count)
    {
        if (count < Readable)
        {
            return count.ToString("#,0", CultureInfo.InvariantCulture);
        }

        var digits = count.ToString(CultureInfo.InvariantCulture);
        return $"about {digits[0]}.{digits[1..3]}·10^{(digits.Length - 1).ToString(CultureInfo.InvariantCulture)}";
    }

    public static string Of(BigInteger count) => count.IsOne ? "1 kind" : $"{Number(count)} kinds";

    /// <summary>Cut, not rounded, so that 100% means all and 0.0% is told from nothing.</summary>
    public static string Percent(BigInteger part, BigInteger whole)
    {
        if (whole.IsZero)
        {
            return "-";
        }

        if (part == whole)
        {
            return "100%";
        }

        var perMille = (int)(part * 1_000 / whole);
        return perMille == 0 && !part.IsZero ? "less than 0.1%" : (perMille / 10m).ToString("0.0", CultureInfo.InvariantCulture) + "%";
    }
}
