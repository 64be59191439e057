using System.Collections.Immutable;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>Rates of something by group, relative to a reference group. Groups with too few incidents are shown and not compared.</summary>
internal static class GroupRates
{
    private const int Digits = 6;

    /// <param name="groups">Each group with how many of its incidents have what is counted, how many may have it, and how many it has.</param>
    /// <param name="minimum">Fewer incidents than this are too few.</param>
    public static ImmutableArray<GroupRate> Compare(IReadOnlyList<(string Name, bool IsKnown, long Numerator, long Most, long Denominator)> groups, int minimum)
    {
        var candidates = groups.Where(g => g.IsKnown && g.Denominator >= minimum).ToList();
        var reference = candidates.Count == 0 ? null : candidates.OrderByDescending(g => g.Denominator).ThenBy(g => g.Name, StringComparer.Ordinal).First().Name;
        var basis = groups.FirstOrDefault(g => g.IsKnown && g.Name == reference);
        return [.. groups.Select(g => ToRate(g, basis, reference, minimum))];
    }

    private static GroupRate ToRate(
        (string Name, bool IsKnown, long Numerator, long Most, long Denominator) group,
        (string Name, bool IsKnown, long Numerator, long Most, long Denominator) basis,
        string? reference,
        int minimum)
    {
        var isTooFew = group.Denominator < minimum;
        var isReference = group.IsKnown && group.Name == reference;
        var compares = group.IsKnown && !isTooFew && reference is not null && group.Numerator == group.Most && basis.Numerator == basis.Most;
        decimal? rate = group.Denominator == 0 ? null : Share(group.Numerator, group.Denominator);
        decimal? relative = compares && basis.Numerator > 0
            ? Math.Round((decimal)group.Numerator * basis.Denominator / ((decimal)group.Denominator * basis.Numerator), Digits, MidpointRounding.ToEven)
            : null;
        return new GroupRate(
            group.Name,
            group.Numerator,
            group.Denominator,
            rate,
            RateIntervals.OfShare(group.Numerator, group.Most, group.Denominator),
            relative,
            compares && !isReference ? RateIntervals.OfRatio(group.Numerator, group.Denominator, basis.Numerator, basis.Denominator) : null,
            isReference,
            isTooFew,
            group.IsKnown)
        {
            Most = group.Most,
        };
    }

    public static decimal Share(long numerator, long denominator) => Math.Round((decimal)numerator / denominator, Digits, MidpointRounding.ToEven);
}
