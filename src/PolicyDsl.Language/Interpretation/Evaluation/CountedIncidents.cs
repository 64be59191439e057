using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// The earlier incidents that certainly or possibly count for one history about one incident, and the value that they make. Their order makes no difference.
/// Cost: linear in those that count.
/// </summary>
public sealed class CountedIncidents
{
    private const long SecondsPerDay = 86_400;

    private readonly List<Counted> counted = [];

    /// <summary>How many certainly or possibly count.</summary>
    public int Count => counted.Count;

    /// <summary>How many certainly count.</summary>
    public int Certain => counted.Count(c => c.IsCertain);

    public void Clear() => counted.Clear();

    /// <param name="isCertain">Whether it counts for certain.</param>
    /// <param name="subject">The summand, or the value whose different ones are counted; unknown for other histories.</param>
    /// <param name="low">The earliest that the incident may have happened, or <see cref="Value.OpenLow"/>.</param>
    /// <param name="high">The latest, or <see cref="Value.OpenHigh"/>.</param>
    public void Add(bool isCertain, Value subject, long low, long high) => counted.Add(new Counted(isCertain, subject, low, high));

    /// <summary>The value of the history; with <paramref name="isOpenAbove"/> incidents may be missing from the data, so nothing bounds it above.</summary>
    public Value Combine(BoundHistory history, HistoryWindow window, bool isOpenAbove)
    {
        switch (history.Kind)
        {
            case HistoryKind.Count when history.IsDistinct:
                var (certain, possible) = CountDistinct();
                return Value.Range(certain, isOpenAbove ? Value.OpenHigh : possible);
            case HistoryKind.Count:
                return Value.Range(Certain, isOpenAbove ? Value.OpenHigh : counted.Count);
            case HistoryKind.Any:
                return counted.Exists(c => c.IsCertain) ? Value.True : counted.Count > 0 || isOpenAbove ? Value.Unknown : Value.False;
            case HistoryKind.Sum:
                var sum = ValueOperations.Sum(counted.Select(Share), history.Type);
                return sum.Kind != ValueKind.Unknown && isOpenAbove ? Value.Range(sum.Low, Value.OpenHigh) : sum;
            default:
                return DaysSinceLast(window);
        }
    }

    /// <summary>What a possible incident adds to a sum: anything between nothing and its summand.</summary>
    public static (long Low, long High) ShareOf(long low, long high) => (Math.Min(0, low), Math.Max(0, high));

    /// <summary>Whole days from the last incident that counts.</summary>
    /// <param name="low">The earliest that the incident decided may have happened.</param>
    /// <param name="high">The latest.</param>
    /// <param name="lastAtLeast">The last one that certainly counts is no earlier.</param>
    /// <param name="lastAtMost">None that counts is later.</param>
    public static Value DaysBetween(long low, long high, long lastAtLeast, long lastAtMost)
    {
        var fewest = lastAtMost == Value.OpenHigh || low == Value.OpenLow ? 0 : Math.Max(0, low - lastAtMost);
        var most = lastAtLeast == Value.OpenLow || high == Value.OpenHigh ? (long?)null : high - lastAtLeast;
        return Value.Range(fewest / SecondsPerDay, most / SecondsPerDay ?? Value.OpenHigh);
    }

    /// <summary>
    /// At least the different known values among the certain ones; at most those, the other known values, and one more for
    /// each incident whose value is not exactly known.
    /// </summary>
    private (long Certain, long Possible) CountDistinct()
    {
        var certain = counted.Where(c => c.IsCertain && IsKnownKey(c.Subject)).Select(c => Identity(c.Subject)).ToHashSet();
        var all = counted.Where(c => IsKnownKey(c.Subject)).Select(c => Identity(c.Subject)).ToHashSet();
        return (certain.Count, all.Count + counted.Count(c => !IsKnownKey(c.Subject)));
    }

    private static Value Share(Counted incident)
    {
        var summand = incident.Subject;
        if (incident.IsCertain || summand.Kind is not (ValueKind.Exact or ValueKind.Range))
        {
            return summand;
        }

        var (low, high) = ShareOf(summand.Low, summand.High);
        return Value.Range(low, high);
    }

    /// <summary>Unknown where none certainly counts, since there may be none.</summary>
    private Value DaysSinceLast(HistoryWindow window) => !counted.Exists(c => c.IsCertain)
        ? Value.Unknown
        : DaysBetween(
            window.Low,
            window.High,
            counted.Where(c => c.IsCertain).Max(c => Math.Max(c.Low, window.EarliestStart)),
            counted.Max(c => c.High));

    /// <summary>A reference is known for a key only with the key of the entity that it refers to.</summary>
    internal static bool IsKnownKey(Value value) =>
        value.IsKnown && (value.Entity is not { Entity.Key: { } key } entity || entity[key].IsKnown);

    private static object Identity(Value value) =>
        value.Entity is not { } entity ? value : entity.Entity.Key is { } key ? (entity.Entity, entity[key]) : entity;

    /// <summary>An incident that certainly or possibly counts, with when it may have happened.</summary>
    private readonly record struct Counted(bool IsCertain, Value Subject, long Low, long High);
}
