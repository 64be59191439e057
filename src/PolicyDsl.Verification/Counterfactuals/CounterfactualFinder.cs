using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>
/// Finds, for each other outcome, the fewest fields of an incident that lead there when they are otherwise: the cheapest kind of incident in the diagram of the outcome,
/// where each changed field costs one. Found sets of fields are taken out together with all larger ones, and the next is looked for.
/// <para>Invariant: what is returned was replayed on the interpreter with the same past, and changes no protected field.</para>
/// Cost: for each outcome some searches over its diagram, each followed by a few evaluations of the policy.
/// </summary>
public sealed class CounterfactualFinder(PolicyModel model)
{
    /// <summary>The most ways that are told for one outcome.</summary>
    public const int MostWays = 3;

    private readonly Universe universe = model.Universe;
    private readonly WitnessFinder finder = new(model);

    private DiagramManager Diagrams => universe.Diagrams;

    /// <param name="incident">As it was recorded; it is left as it is.</param>
    /// <param name="history">Its earlier incidents.</param>
    /// <param name="facts">The facts of operations that hold.</param>
    /// <exception cref="BudgetExceededException">Where the search is too large.</exception>
    public CounterfactualResult Find(EntityInstance incident, IIncidentHistory history, DecideOptions facts)
    {
        var past = new ReplayedHistory(history, incident);
        var given = facts with { Trace = false };
        var decision = model.Interpreter.Decide(incident, past, given);
        var origin = universe.Abstract(model, incident, past, given);
        var fields = new ChangeableFields(universe, model, origin);
        var possible = Diagrams.And(universe.Valid, fields.Encode());
        var now = Outcome.Of(decision);
        var search = new Search(incident, past, given, fields, possible, Diagrams.And(universe.Valid, fields.EncodeLoosely()));
        var others = Outcome.AllFromMildest(model).Where(e => e.Outcome != now).Select(e => Find(e.Outcome, e.Where, search)).OfType<OtherOutcome>();
        return new CounterfactualResult(decision, [.. others], new ProtectedFields(model).Find(incident, history, given, decision));
    }

    private OtherOutcome? Find(Outcome outcome, Diagram where, Search search)
    {
        Diagrams.StartQuestion();
        if (!Diagrams.Intersects(where, universe.Valid))
        {
            return null;
        }

        var left = Diagrams.And(where, search.Possible);
        var loose = search.Fields.FindLoose(Diagrams.Simplify(where, search.Loosely)).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var ways = new List<Counterfactual>();
        foreach (var single in new SingleChanges(model, search.Incident, search.Past, search.Facts).Find(outcome))
        {
            ways.Add(single);
            left = WithoutMore(left, single, search.Fields);
        }

        while (ways.Count < MostWays && FindWay(outcome, left, search, loose) is { } way)
        {
            ways.Add(way);
            left = WithoutMore(left, way, search.Fields);
        }

        return new OtherOutcome(outcome, [.. ways.OrderBy(w => w.Changes.Length).ThenBy(w => w.IsAdvice ? 0 : 1).ThenBy(Names, StringComparer.Ordinal).Take(MostWays)], [.. loose.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Where kinds are left of which none could be made, what stood in the way is added to what was not followed.</summary>
    private Counterfactual? FindWay(Outcome outcome, Diagram left, Search search, HashSet<string> notFollowed)
    {
        var result = finder.FindNear(left, search.Incident, search.Past, search.Facts, ChangeableFields.CostOf, w => Outcome.Of(w.Decision) == outcome);
        notFollowed.UnionWith(result.IndependentTerms);
        return result.Witness is { Changes.IsEmpty: false } witness
            ? new NearerValues(model, search.Incident, search.Past, search.Facts).Improve(new Counterfactual(witness.Changes, witness.Incident, witness.Decision))
            : null;
    }

    /// <summary>Takes out the kinds in which all fields of a way are changed.</summary>
    private Diagram WithoutMore(Diagram left, Counterfactual way, ChangeableFields fields) =>
        Diagrams.And(left, Diagrams.OrAll(way.Changes.Select(c => fields.AsItWas(c.Term))));

    private static string Names(Counterfactual way) => string.Join(", ", way.Changes.Select(c => c.Name));

    private sealed record Search(EntityInstance Incident, IIncidentHistory Past, DecideOptions Facts, ChangeableFields Fields, Diagram Possible, Diagram Loosely);
}
