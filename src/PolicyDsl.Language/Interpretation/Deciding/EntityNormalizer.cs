using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>What had to be changed in an entity before it may be evaluated, for counting, and whether it may be.</summary>
public sealed record NormalizationResult
{
    public static readonly NormalizationResult Unchanged = new();

    /// <summary>Required fields without a value; with any the row is rejected.</summary>
    public ImmutableArray<FieldSymbol> MissingRequired { get; init; } = [];

    /// <summary>Fields that are not declared coarse and held a range or alternatives: they are unknown now.</summary>
    public ImmutableArray<FieldSymbol> NotCoarse { get; init; } = [];

    /// <summary>Invariants that were false: the optional fields that they name are unknown now.</summary>
    public ImmutableArray<BoundExpression> Broken { get; init; } = [];

    /// <summary>Invariants that are false even so; with any the row is rejected.</summary>
    public ImmutableArray<BoundExpression> StillBroken { get; init; } = [];

    /// <summary>Derived fields for which what was given and what is computed cannot both be right: they read as unknown.</summary>
    public ImmutableArray<FieldSymbol> Disagreements { get; init; } = [];

    public bool IsRejected => !MissingRequired.IsEmpty || !StillBroken.IsEmpty;
}

/// <summary>
/// Brings an entity to satisfy its declaration, as section 5 says, so that every incident that is evaluated satisfies what proofs
/// assume. Afterwards no invariant is false, required fields have a value, and only coarse fields are partly known.
/// An invariant names the fields that it reads of its own entity; one that nobody can give stands for those in its formula.
/// Cost: the invariants once for each round, and at most one round more than there are fields to make unknown.
/// </summary>
public sealed class EntityNormalizer(GlobalScope scope)
{
    private readonly ExpressionEvaluator evaluator = new(scope, new EvaluationInputs());

    /// <summary>Makes unknown in <paramref name="instance"/> what cannot be right, and says what that was.</summary>
    public NormalizationResult Normalize(EntityInstance instance)
    {
        var notCoarse = MakeUnknown(instance, instance.Entity.Fields.Where(f => f.IsStored && !f.IsCoarse && IsPartlyKnown(instance[f])));
        var broken = RepairInvariants(instance);
        return new NormalizationResult
        {
            NotCoarse = notCoarse,
            Broken = broken,
            StillBroken = [.. broken.Where(i => IsFalse(instance, i))],
            MissingRequired = [.. instance.Entity.Fields.Where(f => f.IsRequired && instance[f].Kind == ValueKind.Unknown)],
            Disagreements = [.. instance.Entity.Fields.Where(f => f.IsStored && Disagrees(instance, f))],
        };
    }

    /// <summary>
    /// Until nothing changes: making a field unknown may bring out a computed value, or what a test of being known says, that another invariant forbids.
    /// </summary>
    private ImmutableArray<BoundExpression> RepairInvariants(EntityInstance instance)
    {
        var broken = new HashSet<BoundExpression>(ReferenceEqualityComparer.Instance);
        bool changed;
        do
        {
            changed = false;
            foreach (var invariant in instance.Entity.Invariants.Where(i => IsFalse(instance, i)))
            {
                broken.Add(invariant);
                var optional = NamedFields(invariant).Where(f => !f.IsRequired && instance[f].Kind != ValueKind.Unknown);
                changed |= !MakeUnknown(instance, optional).IsEmpty;
            }
        }
        while (changed);
        return [.. instance.Entity.Invariants.Where(broken.Contains)];
    }

    private bool IsFalse(EntityInstance instance, BoundExpression invariant) => evaluator.Evaluate(invariant, instance).ToTruth() == Truth.False;

    private bool Disagrees(EntityInstance instance, FieldSymbol field) =>
        field.Formula is not null && instance[field].Kind != ValueKind.Unknown && evaluator.ReadField(instance, field).Kind == ValueKind.Unknown;

    private static ImmutableArray<FieldSymbol> MakeUnknown(EntityInstance instance, IEnumerable<FieldSymbol> fields)
    {
        ImmutableArray<FieldSymbol> chosen = [.. fields];
        foreach (var field in chosen)
        {
            instance[field] = Value.Unknown;
        }

        return chosen;
    }

    private static IEnumerable<FieldSymbol> NamedFields(BoundExpression invariant)
    {
        var named = new HashSet<FieldSymbol>();
        var pending = new Stack<BoundExpression>([invariant]);
        while (pending.TryPop(out var expression))
        {
            foreach (var access in expression.BoundDescendants().OfType<BoundFieldAccess>().Where(a => a.Receiver is BoundSubject && named.Add(a.Field)))
            {
                if (!access.Field.IsStored && access.Field.Formula is { } formula)
                {
                    pending.Push(formula);
                }
            }
        }

        return named.Where(f => f.IsStored);
    }

    private static bool IsPartlyKnown(Value value) => value.Kind is ValueKind.Range or ValueKind.Alternatives;
}
