using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// The values of some stored fields of an incident and of the entities that it refers to, as one key. Incidents with equal keys are alike
/// to every expression that reads no other field and no history, so such an expression need be evaluated once for all of them.
/// </summary>
public sealed class FieldProjection
{
    private readonly ImmutableArray<FieldSymbol> own;
    private readonly ImmutableArray<(FieldSymbol Reference, ImmutableArray<FieldSymbol> Fields)> references;

    private FieldProjection(ImmutableArray<FieldSymbol> own, ImmutableArray<(FieldSymbol Reference, ImmutableArray<FieldSymbol> Fields)> references)
    {
        this.own = own;
        this.references = references;
        Length = own.Length + references.Sum(r => 1 + r.Fields.Length);
    }

    /// <summary>How many values a key has.</summary>
    public int Length { get; }

    /// <summary>The projection on fields; null where an entity refers to a further one, or a field is of no entity that incidents refer to.</summary>
    public static FieldProjection? TryCreate(EntitySymbol incident, IEnumerable<FieldSymbol> fields)
    {
        var stored = fields.Where(f => f.IsStored).Distinct().ToList();
        var ownFields = stored.Where(f => f.Entity == incident && f.Type is not EntityType).ToImmutableArray();
        var others = stored.Where(f => f.Entity != incident).ToList();
        var links = incident.Fields.Where(f => f.Type is EntityType).ToList();
        if (others.Any(f => f.Type is EntityType || links.All(l => EntityOf(l) != f.Entity)))
        {
            return null;
        }

        return new FieldProjection(
            ownFields,
            [.. links.Where(l => stored.Contains(l) || others.Exists(f => f.Entity == EntityOf(l)))
                .Select(l => (l, others.Where(f => f.Entity == EntityOf(l)).ToImmutableArray()))]);
    }

    public FieldKey KeyOf(EntityInstance incident)
    {
        var values = new Value[Length];
        var next = 0;
        foreach (var field in own)
        {
            values[next++] = incident[field];
        }

        foreach (var (reference, fields) in references)
        {
            var entity = incident[reference].Entity;
            values[next++] = Value.Of(entity is not null);
            foreach (var field in fields)
            {
                values[next++] = entity is null ? Value.Unknown : entity[field];
            }
        }

        return new FieldKey(values);
    }

    private static EntitySymbol? EntityOf(FieldSymbol reference) => (reference.Type as EntityType)?.Entity;
}

/// <summary>A key of a <see cref="FieldProjection"/>.</summary>
public sealed class FieldKey : IEquatable<FieldKey>
{
    private readonly Value[] values;
    private readonly int hash;

    internal FieldKey(Value[] values)
    {
        this.values = values;
        var combined = default(HashCode);
        foreach (var value in values)
        {
            combined.Add(value);
        }

        hash = combined.ToHashCode();
    }

    /// <summary>A key of some values.</summary>
    public static FieldKey Of(params Value[] values) => new(values);

    public bool Equals(FieldKey? other) => other is not null && hash == other.hash && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as FieldKey);

    public override int GetHashCode() => hash;
}
