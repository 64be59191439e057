using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>The stored field that an order clause speaks of, by its path from the incident: <c>quantity</c>, <c>person.age</c>.</summary>
internal sealed record RisingTerm(ImmutableArray<FieldSymbol> Path)
{
    public static RisingTerm Of(ClauseSymbol clause)
    {
        var path = new List<FieldSymbol>();
        var term = Assert.IsType<NeverFallsForm>(clause.Form).Term;
        while (term is BoundFieldAccess access)
        {
            path.Insert(0, access.Field);
            term = access.Receiver;
        }

        Assert.IsType<BoundSubject>(term);
        return new RisingTerm([.. path]);
    }

    /// <summary>The exact value; null where it is not exactly known.</summary>
    public long? FindValue(EntityInstance incident) => HolderIn(incident) is { } holder && holder[Path[^1]] is { Kind: ValueKind.Exact, Low: var value } ? value : null;

    /// <summary>
    /// Another incident with a value of its own for the term and all else the same: what it refers to is copied as far as the term
    /// goes, and a field that is computed from the term is left to its formula.
    /// </summary>
    public EntityInstance With(EntityInstance incident, long value)
    {
        var copy = Copy(incident);
        var holder = copy;
        foreach (var reference in Path.SkipLast(1))
        {
            var target = Copy(holder[reference].Entity ?? throw new ArgumentException("The way to the term is not known."));
            holder[reference] = Value.Of(target);
            holder = target;
        }

        holder[Path[^1]] = Value.Of(value);
        foreach (var derived in holder.Entity.Fields.Where(f => f.IsStored && f.Formula is { } formula && Dependencies.FieldsOf(formula).Contains(Path[^1])))
        {
            holder[derived] = Value.Unknown;
        }

        return copy;
    }

    /// <summary>The names of fields in which two incidents differ, besides the term.</summary>
    public IReadOnlyList<string> OtherDifferences(EntityInstance one, EntityInstance other) =>
    [
        .. one.Entity.Fields.Where(f => f.IsStored && f != Path[^1]).SelectMany(f => (one[f].Entity, other[f].Entity) is ({ } left, { } right)
            ? OtherDifferences(left, right)
            : one[f] == other[f] ? [] : [f.QualifiedName]),
    ];

    /// <summary>The entity whose field the term is; null where the way to it is not known.</summary>
    public EntityInstance? HolderIn(EntityInstance incident)
    {
        var holder = incident;
        foreach (var reference in Path.SkipLast(1))
        {
            if (holder?[reference].Entity is not { } next)
            {
                return null;
            }

            holder = next;
        }

        return holder;
    }

    private static EntityInstance Copy(EntityInstance entity)
    {
        var copy = new EntityInstance(entity.Entity) { Id = entity.Id };
        foreach (var field in entity.Entity.Fields.Where(f => f.IsStored))
        {
            copy[field] = entity[field];
        }

        return copy;
    }
}
