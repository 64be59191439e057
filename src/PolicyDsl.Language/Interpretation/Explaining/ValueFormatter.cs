using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Writes values as an author would: <c>2.5 g</c>, <c>14 days</c>, <c>2024-01-01T12:00</c>, members and actions by name, <c>18..24</c>,
/// <c>one of a, b</c>, <c>unknown</c>. Both ends of a range have one unit, after the last number.
/// </summary>
public sealed class ValueFormatter(ImmutableArray<ActionSymbol> actions)
{
    private const long SecondsPerDay = 86_400;

    public ValueFormatter(GlobalScope scope)
        : this([.. scope.All<ActionSymbol>()])
    {
    }

    public string Format(Value value, TypeSymbol type) => value.Kind switch
    {
        ValueKind.Exact => FormatExact(value.Low, type),
        ValueKind.Range => FormatRange(value, type),
        ValueKind.Alternatives => "one of " + string.Join(", ", value.Members.Select(m => FormatMember(m, type))),
        ValueKind.Text => $"\"{value.Text}\"",
        ValueKind.Set => "[" + string.Join(", ", value.Members.Select(m => FormatMember(m, type is SetType set ? set.Element : type))) + "]",
        ValueKind.Reference when value.Entity is { } entity => entity.Id.Length == 0 ? entity.Entity.Name : entity.Id,
        ValueKind.List => "[" + string.Join(", ", value.Items.Select(i => Format(i, type is ListType list ? list.Element : type))) + "]",
        _ => "unknown",
    };

    private string FormatExact(long value, TypeSymbol type)
    {
        if (type.IsFinite)
        {
            return FormatMember(value, type);
        }

        var unit = UnitOf(type, value, value);
        return Join(Amount(value, type, unit), unit.Name);
    }

    private static string FormatRange(Value range, TypeSymbol type)
    {
        var low = range.Low == Value.OpenLow ? range.High : range.Low;
        var high = range.High == Value.OpenHigh ? range.Low : range.High;
        var unit = UnitOf(type, low, high);
        var lowText = range.Low == Value.OpenLow ? "" : Amount(range.Low, type, unit);
        var highText = range.High == Value.OpenHigh ? "" : Amount(range.High, type, unit);
        return Join($"{lowText}..{highText}", unit.Name);
    }

    private string FormatMember(long ordinal, TypeSymbol type) => type switch
    {
        EnumType { Enum: var members } when ordinal >= 0 && ordinal < members.Members.Length => members.Members[(int)ordinal].Name,
        ActionType when ordinal >= 0 && ordinal < actions.Length => actions[(int)ordinal].Name,
        ActionType => "no action",
        BasicType when type == BasicType.Boolean => ordinal == 0 ? "false" : "true",
        _ => ordinal.ToString(CultureInfo.InvariantCulture),
    };

    private static string Amount(long value, TypeSymbol type, Unit unit)
    {
        if (type == BasicType.Date)
        {
            return InstantArithmetic.ToDateTime(value * SecondsPerDay)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "unknown";
        }

        if (type == BasicType.Instant)
        {
            var format = value % 60 == 0 ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-ddTHH:mm:ss";
            return InstantArithmetic.ToDateTime(value)?.ToString(format, CultureInfo.InvariantCulture) ?? "unknown";
        }

        return (value / (decimal)unit.Size).ToString("0.#########", CultureInfo.InvariantCulture);
    }

    /// <summary>The largest unit in which both ends are whole for a length of time; kilograms from 1 kg, grams below.</summary>
    private static Unit UnitOf(TypeSymbol type, long low, long high)
    {
        if (type == BasicType.Duration)
        {
            Unit[] units = [new("days", SecondsPerDay), new("hours", 3_600), new("minutes", 60), new("seconds", 1)];
            return units.First(u => low % u.Size == 0 && high % u.Size == 0);
        }

        if (type == BasicType.Mass)
        {
            return Math.Min(Math.Abs(low), Math.Abs(high)) >= 1_000 * type.Scale ? new Unit("kg", 1_000 * type.Scale) : new Unit("g", type.Scale);
        }

        return new Unit(type is MoneyType money ? money.Currency : "", type.Scale);
    }

    private static string Join(string amount, string unit)
    {
        var isSingular = amount == "1" && unit.EndsWith('s');
        return unit.Length == 0 ? amount : $"{amount} {(isSingular ? unit[..^1] : unit)}";
    }

    private readonly record struct Unit(string Name, long Size);
}
