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

    private readonly Variation variation;
    private readonly Replay replay;
    private readonly PriceScale scale;
    private readonly CheapestKind cheapest;
    private readonly Deviation deviation;
    private readonly Diagram possible;

    public WitnessFinder(PolicyModel model)
    {
        Model = model;
        var universe = model.Universe;
        var plain = new PlainValues(model.GlobalScope);
        var concretizer = new Concretizer(universe, model, plain);
        replay = new Replay(universe, model);
        scale = new PriceScale(universe.Terms);
        cheapest = new CheapestKind(universe, scale);
        Plain = concretizer.MakePlain(new FreshEntities());
        deviation = new Deviation(plain, universe, universe.Abstract(model, Plain, NoHistory.Instance, DecideOptions.Default));
        variation = new Variation(universe, model, plain, concretizer, deviation.Origin);
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
            var (draft, wanting) = variation.TryBuild(kind, kinds, stuck.FindHard(kind));
            if (draft is not null && replay.Decide(draft) is var witness && confirms(witness))
            {
                return new WitnessResult(witness with { Deviation = ConcreteDeviation.Count(draft, Plain) }, []);
            }

            left = Universe.Diagrams.Difference(left, stuck.Note(kind, wanting));
        }

        return new WitnessResult(null, stuck.Names);
    }
}
