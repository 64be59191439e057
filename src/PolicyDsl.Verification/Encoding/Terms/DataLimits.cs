using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Encoding;

/// <summary>The least and greatest number that data may hold: amounts up to <see cref="ValueOperations.LargestAmount"/>, days and times of the years 1 to 9999.</summary>
internal static class DataLimits
{
    private const long SecondsPerDay = 86_400;

    /// <summary>In stored units.</summary>
    public static (long Least, long Most) Of(TypeSymbol type)
    {
        if (type == BasicType.Instant || type == BasicType.Date)
        {
            var epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
            var (first, last) = (DateOnly.MinValue.DayNumber - epoch, DateOnly.MaxValue.DayNumber - epoch);
            return type == BasicType.Date ? (first, last) : (first * SecondsPerDay, ((last + 1) * SecondsPerDay) - 1);
        }

        var most = ValueOperations.LargestAmount * type.Scale;
        return (-most, most);
    }
}
