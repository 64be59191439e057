using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>A copy of an incident that is changed; what it refers to is copied only where that is changed too, so the original keeps its own.</summary>
internal sealed class CopiedEntities
{
    private readonly HashSet<string> copied = new(StringComparer.Ordinal) { "" };

    public CopiedEntities(EntityInstance original) => Root = Copy(original);

    public EntityInstance Root { get; }

    public static EntityInstance Copy(EntityInstance original)
    {
        var copy = new EntityInstance(original.Entity) { Id = original.Id };
        foreach (var field in original.Entity.Fields.Where(f => f.IsStored))
        {
            copy[field] = original[field];
        }

        return copy;
    }

    public EntityInstance? Find(ImmutableArray<FieldSymbol> path)
    {
        EntityInstance? entity = Root;
        foreach (var field in path)
        {
            entity = entity?[field].Entity;
        }

        return entity;
    }

    public void Change(ImmutableArray<FieldSymbol> path, FieldSymbol field, Value value)
    {
        for (var length = 1; length <= path.Length; length++)
        {
            var start = path[..length];
            if (Find(start[..^1]) is { } holder && holder[start[^1]].Entity is { } entity && copied.Add(FieldSource.PathText(start)))
            {
                holder[start[^1]] = Value.Of(Copy(entity));
            }
        }

        if (Find(path) is { } changed)
        {
            changed[field] = value;
        }
    }
}
