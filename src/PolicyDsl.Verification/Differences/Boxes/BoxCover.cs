using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// Covers a set of kinds of incident with boxes, one at a time: from a kind not covered yet, known as fully as can be, every condition
/// is left out or widened as long as no kind outside the set gets in. Several orders of leaving out are tried, and the box that covers most anew
/// is taken, among equals the one of fewest conditions.
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
    private readonly ImmutableArray<Term> terms;
    private readonly IReadOnlyCollection<CostBlock> costs;
    private readonly int[] variables;

    /// <param name="universe">Where the set lies.</param>
    /// <param name="set">The set; only its valid kinds count.</param>
    public BoxCover(Universe universe, Diagram set)
    {
        this.universe = universe;
        outside = Diagrams.Difference(universe.Valid, set);
        Remaining = Diagrams.And(universe.Valid, set);
        variables = [.. Enumerable.Range(0, universe.VariableCount)];
        var simple = Diagrams.Simplify(set, universe.Valid);
        terms = [.. Diagrams.Support(simple).Select(universe.GetTerm).Distinct()];
        costs = KnowledgeCost.Of(universe.Terms);
        Uncovered = Kinds = Diagrams.Count(Remaining, variables);
    }

    /// <summary>What no box covers yet.</summary>
    public Diagram Remaining { get; private set; }

    public BigInteger Kinds { get; }

    public BigInteger Uncovered { get; private set; }

    private DiagramManager Diagrams => universe.Diagrams;

    /// <summary>The next box, or null where all is covered.</summary>
    public Box? FindNext()
    {
        if (Diagrams.FindCheapestPath(Remaining, costs) is not { } seed)
        {
            return null;
        }

        var best = Orders().Select(order => Grow(order, seed.Assignment.AsSpan())).MinBy(b => (-b.Gain, b.Box.Conditions.Length)).Box;
        Remaining = Diagrams.Difference(Remaining, best.Where);
        Uncovered = Diagrams.Count(Remaining, variables);
        return best;
    }

    /// <summary>What says least to a reader is left out first: facts, whether something is known, then histories, then fields.</summary>
    private IEnumerable<IEnumerable<Term>> Orders()
    {
        yield return terms.OrderBy(Weight);
        yield return terms.Reverse().OrderBy(Weight);
        yield return terms.OrderBy(Weight).ThenByDescending(t => t.VariableCount);
    }

    private static int Weight(Term term) => term.Source switch
    {
        FactSource => 0,
        FollowedSource => 1,
        ReferenceSource => 2,
        IndependentSource => 3,
        HistorySource => 4,
        _ => 5,
    };

    private (Box Box, BigInteger Gain) Grow(IEnumerable<Term> order, ReadOnlySpan<bool> seed)
    {
        var conditions = new SortedDictionary<int, TermCondition>();
        foreach (var term in terms)
        {
            conditions[term.FirstVariable] = TermCondition.Of(term, seed);
        }

        List<Term> kept = [];
        foreach (var term in order)
        {
            if (!IsInside(conditions, term, null))
            {
                kept.Add(term);
                continue;
            }

            conditions.Remove(term.FirstVariable);
        }

        foreach (var term in kept)
        {
            Widen(conditions, term);
        }

        var where = Encode(conditions.Values);
        return (
            new Box([.. conditions.Values], where, Diagrams.Count(Diagrams.And(universe.Valid, where), variables)),
            Diagrams.Count(Diagrams.And(Remaining, where), variables));
    }

    private void Widen(SortedDictionary<int, TermCondition> conditions, Term term)
    {
        var condition = conditions[term.FirstVariable];
        foreach (var widen in condition.Widenings())
        {
            while (widen(condition) is { } wider && IsInside(conditions, term, wider))
            {
                conditions[term.FirstVariable] = condition = wider;
            }
        }
    }

    /// <summary>Whether the box stays within the set with another condition on a term, or none.</summary>
    private bool IsInside(SortedDictionary<int, TermCondition> conditions, Term term, TermCondition? other)
    {
        var others = conditions.Where(c => c.Key != term.FirstVariable).Select(c => c.Value);
        return !Diagrams.Intersects(Encode(other is null ? others : others.Append(other)), outside);
    }

    private Diagram Encode(IEnumerable<TermCondition> conditions) => Diagrams.AndAll(conditions.Select(c => c.Encode(Diagrams)));
}
