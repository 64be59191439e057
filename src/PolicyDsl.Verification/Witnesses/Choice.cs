using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>Values for some fields, of their cells, in place of the nearest to the plain ones.</summary>
internal sealed record Choice(ImmutableSortedDictionary<string, (ImmutableArray<FieldSymbol> Path, Value Value)> Values)
{
    public static readonly Choice Nearest = new(ImmutableSortedDictionary.Create<string, (ImmutableArray<FieldSymbol>, Value)>(StringComparer.Ordinal));

    public Choice With(LooseField field, Value value) => new(Values.SetItem(field.Key, (field.Path, value)));

    /// <summary>An incident with these values, the one given being left as it is.</summary>
    public EntityInstance ApplyTo(EntityInstance incident)
    {
        var copy = new CopiedEntities(incident);
        foreach (var (path, value) in Values.Values)
        {
            copy.Change(path[..^1], path[^1], value);
        }

        return copy.Root;
    }
}
