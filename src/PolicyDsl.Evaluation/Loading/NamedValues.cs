using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Reads texts that name a value themselves: members of an enum, actions, <c>true</c> and <c>false</c>, in the policy's own words. For
/// columns that are mapped as they are, without a table. Case and blanks around a name do not matter.
/// </summary>
internal sealed class NamedValues(ImmutableArray<ActionSymbol> actions)
{
    private readonly Dictionary<TypeSymbol, Dictionary<string, int>?> names = [];

    /// <summary>True where values of a type have names that a text can hold.</summary>
    public bool HasNames(TypeSymbol type) => NamesOf(type) is not null;

    public Value Read(TypeSymbol type, string text) =>
        NamesOf(type) is { } known && known.TryGetValue(text.Trim(), out var ordinal) ? Value.Of((long)ordinal) : Value.Unknown;

    private Dictionary<string, int>? NamesOf(TypeSymbol type)
    {
        if (!names.TryGetValue(type, out var known))
        {
            names.Add(type, known = MakeNames(type));
        }

        return known;
    }

    private Dictionary<string, int>? MakeNames(TypeSymbol type) => type switch
    {
        SetType set => MakeNames(set.Element),
        EnumType { Enum.Members: var members } => members.ToDictionary(m => m.Name, m => m.Ordinal, StringComparer.OrdinalIgnoreCase),
        ActionType => actions.ToDictionary(a => a.Name, a => a.Ordinal, StringComparer.OrdinalIgnoreCase),
        _ when type == BasicType.Boolean => new(StringComparer.OrdinalIgnoreCase) { ["false"] = 0, ["true"] = 1 },
        _ => null,
    };
}
