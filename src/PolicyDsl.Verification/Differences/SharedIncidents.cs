using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// Finds incidents on which two policies of one universe differ: built for the first model, decided by both interpreters. Facts of operations
/// are shared by name; those that only the second policy has are chosen beforehand.
/// </summary>
internal sealed class SharedIncidents
{
    private readonly Universe universe;
    private readonly PolicyModel builder;
    private readonly PolicyModel other;
    private readonly WitnessFinder finder;
    private readonly ImmutableArray<YesNoTerm> factsOfOther;

    /// <param name="universe">Of two models; the first one's vocabulary holds the other's.</param>
    public SharedIncidents(Universe universe)
    {
        this.universe = universe;
        (builder, other) = (universe.Models[0], universe.Models[1]);
        finder = new WitnessFinder(builder);
        factsOfOther = [.. universe.Terms.OfType<YesNoTerm>().Where(t => t.Source is FactSource fact && !IsOf(builder.Policy, fact))];
    }

    /// <summary>An incident of some kinds, decided by the first model's policy and by the second's.</summary>
    /// <param name="kinds">Not false.</param>
    /// <param name="shows">Whether the decisions of the first and the second policy show what is looked for.</param>
    public (Witness? First, Witness? Second, ImmutableArray<string> IndependentTerms) Find(Diagram kinds, Func<Decision, Decision, bool> shows)
    {
        var chosen = ChooseFacts(kinds);
        var restricted = universe.Diagrams.Restrict(kinds, chosen.ToDictionary(c => c.Key.FirstVariable, c => c.Value));
        Witness? second = null;
        var result = finder.Find(restricted, witness =>
        {
            var facts = Translate(witness.Facts, chosen);
            var decision = other.Interpreter.Decide(witness.Incident, witness.History, facts);
            second = witness with { Facts = facts, Decision = decision };
            return shows(witness.Decision, decision);
        });
        return result.Witness is { } first && second is not null ? (first, second, []) : (null, null, result.IndependentTerms);
    }

    private Dictionary<YesNoTerm, bool> ChooseFacts(Diagram kinds)
    {
        if (factsOfOther.IsEmpty || universe.Diagrams.FindCheapestPath(universe.Diagrams.And(kinds, universe.Valid), KnowledgeCost.Of(factsOfOther)) is not { } path)
        {
            return [];
        }

        return factsOfOther.ToDictionary(t => t, t => path.Assignment[t.FirstVariable]);
    }

    /// <summary>The facts of an incident as the second policy has them.</summary>
    private DecideOptions Translate(DecideOptions facts, Dictionary<YesNoTerm, bool> chosen)
    {
        var held = chosen.Where(c => c.Value).Select(c => c.Key.Source).OfType<FactSource>().ToHashSet();
        bool Holds(FactKind kind, string name, IEnumerable<Symbol> ofFirst) => held.Contains(new FactSource(kind, name)) || ofFirst.Any(s => s.Name == name);
        return facts with
        {
            ActiveCrackdowns = [.. other.Policy.Rules.OfType<CrackdownSymbol>().Where(c => Holds(FactKind.UnderCrackdown, c.Name, facts.ActiveCrackdowns))],
            AlternativesInForce = [.. other.Policy.Rules.Where(r => r.Alternative is not null && Holds(FactKind.AlternativeInForce, r.Name, facts.AlternativesInForce))],
            ExhaustedResources = [.. other.Policy.Resources.Where(r => Holds(FactKind.Exhausted, r.Name, facts.ExhaustedResources))],
        };
    }

    private static bool IsOf(PolicySymbol policy, FactSource fact) => fact.Kind switch
    {
        FactKind.UnderCrackdown => policy.Rules.OfType<CrackdownSymbol>().Any(c => c.Name == fact.SymbolName),
        FactKind.AlternativeInForce => policy.Rules.Any(r => r.Name == fact.SymbolName && r is { Action: not null, Alternative: not null }),
        _ => policy.Resources.Any(r => r.Name == fact.SymbolName && r.WhenExhausted is not null),
    };
}
