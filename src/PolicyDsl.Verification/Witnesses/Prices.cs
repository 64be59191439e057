using System.Collections.Immutable;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>What a state of a term costs.</summary>
/// <param name="Units">The deviation that counts.</param>
/// <param name="Distance">Among states of equal deviation, how far from the plain value: the nearest is taken.</param>
internal readonly record struct Price(long Units, int Distance);

/// <summary>What states of terms cost.</summary>
internal interface IPrices
{
    /// <summary>The kind that deviation is counted from.</summary>
    bool[] Origin { get; }

    /// <summary>The least that it costs where the incidents of a key cannot be looked back on though the entity is known; null where that changes no price.</summary>
    long? CostOfNotFollowing { get; }

    /// <param name="term">The term.</param>
    /// <param name="state">What an assignment says of it.</param>
    /// <param name="isOrigin">Whether that is what <see cref="Origin"/> says.</param>
    /// <param name="absent">The references that are unknown, and the keys that cannot be followed, in this assignment.</param>
    /// <returns>Null where it cannot be.</returns>
    Price? Of(Term term, TermState state, bool isOrigin, IReadOnlySet<Term> absent);
}

/// <summary>
/// Puts several aims into one number, so that one search settles them in order: the least deviation; of equal ones that whose deviating terms come
/// first by name (the least sum of their places); then the values nearest to the plain ones.
/// </summary>
internal sealed class PriceScale
{
    /// <summary>More units than this are no price.</summary>
    public const long MostUnits = 1_000_000;

    private const int MostDistance = 15;

    private readonly Dictionary<Term, int> places = [];
    private readonly long perPlace;
    private readonly long perUnit;

    public PriceScale(ImmutableArray<Term> terms)
    {
        foreach (var term in terms.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.FirstVariable))
        {
            places.Add(term, places.Count + 1);
        }

        perPlace = (MostDistance * (places.Count + 1L)) + 1;
        perUnit = perPlace * ((places.Count * (places.Count + 1L) / 2) + 1);
    }

    public long? Weigh(Term term, Price? price)
    {
        if (price is not { Units: <= MostUnits } cost)
        {
            return null;
        }

        var tie = Math.Min(cost.Distance, MostDistance) + (cost.Units > 0 ? places[term] * perPlace : 0);
        return (cost.Units * perUnit) + tie;
    }

    public long UnitsOf(long weight) => weight / perUnit;

    /// <param name="term">The term.</param>
    /// <param name="origin">The kind that deviation is counted from.</param>
    /// <param name="price">What a state costs; told too whether it is that of the origin.</param>
    public CostBlock Block(Term term, bool[] origin, Func<TermState, bool, Price?> price) => new(
        term.FirstVariable,
        term.VariableCount,
        new PricedTerm(TermReader.Of(term), origin.AsMemory(term.FirstVariable, term.VariableCount), (state, isOrigin) => Weigh(term, price(state, isOrigin))));
}
