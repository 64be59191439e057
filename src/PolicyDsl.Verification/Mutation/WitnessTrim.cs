using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Leaves out of an incident what a policy does not read, so that a test made of it gives only what matters. What is left out is
/// unknown to the test; whoever trims looks whether the decision is still what it was.
/// </summary>
internal sealed class WitnessTrim
{
    private readonly HashSet<FieldSymbol> read;
    private readonly HashSet<FieldSymbol> readOfEarlier;

    public WitnessTrim(PolicySymbol policy)
    {
        BoundExpression?[] conditions = [policy.AppliesWhen, .. policy.Rules.SelectMany(r => new[] { r.When, r.Unless })];
        read = [.. Dependencies.FieldsOf(conditions)];
        BoundExpression?[] ofEarlier = [.. Dependencies.HistoriesOf(conditions).SelectMany(h => h.Keys.Append(h.Condition).Append(h.Subject))];
        readOfEarlier = [.. Dependencies.FieldsOf(ofEarlier)];
    }

    public Witness Trim(Witness witness)
    {
        var copies = new Dictionary<EntityInstance, EntityInstance>(ReferenceEqualityComparer.Instance);
        return witness with { Incident = Copy(witness.Incident, read, copies), Earlier = [.. witness.Earlier.Select(e => Copy(e, readOfEarlier, copies))] };
    }

    private static EntityInstance Copy(EntityInstance instance, HashSet<FieldSymbol> needed, Dictionary<EntityInstance, EntityInstance> copies)
    {
        if (copies.TryGetValue(instance, out var known))
        {
            return known;
        }

        var copy = new EntityInstance(instance.Entity) { Id = instance.Id };
        copies.Add(instance, copy);
        foreach (var field in instance.Entity.Fields.Where(f => f.IsStored))
        {
            var value = instance[field];
            copy[field] = value.Entity is { } referred ? Value.Of(Copy(referred, needed, copies)) : needed.Contains(field) || IsIdentity(field) ? value : Value.Unknown;
        }

        return copy;
    }

    /// <summary>Who is who, and when, is never left out: a test makes those by itself where they do not matter.</summary>
    private static bool IsIdentity(FieldSymbol field) => field.IsKey || field.IsRequired || field.Name is "at" or "case";
}
