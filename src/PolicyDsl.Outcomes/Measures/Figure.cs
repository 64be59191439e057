using System.Collections.Immutable;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// A figure with everything a report needs to show where it is from. Its value is a range: both ends are equal where all that it
/// rests on is known and nothing is estimated.
/// </summary>
public sealed record Figure
{
    /// <summary>The least it can be, in <see cref="Unit"/>; null where it has no value, which <see cref="WhyNot"/> explains.</summary>
    public decimal? Low { get; init; }

    /// <summary>The central estimate; null where only a range of counts is known.</summary>
    public decimal? Central { get; init; }

    public decimal? High { get; init; }

    /// <summary><c>incidents</c>, <c>ratio</c>, <c>hours</c>, <c>days</c> (of harm), a currency, or empty for a plain number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Counts and sums it was made from, in order of appearance, as numerator and denominator.</summary>
    public ImmutableArray<FigurePart> Parts { get; init; } = [];

    /// <summary>The 95% interval of a rate or ratio; null where none applies.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The assumptions it rests on.</summary>
    public ImmutableArray<AssumptionUse> Assumptions { get; init; } = [];

    /// <summary>Full sentences on what it leaves out or cannot tell.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Why there is no figure; null where there is one.</summary>
    public string? WhyNot { get; init; }

    public bool HasValue => Low is not null && High is not null;

    public bool IsExact => HasValue && Low == High;

    public static Figure Unavailable(string reason, string unit = "") => new() { WhyNot = reason, Unit = unit };
}

/// <summary>A count or sum that a figure was made from.</summary>
/// <param name="Text">As the author wrote it, as in <c>count(incidents where action is arrest)</c>.</param>
/// <param name="Low">From what certainly counts.</param>
/// <param name="High">From what possibly counts.</param>
/// <param name="Incidents">How many incidents were looked at.</param>
/// <param name="Uncertain">For how many of them the condition or the summand is not exactly known.</param>
public sealed record FigurePart(string Text, decimal Low, decimal High, long Incidents, long Uncertain);

/// <param name="Method">As in <c>Wilson score, 95%</c>.</param>
public sealed record Interval(decimal Low, decimal High, string Method);

/// <summary>One assumption that a figure rests on.</summary>
/// <param name="Kind"><c>cost</c>, <c>hours</c> or <c>harm</c>.</param>
/// <param name="Subject">The action, service or offence.</param>
/// <param name="Unit">A currency, <c>hours</c> or <c>days</c>.</param>
/// <param name="Verification">How far the source was checked; null where nothing is said.</param>
/// <param name="Uses">How often it was counted.</param>
public sealed record AssumptionUse(string Kind, string Subject, decimal Low, decimal Central, decimal High, string Unit, string? Source, string? Verification, long Uses);

public enum MeasuredVerdict
{
    Holds,
    Fails,
    TooLittleData,

    /// <summary>Needs something that is not there yet, which the figure's <see cref="Figure.WhyNot"/> names.</summary>
    Open,
}

/// <summary>A measured clause on a data set.</summary>
/// <param name="Verdict">Holds if the whole interval lies inside the bound, fails if all of it lies outside.</param>
/// <param name="Figure">The measure; its first two parts are numerator and denominator.</param>
/// <param name="Bound">The bound as written, as in <c>is at most 1.25</c>.</param>
/// <param name="Reason">A sentence that says why.</param>
/// <param name="Groups">For a relative rate: the rate of each group.</param>
public sealed record MeasuredResult(MeasuredVerdict Verdict, Figure Figure, string Bound, string Reason, ImmutableArray<GroupRate> Groups);

/// <summary>The rate of something in one group.</summary>
/// <param name="Group">The value of the field, or <c>unknown</c>.</param>
/// <param name="IsReference">The group that others are compared with: the largest one.</param>
/// <param name="Relative">Its rate over that of the reference group; null where there are too few, or the reference rate is zero.</param>
/// <param name="RelativeInterval">The 95% interval of <paramref name="Relative"/>.</param>
/// <param name="IsTooFew">Fewer than the stated count: its rate is no ground for a comparison.</param>
public sealed record GroupRate(
    string Group,
    long Numerator,
    long Denominator,
    decimal? Rate,
    Interval? RateInterval,
    decimal? Relative,
    Interval? RelativeInterval,
    bool IsReference,
    bool IsTooFew,
    bool IsKnown)
{
    /// <summary>How many may have it, where decisions are unsettled; <see cref="Numerator"/> are certain. Then it has no single rate relative to others.</summary>
    public long Most { get; init; } = Numerator;
}
