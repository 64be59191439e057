using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// Covers a set of kinds of incident with boxes, one at a time: from a kind not covered yet, known as fully as can be, every condition
/// is left out or widened as long as no kind outside the set gets in. Several orders of leaving out are tried, and the box that covers most anew
/// is taken, among equals the one of fewest conditions. Where incidents are recorded, boxes begin at the kinds that most of them are of.
/// </summary>
/// <remarks>
/// <para><b>Invariant.</b> A box holds no valid kind outside the set, and the boxes with <see cref="Remaining"/> make up the set; so what is
/// covered is counted exactly, whatever the boxes look like.</para>
/// <para><b>Cost.</b> For each box one test of intersection per condition and widening, each at most the size of the set's diagram times
/// that of a conjunction over few terms.</para>
/// </remarks>
internal sealed class BoxCover
{
    private readonly Universe universe;
    private readonly Diagram outside;
    private readonly ImmutableArray<Part> parts;
    private readonly IReadOnlyCollection<CostBlock> costs;
    private readonly int[] variables;
    private readonly List<Box> boxes = [];
    private readonly List<RecordedKind> waiting;

    /// <param name="universe">Where the set lies.</param>
    /// <param name="derived">Derived fields that conditions may be about.</param>
    /// <param name="set">The set; only its valid kinds count.</param>
    /// <param name="recorded">Kinds of the set that recorded incidents are of: those are covered first.</param>
    public BoxCover(Universe universe, ImmutableArray<DerivedTruth> derived, Diagram set, IEnumerable<RecordedKind> recorded)
    {
        waiting = [.. recorded.OrderByDescending(k => k.Incidents)];
        this.universe = universe;
        outside = Diagrams.Difference(universe.Valid, set);
        Remaining = Diagrams.And(universe.Valid, set);
        variables = [.. Enumerable.Range(0, universe.VariableCount)];
        var simple = Diagrams.Simplify(set, universe.Valid);
        var terms = Diagrams.Support(simple).Select(universe.GetTerm).Distinct().ToList();
        parts = [.. terms.Select(Part.Of), .. derived.Select(d => Part.Of(d, universe)).Where(p => p.Terms.Overlaps(terms.Select(t => t.FirstVariable)))];
        costs = KnowledgeCost.Of(universe.Terms);
        Uncovered = Kinds = Diagrams.Count(Remaining, variables);
    }

    /// <summary>What no box covers yet.</summary>
    public Diagram Remaining { get; private set; }

    public BigInteger Kinds { get; }

    public BigInteger Uncovered { get; private set; }

    /// <summary>Where boxes may begin; anywhere if not given.</summary>
    public Diagram? Seeds { get; init; }

    /// <summary>Whether conditions say what is certain only, and never what is possible.</summary>
    public bool IsCertain { get; init; }

    private DiagramManager Diagrams => universe.Diagrams;

    /// <summary>How many recorded incidents no box covers yet.</summary>
    public long UncoveredIncidents => waiting.Sum(k => k.Incidents);

    /// <summary>The boxes so far; none lies within the others.</summary>
    public IReadOnlyList<Box> Boxes => boxes;

    /// <summary>Covers more, with one box more or fewer; false where all is covered already.</summary>
    public bool TryExtend()
    {
        if ((waiting.Count > 0 ? waiting[0].Assignment : Diagrams.FindCheapestPath(Seeds is { } seeds ? Diagrams.And(Remaining, seeds) : Remaining, costs)?.Assignment.ToArray()) is not { } seed)
        {
            return false;
        }

        var best = Orders().Select(order => Grow(order, seed)).MinBy(b => (-b.Incidents, -b.Gain, b.Box.Conditions.Length)).Box;
        Remaining = Diagrams.Difference(Remaining, best.Where);
        Uncovered = Diagrams.Count(Remaining, variables);
        waiting.RemoveAll(k => IsIn(best.Where, k));
        boxes.Add(best);
        foreach (var box in boxes.OrderBy(b => b.Kinds).ToList())
        {
            var others = Diagrams.OrAll(boxes.Where(b => b != box).Select(b => b.Where));
            if (Diagrams.Implies(Diagrams.And(universe.Valid, box.Where), others))
            {
                boxes.Remove(box);
            }
        }

        return true;
    }

