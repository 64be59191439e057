using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>A yes/no field that is computed, or given or else computed: its truth as the policies read it, by the name that they read it by.</summary>
/// <param name="Name">As in <c>person.minor</c>.</param>
/// <param name="Truth">Over the terms that it is made of.</param>
/// <param name="IsStored">Whether the data may give it.</param>
internal sealed record DerivedTruth(string Name, TruthDiagrams Truth, bool IsStored)
{
    /// <summary>The derived fields that the conditions of policies read of the incident; those that the policies compute differently are left out.</summary>
    public static ImmutableArray<DerivedTruth> FindAll(IEnumerable<PolicyModel> models)
    {
        var found = new Dictionary<string, DerivedTruth>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            foreach (var access in FindReads(model.Policy))
            {
                var derived = new DerivedTruth(NameOf(access), model.Truth(access), access.Field.IsStored);
                if (!found.TryAdd(derived.Name, derived) && found[derived.Name] != derived)
                {
                    ambiguous.Add(derived.Name);
                }
            }
        }

        return [.. found.Values.Where(d => !ambiguous.Contains(d.Name))];
    }

    /// <summary>A policy of which these fields may be asked for, each on its own.</summary>
    public static ModelledPolicy WithReads(ModelledPolicy policy) => policy with { Conditions = [.. policy.Conditions, .. FindReads(policy.Policy)] };

    private static IEnumerable<BoundFieldAccess> FindReads(PolicySymbol policy)
    {
        var pending = new Stack<BoundExpression>(policy.Rules.SelectMany(r => new[] { r.When, r.Unless }).Append(policy.AppliesWhen).OfType<BoundExpression>());
        var defines = new HashSet<DefineSymbol>();
        while (pending.TryPop(out var expression))
        {
            if (expression is BoundFieldAccess { Field.Formula: not null } access && access.Type == BasicType.Boolean && IsOfIncident(access))
            {
                yield return access;
            }

            if (expression is BoundDefineReference { Define: { Value: { } value } define } && defines.Add(define))
            {
                pending.Push(value);
            }

            // Inside a history names mean the earlier incident.
            foreach (var child in expression is BoundHistory ? [] : expression.BoundChildren())
            {
                pending.Push(child);
            }
        }
    }

    private static bool IsOfIncident(BoundFieldAccess access) => access.Receiver switch
    {
        BoundSubject => true,
        BoundFieldAccess { Field.Formula: null } receiver => IsOfIncident(receiver),
        _ => false,
    };

    private static string NameOf(BoundFieldAccess access) => access.Receiver is BoundFieldAccess receiver ? $"{NameOf(receiver)}.{access.Field.Name}" : access.Field.Name;
}
