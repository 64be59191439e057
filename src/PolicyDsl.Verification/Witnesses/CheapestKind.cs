using System.Collections.Immutable;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// The kind of incident of least cost for which a diagram holds. What a field costs depends on whether the person that has it is known, which is
/// another term; so the search is made for each choice of what is absent (references, keys that cannot be followed), the cheapest choices first, and stops
/// where the next cannot be cheaper than what was found.
/// Cost: one search for the cheapest path for each choice looked at, mostly one.
/// </summary>
internal sealed class CheapestKind(Universe universe, PriceScale scale)
{
    private const int MostChoices = 256;

    private readonly ImmutableArray<YesNoTerm> references = [.. universe.Terms.OfType<YesNoTerm>().Where(t => t.Source is ReferenceSource)];
    private readonly ImmutableArray<YesNoTerm> followed = [.. universe.Terms.OfType<YesNoTerm>().Where(t => t.Source is FollowedSource)];

    public long UnitsOf(CheapestPath path) => scale.UnitsOf(path.Cost);

    /// <param name="kinds">A diagram within <see cref="Universe.Valid"/>.</param>
    /// <param name="prices">What the states of terms cost.</param>
    /// <param name="relevant">The terms that matter for what is looked for; nothing else needs to be absent. All where null.</param>
    public CheapestPath? Find(Diagram kinds, IPrices prices, RelevantAbsences? relevant = null)
    {
        if (kinds.IsFalse)
        {
            return null;
        }

        CheapestPath? best = null;
        foreach (var (absent, least) in Choices(prices, relevant))
        {
            if (best is not null && scale.UnitsOf(best.Cost) <= least)
            {
                break;
            }

            var fixedValues = references.Concat(FollowedFor(prices)).ToDictionary(t => t.FirstVariable, t => !absent.Contains(t));
            var blocks = universe.Terms.Where(t => t.VariableCount > 0)
                .Select(t => scale.Block(t, prices.Origin, (state, isOrigin) => prices.Of(t, state, isOrigin, absent))).ToList();
            var found = universe.Diagrams.FindCheapestPath(kinds, blocks, fixedValues);
            best = found is not null && (best is null || found.Cost < best.Cost) ? found : best;
        }

        return best;
    }

    private ImmutableArray<YesNoTerm> FollowedFor(IPrices prices) => prices.CostOfNotFollowing is null ? [] : followed;

    /// <summary>What may be absent together, with the least that it costs, cheapest first.</summary>
    private IEnumerable<(IReadOnlySet<Term> Absent, long Least)> Choices(IPrices prices, RelevantAbsences? relevant) =>
        from missing in Subsets([.. references.Where(r => relevant?.Contains(r) != false)])
        let gone = references.Where(r => missing.Any(m => m == r || IsBelow(r, m))).ToList()
        let keys = FollowedFor(prices)
        let forced = keys.Where(f => missing.Any(m => IsKey(f, m))).ToList()
        from unfollowed in Subsets([.. keys.Except(forced).Where(f => relevant?.Contains(f) != false)])
        let absent = gone.Concat(forced).Concat(unfollowed).ToHashSet<Term>()
        let ofReferences = references.Select(r => PriceOf(r, absent, prices)).ToList()
        where ofReferences.TrueForAll(p => p is not null)
        let least = ofReferences.Sum(p => p?.Units ?? 0) + (unfollowed.Count > 0 ? prices.CostOfNotFollowing ?? 0 : 0)
        orderby least, missing.Count, unfollowed.Count
        select ((IReadOnlySet<Term>)absent, least);

    private static Price? PriceOf(YesNoTerm reference, HashSet<Term> absent, IPrices prices)
    {
        var isKnown = !absent.Contains(reference);
        var state = new TermState(Knowledge.Known, isKnown ? 1 : 0, isKnown ? 1 : 0);
        return prices.Of(reference, state, prices.Origin[reference.FirstVariable] == isKnown, absent);
    }

    /// <summary>All subsets, or where there are too many those of at most two.</summary>
    private static IEnumerable<IReadOnlyList<YesNoTerm>> Subsets(ImmutableArray<YesNoTerm> terms)
    {
        if (1L << Math.Min(terms.Length, 62) <= MostChoices)
        {
            return Enumerable.Range(0, 1 << terms.Length).Select(bits => terms.Where((_, i) => (bits >> i & 1) == 1).ToList());
        }

        return terms.SelectMany((a, i) => terms.Skip(i).Select(b => new[] { a, b }.Distinct().ToList())).Prepend([]);
    }

    private static bool IsBelow(Term term, Term above) =>
        ((ReferenceSource)term.Source).Path is var path && ((ReferenceSource)above.Source).Path is var start
        && path.Length > start.Length && path.Take(start.Length).SequenceEqual(start);

    private static bool IsKey(Term term, Term reference)
    {
        var start = ((ReferenceSource)reference.Source).Path;
        return ((FollowedSource)term.Source).Keys.Any(k => k.Length >= start.Length && k.Take(start.Length).SequenceEqual(start));
    }
}
