using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Some fields of an entity with the invariants, formulas and requirements over them. Components of an entity share no field, so what is found out
/// about one does not depend on the others, and each is looked at for each different combination of its values, not for each incident.
/// </summary>
internal sealed class CheckComponent
{
    private readonly EntitySymbol entity;
    private readonly HashSet<BoundExpression> invariants;

    private CheckComponent(EntitySymbol entity, ImmutableArray<FieldSymbol> fields, IEnumerable<BoundExpression> invariants)
    {
        this.entity = entity;
        Fields = fields;
        this.invariants = new HashSet<BoundExpression>(invariants, ReferenceEqualityComparer.Instance);
    }

    /// <summary>Stored fields, in order of declaration.</summary>
    public ImmutableArray<FieldSymbol> Fields { get; }

    public IEnumerable<BoundExpression> Conditions => invariants.Concat(Fields.Select(f => f.Formula).OfType<BoundExpression>());

    /// <summary>The components of an entity; fields about which nothing is said are in none.</summary>
    public static ImmutableArray<CheckComponent> Of(EntitySymbol entity)
    {
        var groups = new List<(HashSet<FieldSymbol> Fields, List<BoundExpression> Invariants)>();
        foreach (var invariant in entity.Invariants)
        {
            Join(groups, StoredFields(entity, invariant), invariant);
        }

        foreach (var field in entity.Fields.Where(f => f.IsRequired || (f.IsStored && f.Formula is not null)))
        {
            Join(groups, StoredFields(entity, field.Formula).Append(field), invariant: null);
        }

        return [.. groups.Select(g => new CheckComponent(entity, [.. g.Fields.OrderBy(f => f.Ordinal)], g.Invariants))];
    }

    /// <summary>What is wrong with these values of the fields, perhaps <see cref="CheckFinding.None"/>.</summary>
    public CheckFinding Evaluate(ReadOnlySpan<Value> values, EntityNormalizer normalizer)
    {
        var instance = new EntityInstance(entity);
        for (var i = 0; i < values.Length; i++)
        {
            instance[Fields[i]] = values[i];
        }

        var found = normalizer.Normalize(instance);
        var madeUnknown = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Kind != ValueKind.Unknown && instance[Fields[i]].Kind == ValueKind.Unknown)
            {
                madeUnknown.Add(i);
            }
        }

        var result = new NormalizationResult
        {
            Broken = [.. found.Broken.Where(invariants.Contains)],
            StillBroken = [.. found.StillBroken.Where(invariants.Contains)],
            Disagreements = [.. found.Disagreements.Where(Fields.Contains)],
            MissingRequired = [.. found.MissingRequired.Where(Fields.Contains)],
        };
        return result.Broken.IsEmpty && result.Disagreements.IsEmpty && result.MissingRequired.IsEmpty && madeUnknown.Count == 0
            ? CheckFinding.None
            : new CheckFinding(result, madeUnknown.ToImmutable());
    }

    private static IEnumerable<FieldSymbol> StoredFields(EntitySymbol entity, BoundExpression? expression)
    {
        var fields = ReadFields.Of(expression).Where(f => f.IsStored).ToList();
        return fields.TrueForAll(f => f.Entity == entity) ? fields : throw new InvalidOperationException($"An invariant or formula of {entity.Name} reads another entity.");
    }

    private static void Join(List<(HashSet<FieldSymbol> Fields, List<BoundExpression> Invariants)> groups, IEnumerable<FieldSymbol> fields, BoundExpression? invariant)
    {
        (HashSet<FieldSymbol> Fields, List<BoundExpression> Invariants) joined = ([.. fields], []);
        foreach (var group in groups.Where(g => g.Fields.Overlaps(joined.Fields)).ToList())
        {
            groups.Remove(group);
            joined.Fields.UnionWith(group.Fields);
            joined.Invariants.AddRange(group.Invariants);
        }

        if (invariant is not null)
        {
            joined.Invariants.Add(invariant);
        }

        groups.Add(joined);
    }
}

/// <summary>What is wrong with an entity.</summary>
/// <param name="Result">What is to be counted.</param>
/// <param name="MadeUnknown">Which fields of the component are unknown for it.</param>
internal sealed record CheckFinding(NormalizationResult Result, ImmutableArray<int> MadeUnknown)
{
    public static readonly CheckFinding None = new(NormalizationResult.Unchanged, []);

    /// <summary>What two components of an entity found, in order of declaration.</summary>
    public static NormalizationResult Join(EntitySymbol entity, NormalizationResult left, NormalizationResult right) => new()
    {
        Broken = [.. left.Broken.Concat(right.Broken).OrderBy(i => entity.Invariants.IndexOf(i))],
        StillBroken = [.. left.StillBroken.Concat(right.StillBroken).OrderBy(i => entity.Invariants.IndexOf(i))],
        Disagreements = [.. left.Disagreements.Concat(right.Disagreements).OrderBy(f => f.Ordinal)],
        MissingRequired = [.. left.MissingRequired.Concat(right.MissingRequired).OrderBy(f => f.Ordinal)],
    };
}
