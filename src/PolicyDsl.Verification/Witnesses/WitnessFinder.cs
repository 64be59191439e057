using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Builds the incident with the least deviation from the plain one that a diagram holds for: the cheapest kind, then values for it, then the
/// earlier incidents that its histories need, then all of it on the interpreter. Where that fails, as it may for terms that the diagram takes as
/// independent, the kinds that fail alike are left out and the next is tried.
/// Cost: a search over the diagram and some tens of evaluations of the policy for each try.
/// </summary>
public sealed class WitnessFinder
{
    private const int MostTries = 24;

    private readonly PlainValues plain;
    private readonly Concretizer concretizer;
    private readonly EarlierIncidents earlierIncidents;
    private readonly Replay replay;
    private readonly PriceScale scale;
    private readonly CheapestKind cheapest;
    private readonly Deviation deviation;
    private readonly Diagram possible;

    public WitnessFinder(PolicyModel model)
    {
        Model = model;
        var universe = model.Universe;
        plain = new PlainValues(model.GlobalScope);
        concretizer = new Concretizer(universe, model, plain);
        earlierIncidents = new EarlierIncidents(model, plain);
        replay = new Replay(universe, model);
        scale = new PriceScale(universe.Terms);
        cheapest = new CheapestKind(universe, scale);
        Plain = concretizer.MakePlain(new FreshEntities());
        deviation = new Deviation(plain, universe, universe.Abstract(model, Plain, NoHistory.Instance, DecideOptions.Default));
        possible = universe.Diagrams.And(universe.Valid, Followable.Encode(universe));
    }

    public PolicyModel Model { get; }

    /// <summary>The incident from which deviation is counted: nothing in it is special.</summary>
    public EntityInstance Plain { get; }

    private Universe Universe => Model.Universe;

    /// <summary>Looks for an incident of the kinds in <paramref name="kinds"/> that <paramref name="confirms"/> on the interpreter.</summary>
    /// <param name="kinds">A diagram that is not false; it is taken together with <see cref="Universe.Valid"/>.</param>
    /// <param name="confirms">Whether the replayed incident shows what is looked for.</param>
    public WitnessResult Find(Diagram kinds, Func<Witness, bool> confirms)
    {
        var left = Universe.Diagrams.And(kinds, possible);
        var stuck = new Obstacles(Universe, Universe.Diagrams.Simplify(kinds, possible));
        for (var tries = 0; tries < MostTries && cheapest.Find(left, deviation) is { } path; tries++)
        {
            var kind = new Kind(Universe, path.Assignment);
            if (TryBuild(kind, kinds, stuck) is { } draft && replay.Decide(draft) is var witness && confirms(witness))
            {
                return new WitnessResult(witness with { Deviation = Count(kind, draft) }, []);
            }

            left = Universe.Diagrams.Difference(left, stuck.Note(kind));
        }

        return new WitnessResult(null, stuck.Names);
    }

    private Draft? TryBuild(Kind kind, Diagram kinds, Obstacles stuck)
    {
        var fresh = new FreshEntities();
        if (concretizer.TryChange(concretizer.MakePlain(fresh), deviation.Origin, kind, fresh, ImmutableDictionary<Term, Value>.Empty) is not { } incident)
        {
            return null;
        }

        var goals = stuck.FindHistories(kind).Select(t => new HistoryGoal(t, kind[t])).ToList();
        if (earlierIncidents.TryBuild(incident, goals, fresh) is not { } earlier)
        {
            return null;
        }

        var draft = new Draft(incident, HeldFacts.Of(Universe, kind)) { Earlier = earlier };
        return replay.IsAccepted(draft) && replay.IsOfKind(draft, kinds) ? draft : null;
    }

    private long Count(Kind kind, Draft draft)
    {
        var absent = Universe.Terms.Where(t => t.Source is ReferenceSource && kind[t].Low == 0).ToHashSet();
        var ofTerms = Universe.Terms.Where(t => t.Source is not HistorySource)
            .Sum(t => deviation.Of(t, kind[t], Concretizer.IsAsBefore(t, deviation.Origin, kind), absent)?.Units ?? 0);
        return ofTerms + (Deviation.Earlier * draft.Earlier.Length);
    }
}
