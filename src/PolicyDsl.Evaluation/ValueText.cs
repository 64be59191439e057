using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation;

/// <summary>Values as the language writes them: <c>white</c>, <c>18..24</c>, <c>one of possession, supply</c>, <c>0.5 g</c>, <c>unknown</c>.</summary>
internal static class ValueText
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <param name="value">The value.</param>
    /// <param name="type">Its type.</param>
    /// <param name="actions">The declared actions by ordinal, for values of type action.</param>
    public static string Of(Value value, TypeSymbol type, ImmutableArray<ActionSymbol> actions = default) => value.Kind switch
    {
        ValueKind.Unknown => "unknown",
        ValueKind.Exact => One(value.Low, type, actions),
        ValueKind.Range => $"{End(value.Low, Value.OpenLow, type)}..{End(value.High, Value.OpenHigh, type)}",
        ValueKind.Alternatives => $"one of {string.Join(", ", value.Members.Select(m => One(m, type, actions)))}",
        ValueKind.Text => value.Text,
        ValueKind.Set => $"[{string.Join(", ", value.Members.Select(m => One(m, type is SetType set ? set.Element : type, actions)))}]",
        ValueKind.Reference => value.Entity?.Id ?? "unknown",
        _ => string.Join("; ", value.Items.Select(i => Of(i, type, actions))),
    };

    private static string End(long value, long open, TypeSymbol type) => value == open ? "" : One(value, type, default);

    private static string One(long value, TypeSymbol type, ImmutableArray<ActionSymbol> actions) => type switch
    {
        EnumType { Enum.Members: var members } when value >= 0 && value < members.Length => members[(int)value].Name,
        ActionType when !actions.IsDefault && value >= 0 && value < actions.Length => actions[(int)value].Name,
        _ when type == BasicType.Boolean => value == 0 ? "false" : "true",
        _ when type == BasicType.Date => Epoch.AddDays(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ when type == BasicType.Instant => Epoch.AddSeconds(value).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ when type == BasicType.Duration => string.Create(CultureInfo.InvariantCulture, $"{value} seconds"),
        _ when type == BasicType.Mass => string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000m:0.######} g"),
        MoneyType { Currency: var currency } => string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000m:0.######} {currency}"),
        _ => (value / (decimal)type.Scale).ToString("0.######", CultureInfo.InvariantCulture),
    };
}
