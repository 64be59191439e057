using System.Collections.Immutable;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>A group that may have the highest or the lowest rate, and the counts with which it has.</summary>
internal sealed record Extreme(GroupRate Group, long Least, long Most)
{
    public decimal Total => Group.Denominator;
}

/// <summary>
/// The groups that may have the highest and the lowest rate, each count being anything from what is certain to what is possible. However
/// the unsettled incidents turn out, the two groups that are then compared are one of the pairs, with counts within its bounds: the highest
/// rate is not below any group's least, the lowest not above any group's most. So the ends of ratios and intervals over all pairs enclose
/// those of every outcome. Where nothing is unsettled there is one pair with exact counts. Costs the square of the number of groups.
/// </summary>
internal sealed class RateExtremes
{
    private readonly ImmutableArray<(Extreme Highest, Extreme Lowest)> pairs;

    /// <param name="groups">At least two, with enough incidents, one of which certainly has what is counted.</param>
    public RateExtremes(IReadOnlyCollection<GroupRate> groups)
    {
        var ordered = groups.OrderByDescending(g => (decimal)g.Most / g.Denominator).ThenByDescending(g => g.Denominator).ThenBy(g => g.Group, StringComparer.Ordinal).ToList();
        if (ordered.TrueForAll(g => g.Most == g.Numerator))
        {
            pairs = [(Exactly(ordered[0]), Exactly(ordered[^1]))];
            return;
        }

        var highest = ordered.Select(g => new Extreme(g, groups.Max(k => LeastToReach(g, k)), g.Most)).Where(e => e.Least <= e.Most).ToList();
        var lowest = ordered.Select(g => new Extreme(g, g.Numerator, groups.Min(k => MostWithin(g, k)))).Where(e => e.Least <= e.Most).ToList();
        pairs = [.. from high in highest
                    from low in lowest
                    where high.Group.Group != low.Group.Group
                    orderby MostOver(high, low) descending, high.Most / high.Total descending, low.Least / low.Total, low.Total
                    select (high, low)];
    }

    /// <summary>The pair that may lie furthest apart.</summary>
    public GroupRate Highest => pairs[0].Highest.Group;

    public GroupRate Lowest => pairs[0].Lowest.Group;

    /// <summary>Other pairs of groups may be the extremes as well.</summary>
    public bool IsAmbiguous => pairs.Length > 1;

    /// <summary>The highest rate over the lowest, unrounded; null where the lowest may be zero.</summary>
    public (decimal Low, decimal High)? HighestOverLowest => pairs.Any(p => p.Lowest.Least == 0)
        ? null
        : (Math.Max(1, pairs.Min(p => Ratio(p.Highest.Least, p.Highest, p.Lowest.Most, p.Lowest))), pairs.Max(p => Ratio(p.Highest.Most, p.Highest, p.Lowest.Least, p.Lowest)));

    /// <summary>The lowest rate over the highest, unrounded; the highest is never zero.</summary>
    public (decimal Low, decimal High) LowestOverHighest =>
        (pairs.Min(p => Ratio(p.Lowest.Least, p.Lowest, p.Highest.Most, p.Highest)), Math.Min(1, pairs.Max(p => Ratio(p.Lowest.Most, p.Lowest, p.Highest.Least, p.Highest))));

    /// <summary>From the lower end of the interval at the lower extreme to the upper end at the upper extreme.</summary>
    /// <param name="isLowestOverHighest">Otherwise the highest rate over the lowest.</param>
    public Interval Interval(bool isLowestOverHighest)
    {
        var directed = pairs.Select(p => isLowestOverHighest ? (First: p.Lowest, Second: p.Highest) : (First: p.Highest, Second: p.Lowest)).ToList();
        return new Interval(
            directed.Min(p => RateIntervals.OfRatio(p.First.Least, p.First.Group.Denominator, p.Second.Most, p.Second.Group.Denominator)?.Low ?? 0),
            directed.Max(p => RateIntervals.OfRatio(p.First.Most, p.First.Group.Denominator, p.Second.Least, p.Second.Group.Denominator)?.High ?? decimal.MaxValue),
            RateIntervals.RatioMethod);
    }

    private static Extreme Exactly(GroupRate group) => new(group, group.Numerator, group.Numerator);

    /// <summary>The least count with which the rate of a group is not below the least rate of another.</summary>
    private static long LeastToReach(GroupRate group, GroupRate other) =>
        Math.Max(group.Numerator, (long)(((Int128)group.Denominator * other.Numerator + other.Denominator - 1) / other.Denominator));

    /// <summary>The greatest count with which the rate of a group is not above the greatest rate of another.</summary>
    private static long MostWithin(GroupRate group, GroupRate other) =>
        Math.Min(group.Most, (long)((Int128)group.Denominator * other.Most / other.Denominator));

    private static decimal MostOver(Extreme high, Extreme low) => low.Least == 0 ? decimal.MaxValue : Ratio(high.Most, high, low.Least, low);

    private static decimal Ratio(long count, Extreme of, long otherCount, Extreme other) => count * other.Total / (of.Total * otherCount);
}