    /// <summary>
    /// What says least to a reader is left out first: facts, whether something is known, then histories, then fields that make up
    /// derived ones, then other fields, then derived ones.
    /// </summary>
    private IEnumerable<IEnumerable<Part>> Orders()
    {
        yield return parts.OrderBy(Weight);
        yield return parts.Reverse().OrderBy(Weight);
        yield return parts.OrderByDescending(p => p.Derived is not null).ThenBy(Weight);
    }

    private int Weight(Part part) => part.Term?.Source switch
    {
        null => 7,
        FactSource => 0,
        FollowedSource => 1,
        ReferenceSource => 2,
        IndependentSource => 3,
        HistorySource => 4,
        _ => parts.Any(p => p.Derived is not null && p.Terms.Overlaps(part.Terms)) ? 5 : 6,
    };

    private (Box Box, BigInteger Gain, long Incidents) Grow(IEnumerable<Part> order, bool[] seed)
    {
        var conditions = new Dictionary<Part, BoxCondition>();
        foreach (var part in parts)
        {
            conditions[part] = part.Derived is { } derived ? DerivedCondition.Of(derived, Diagrams, seed)
                : part.Term is { } term ? TermCondition.Of(term, seed)
                : throw new InvalidOperationException("A part is a term or derived.");
        }

        List<Part> kept = [];
        foreach (var part in order)
        {
            if (!IsInside(conditions, part, null))
            {
                kept.Add(part);
                continue;
            }

            conditions.Remove(part);
        }

        foreach (var part in kept)
        {
            Widen(conditions, part);
        }

        ImmutableArray<BoxCondition> remaining = [.. parts.Where(conditions.ContainsKey).OrderBy(p => p.Terms.Min()).Select(p => conditions[p])];
        var where = Encode(remaining);
        return (
            new Box(remaining, where, Diagrams.Count(Diagrams.And(universe.Valid, where), variables)),
            Diagrams.Count(Diagrams.And(Remaining, where), variables),
            waiting.Where(k => IsIn(where, k)).Sum(k => k.Incidents));
    }

    private bool IsIn(Diagram where, RecordedKind kind) => Diagrams.Evaluate(where, kind.Assignment) == 1;

    private void Widen(Dictionary<Part, BoxCondition> conditions, Part part)
    {
        var condition = conditions[part];
        foreach (var widening in IsCertain ? condition.CertainWidenings() : condition.Widenings())
        {
            while (widening.Step(condition) is { } wider && IsInside(conditions, part, wider) && (!widening.MustAddKinds || AddsKinds(conditions, part, wider)))
            {
                conditions[part] = condition = wider;
            }
        }
    }

    /// <summary>Whether a wider condition lets in kinds that there are.</summary>
    private bool AddsKinds(Dictionary<Part, BoxCondition> conditions, Part part, BoxCondition wider)
    {
        var others = Encode(parts.Where(p => p != part && conditions.ContainsKey(p)).Select(p => conditions[p]));
        var added = Diagrams.Difference(wider.Encode(Diagrams), conditions[part].Encode(Diagrams));
        return Diagrams.Intersects(Diagrams.And(others, added), universe.Valid);
    }

    /// <summary>Whether the box stays within the set with another condition on a part, or none.</summary>
    private bool IsInside(Dictionary<Part, BoxCondition> conditions, Part part, BoxCondition? other)
    {
        var others = parts.Where(p => p != part && conditions.ContainsKey(p)).Select(p => conditions[p]);
        return !Diagrams.Intersects(Encode(other is null ? others : others.Append(other)), outside);
    }

    private Diagram Encode(IEnumerable<BoxCondition> conditions) => Diagrams.AndAll(conditions.Select(c => c.Encode(Diagrams)));

    /// <summary>What a box may have a condition on: a term, or a derived field.</summary>
    /// <param name="Terms">The first variables of the terms that it is about.</param>
    private sealed record Part(Term? Term, DerivedTruth? Derived, ImmutableSortedSet<int> Terms)
    {
        public static Part Of(Term term) => new(term, null, [term.FirstVariable]);

        public static Part Of(DerivedTruth derived, Universe universe) => new(
            null,
            derived,
            [.. new[] { derived.Truth.True, derived.Truth.False }.SelectMany(universe.Diagrams.Support).Select(v => universe.GetTerm(v).FirstVariable)]);
    }
}
