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
    private const long CostOfContradiction = 3;

    private readonly WitnessParts parts;

    public WitnessFinder(PolicyModel model)
    {
        Model = model;
        parts = WitnessParts.Of(model);
    }

    public PolicyModel Model { get; }

    /// <summary>The incident from which deviation is counted: nothing in it is special.</summary>
    public EntityInstance Plain => parts.Plain;

    private Universe Universe => Model.Universe;

    private DiagramManager Diagrams => Universe.Diagrams;

    /// <summary>Looks for an incident of the kinds in <paramref name="kinds"/> that <paramref name="confirms"/> on the interpreter.</summary>
    /// <param name="kinds">A diagram that is not false; it is taken together with <see cref="Universe.Valid"/>.</param>
    /// <param name="confirms">Whether the replayed incident shows what is looked for.</param>
    /// <exception cref="BudgetExceededException">Where the search is too large.</exception>
    public WitnessResult Find(Diagram kinds, Func<Witness, bool> confirms)
    {
        var left = Diagrams.And(kinds, parts.Possible);
        var stuck = new Obstacles(Universe, Diagrams.Simplify(kinds, parts.Possible));
        var relevant = new RelevantAbsences(stuck.Asked);
        for (var tries = 0; tries < MostTries && FindCheapest(left, relevant) is { } path; tries++)
        {
            var kind = new Kind(Universe, path.Assignment);
            var (draft, wanting) = parts.Variation.TryBuild(kind, kinds, stuck.FindHard(kind));
            if (draft is not null && parts.Replay.Decide(draft) is var witness && confirms(witness))
            {
                return new WitnessResult(witness with { Deviation = ConcreteDeviation.Count(draft, Plain) }, []);
            }

            left = Diagrams.Difference(left, stuck.Note(kind, wanting, parts.Reach.IsOutOfReach));
        }

        if (stuck.Names.IsEmpty && Diagrams.Intersects(kinds, Universe.Valid))
        {
            stuck.NoteUnfollowed();
        }

        return new WitnessResult(null, stuck.Names);
    }

    /// <summary>The cheapest kind without a contradiction, unless one with a contradiction is cheaper even so.</summary>
    private CheapestPath? FindCheapest(Diagram left, RelevantAbsences relevant)
    {
        var consistent = parts.Cheapest.Find(Diagrams.And(left, parts.Consistent), parts.Deviation, relevant);
        var units = consistent is null ? long.MaxValue : parts.Cheapest.UnitsOf(consistent);
        if (units <= CostOfContradiction)
        {
            return consistent;
        }

        var other = parts.Cheapest.Find(Diagrams.Difference(left, parts.Consistent), parts.Deviation, relevant);
        return other is not null && parts.Cheapest.UnitsOf(other) + CostOfContradiction < units ? other : consistent;
    }

    /// <summary>
    /// Looks for the cheapest change of an incident that makes it one of the kinds in <paramref name="kinds"/>. Earlier incidents stay as they are; what their
    /// histories come to may change with the incident.
    /// </summary>
    /// <param name="kinds">A diagram; it is taken together with <see cref="Universe.Valid"/>.</param>
    /// <param name="incident">The incident to change; it is left as it is, and a copy is changed.</param>
    /// <param name="history">Its earlier incidents.</param>
    /// <param name="facts">The facts of operations that hold.</param>
    /// <param name="costOfChange">What changing a field, a reference or a fact costs; null where it may not be changed.</param>
    /// <param name="confirms">Whether the replayed incident shows what is looked for.</param>
    /// <exception cref="BudgetExceededException">Where the search is too large.</exception>
    public NearResult FindNear(
        Diagram kinds, EntityInstance incident, IIncidentHistory history, DecideOptions facts, Func<Term, long?> costOfChange, Func<NearWitness, bool> confirms)
    {
        var origin = Universe.Abstract(Model, incident, history, facts);
        var prices = new NearPrices(origin, parts.PlainValues, costOfChange);
        var change = new NearChange(parts, Universe, Model, incident, history, origin);
        var left = Diagrams.And(kinds, Universe.Valid);
        var stuck = new Obstacles(Universe, Diagrams.Simplify(kinds, Universe.Valid));
        for (var tries = 0; tries < MostTries && parts.Cheapest.Find(left, prices) is { } path; tries++)
        {
            var kind = new Kind(Universe, path.Assignment);
            var (witness, wanting) = change.TryMake(kind, kinds, parts.Cheapest.UnitsOf(path), stuck.FindHard(kind));
            if (witness is not null && confirms(witness))
            {
                return new NearResult(witness, []);
            }

            left = Diagrams.Difference(left, stuck.Note(kind, wanting, parts.Reach.IsOutOfReach));
        }

        return new NearResult(null, stuck.Names);
    }
}
