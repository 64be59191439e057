using System.Collections.Frozen;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>What a unit is worth: stored units of its type per one.</summary>
internal static class Units
{
    /// <summary>The largest amount of any type, in units of the type.</summary>
    public const decimal Largest = 1_000_000_000_000m;

    private static readonly FrozenDictionary<string, decimal> StoredPerUnit = new Dictionary<string, decimal>
    {
        ["mg"] = 1_000m,
        ["g"] = 1_000_000m,
        ["kg"] = 1_000_000_000m,
        ["minute"] = 60m,
        ["hour"] = 3_600m,
        ["day"] = 86_400m,
        ["week"] = 604_800m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The type of a quantity in this unit; null for months, years and what is no unit.</summary>
    public static TypeSymbol? FindType(string unit) => SyntaxFacts.Units.TryGetValue(unit, out var kind)
        ? kind switch
        {
            UnitKind.Mass => BasicType.Mass,
            UnitKind.Duration => BasicType.Duration,
            UnitKind.Money => new MoneyType(unit),
            _ => null,
        }
        : null;

    /// <summary>The calendar unit of a word for a time; null for other units.</summary>
    public static CalendarUnit? FindCalendarUnit(string unit) => Singular(unit) switch
    {
        "minute" => CalendarUnit.Minute,
        "hour" => CalendarUnit.Hour,
        "day" => CalendarUnit.Day,
        "week" => CalendarUnit.Week,
        "month" => CalendarUnit.Month,
        "year" => CalendarUnit.Year,
        _ => null,
    };

    /// <summary>A number of a unit in stored units, rounded half to even; null beyond the largest amount.</summary>
    public static long? ToStored(decimal number, string unit, TypeSymbol type) =>
        Round(number, StoredPerUnit.GetValueOrDefault(Singular(unit), type.Scale), type);

    /// <summary>A number of a type in stored units, rounded half to even; null beyond the largest amount.</summary>
    public static long? ToStored(decimal number, TypeSymbol type) => Round(number, type.Scale, type);

    private static long? Round(decimal number, decimal storedPerOne, TypeSymbol type) =>
        Math.Abs(number) > Largest || Math.Abs(number) * (storedPerOne / type.Scale) > Largest
            ? null
            : (long)decimal.Round(number * storedPerOne, 0, MidpointRounding.ToEven);

    private static string Singular(string unit) => unit.EndsWith('s') ? unit[..^1] : unit;
}
