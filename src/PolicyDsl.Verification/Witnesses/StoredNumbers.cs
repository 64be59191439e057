using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>Numbers as data could give them, and the one of a stretch that reads best.</summary>
internal static class StoredNumbers
{
    private const long SecondsPerDay = 86_400;

    private static readonly long Day = new DateOnly(2024, 1, 1).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    private static readonly long[] Millionths = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    private static readonly long[] Times = [3_600, 60, 1];
    private static readonly long[] Whole = [1];

    /// <summary>From where nearness is counted: 0, and for times noon of 1 January 2024.</summary>
    public static long Origin(TypeSymbol type) =>
        type == BasicType.Instant ? (Day * SecondsPerDay) + (SecondsPerDay / 2) : type == BasicType.Date ? Day : 0;

    /// <summary>A number of a stretch near another: that itself, else the nearest that is round; null where data can hold none of them.</summary>
    public static long? FindNearest(TypeSymbol type, long wanted, long first, long last)
    {
        var (least, most) = DataLimits.Of(type);
        (first, last) = (Math.Max(first, least), Math.Min(last, most));
        if (first > last)
        {
            return null;
        }

        if (wanted >= first && wanted <= last)
        {
            return wanted;
        }

        foreach (var grid in Grids(type))
        {
            var round = wanted < first ? -Floor(-first, grid) : Floor(last, grid);
            if (round >= first && round <= last)
            {
                return round;
            }
        }

        return wanted < first ? first : last;
    }

    /// <summary>Steps from one round number to the next, the roundest first.</summary>
    public static IReadOnlyList<long> Grids(TypeSymbol type) =>
        type == BasicType.Instant || type == BasicType.Duration ? Times : type.Scale > 1 ? Millionths : Whole;

    private static long Floor(long value, long grid) => value - (((value % grid) + grid) % grid);
}
