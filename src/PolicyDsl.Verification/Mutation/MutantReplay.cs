using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Lets a mutant decide an incident of the original, and compares what the two decide. A mutant has symbols of its own, so it is given a copy of the
/// incident; rules, crackdowns and resources are found by their names.
/// </summary>
internal sealed class MutantReplay(Interpreter original, Interpreter mutated, GlobalScope mutatedScope)
{
    /// <summary>Whether the two decide otherwise: the parts of a decision that <see cref="DecisionParts"/> tells apart.</summary>
    public bool Differs(EntityInstance incident, ImmutableArray<EntityInstance> earlier, DecideOptions facts, long? coversFrom = null)
    {
        var before = original.Decide(incident, new ListedHistory(earlier) { CoversFrom = coversFrom }, facts);
        return IsDifferent(before, Decide(incident, earlier, facts, coversFrom));
    }

    /// <summary>What the mutant decides.</summary>
    public Decision Decide(EntityInstance incident, ImmutableArray<EntityInstance> earlier, DecideOptions facts, long? coversFrom = null)
    {
        var copy = new IncidentCopy(mutatedScope);
        return mutated.Decide(copy.Copy(incident), new ListedHistory([.. earlier.Select(copy.Copy)]) { CoversFrom = coversFrom }, Translate(facts));
    }

    private static bool IsDifferent(Decision one, Decision other) =>
        one.Status != other.Status
        || one.Action?.Name != other.Action?.Name
        || one.IsUnsettled != other.IsUnsettled
        || !HaveSameNames(one.Offers, other.Offers)
        || !HaveSameNames(one.To, other.To)
        || !HaveSameNames(one.OpenOffers, other.OpenOffers);

    private DecideOptions Translate(DecideOptions facts)
    {
        var policy = mutated.Policy;
        return facts with
        {
            ActiveCrackdowns = [.. policy.Rules.OfType<CrackdownSymbol>().Where(r => facts.ActiveCrackdowns.Any(c => c.Name == r.Name))],
            AlternativesInForce = [.. policy.Rules.Where(r => facts.AlternativesInForce.Any(a => a.Name == r.Name))],
            ExhaustedResources = [.. policy.Resources.Where(r => facts.ExhaustedResources.Any(e => e.Name == r.Name))],
        };
    }

    private static bool HaveSameNames(IEnumerable<Symbol> one, IEnumerable<Symbol> other) => one.Select(s => s.Name).SequenceEqual(other.Select(s => s.Name), StringComparer.Ordinal);
}
