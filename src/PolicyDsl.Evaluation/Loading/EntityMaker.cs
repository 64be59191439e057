using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Makes instances from folded values: fields that are not coarse keep one value or none, and what cannot be true together is taken
/// back (language.md section 5). Instances are values of an incident: two incidents of one person have one key and each its own
/// person, as their rows gave it. Those that are alike in everything and have a known key are one object, to save memory.
/// </summary>
internal sealed class EntityMaker(EntityChecks checks)
{
    private readonly Dictionary<EntityKey, (EntityInstance Instance, NormalizationResult Findings)> alike = [];

    /// <summary>An entity from the row of an incident.</summary>
    public (EntityInstance Instance, NormalizationResult Findings) Make(PlannedEntity plan, Value[] values, bool mayShare)
    {
        var key = mayShare && plan.Entity.Key is { } keyField && plan.Fields.FirstOrDefault(f => f.Field == keyField) is { } mapped && values[mapped.Slot].IsKnown
            ? new EntityKey(plan.Entity, [.. plan.Fields.Select(f => values[f.Slot])])
            : null;
        if (key is not null && alike.TryGetValue(key, out var known))
        {
            return known;
        }

        var instance = new EntityInstance(plan.Entity);
        foreach (var field in plan.Fields)
        {
            instance[field.Field] = values[field.Slot];
        }

        instance.Id = IdOf(instance);
        var made = (instance, checks.Normalize(instance));
        if (key is not null)
        {
            alike.Add(key, made);
        }

        return made;
    }

    /// <summary>An entity of which only the key is known.</summary>
    public EntityInstance MakeBare(EntitySymbol entity, Value keyValue)
    {
        var key = new EntityKey(entity, [keyValue]);
        if (!alike.TryGetValue(key, out var known))
        {
            var instance = new EntityInstance(entity) { Id = keyValue.Text };
            if (entity.Key is { } keyField)
            {
                instance[keyField] = keyValue;
            }

            alike.Add(key, known = (instance, NormalizationResult.Unchanged));
        }

        return known.Instance;
    }

    /// <summary>The text of the key, or <c>unknown</c>.</summary>
    public static string IdOf(EntityInstance instance) =>
        instance.Entity.Key is { } key && KeyPath.TextOf(instance, [key]) is { } text ? text : "unknown";

    private sealed class EntityKey(EntitySymbol entity, Value[] values) : IEquatable<EntityKey>
    {
        private readonly EntitySymbol entity = entity;
        private readonly Value[] values = values;

        public bool Equals(EntityKey? other) => other is not null && entity == other.entity && values.AsSpan().SequenceEqual(other.values);

        public override bool Equals(object? obj) => Equals(obj as EntityKey);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var value in values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
