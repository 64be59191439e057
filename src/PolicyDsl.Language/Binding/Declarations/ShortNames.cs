using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// The fields that a bare name reaches from an entity (language.md section 6): its own, and those of an entity to which exactly
/// one of its fields refers, where no other such entity has a field of that name.
/// </summary>
internal static class ShortNames
{
    public static IReadOnlyDictionary<string, ImmutableArray<FieldSymbol>> Find(EntitySymbol entity)
    {
        var reachable = entity.Fields.ToDictionary(f => f.Name, f => ImmutableArray.Create(f), StringComparer.Ordinal);
        var references = entity.Fields
            .Where(f => f.Type is EntityType)
            .GroupBy(f => ((EntityType)f.Type).Entity)
            .Where(g => g.Count() == 1)
            .SelectMany(g => g.Key.Fields.Select(f => (Reference: g.First(), Field: f)));
        foreach (var group in references.GroupBy(r => r.Field.Name, StringComparer.Ordinal))
        {
            if (group.Count() == 1)
            {
                reachable.TryAdd(group.Key, [group.First().Reference, group.First().Field]);
            }
        }

        return reachable;
    }
}
