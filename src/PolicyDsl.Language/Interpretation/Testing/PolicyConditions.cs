using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>Every expression that may be asked about an incident: of the policy, of the clauses, and of what the incident is declared to be.</summary>
internal static class PolicyConditions
{
    public static ImmutableArray<BoundExpression> All(PolicySymbol policy, GlobalScope scope)
    {
        IEnumerable<BoundExpression?> all =
        [
            policy.AppliesWhen,
            .. policy.Rules.SelectMany(r => (BoundExpression?[])[r.When, r.Unless]),
            .. scope.All<DefineSymbol>().Select(d => d.Value),
            .. scope.All<PrincipleSymbol>().SelectMany(p => p.Clauses).Select(c => c.Form).SelectMany(ConditionsOf),
            .. scope.All<EntitySymbol>().SelectMany(e => e.Invariants.Concat(e.Fields.Select(f => f.Formula))),
            .. scope.All<TableSymbol>().SelectMany(t => t.Arms).SelectMany(a => a.ArmChildren()),
        ];
        return [.. all.OfType<BoundExpression>()];
    }

    /// <summary>
    /// Whether a key, or the case, is read for more than who is who: not only as what a history follows or counts the different ones of.
    /// </summary>
    public static bool ReadKeys(ImmutableArray<BoundExpression> conditions)
    {
        var nodes = conditions.SelectMany(c => c.BoundDescendants()).ToList();
        var identities = nodes.OfType<BoundHistory>().SelectMany(h => h.IsDistinct && h.Subject is { } subject ? h.Keys.Append(subject) : h.Keys)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return nodes.OfType<BoundFieldAccess>().Any(a => TestRecordWriter.IsIdentity(a.Field) && !identities.Contains(a));
    }

    /// <summary>
    /// The fields that the policy's decision may depend on, and those that an invariant wants to be known; <c>required</c> ones too.
    /// </summary>
    public static HashSet<FieldSymbol> FindRelevant(PolicySymbol policy, GlobalScope scope) =>
    [
        .. Dependencies.FieldsOf([policy.AppliesWhen, .. policy.Rules.SelectMany(r => (BoundExpression?[])[r.When, r.Unless])]),
        .. scope.All<EntitySymbol>().SelectMany(e => e.Invariants).Where(MindsUnknown).SelectMany(i => Dependencies.FieldsOf(i)),
        .. scope.All<EntitySymbol>().SelectMany(e => e.Fields).Where(f => f.IsRequired),
    ];

    /// <summary>The fields that a clause is about.</summary>
    public static ImmutableArray<FieldSymbol> FindFields(ClauseSymbol clause) => Dependencies.FieldsOf([.. ConditionsOf(clause.Form)]);

    /// <summary>Whether an invariant may be false of what is unknown although it is not of what is known.</summary>
    private static bool MindsUnknown(BoundExpression invariant) => invariant.BoundDescendants().Any(e => e is
        BoundUnary { Operator: BoundUnaryOperator.IsKnown or BoundUnaryOperator.IsUnknown or BoundUnaryOperator.Certainly or BoundUnaryOperator.Possibly }
        or BoundDefault or BoundMatch or BoundTableLookup);

    private static IEnumerable<BoundExpression?> ConditionsOf(ClauseForm? form) => form switch
    {
        LogicalForm logical => [logical.When, logical.Unless],
        NeverFallsForm order => [order.Term],
        _ => [],
    };
}
