using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Running;

/// <summary>What a policy decided on a data set, counted.</summary>
public sealed record RunSummary
{
    public required string Policy { get; init; }

    public required LoadReport Load { get; init; }

    /// <summary>Every row read, by what became of it; the parts add up to <see cref="RowAccount.Read"/>.</summary>
    public required RowAccount Rows { get; init; }

    /// <summary>Incidents in scope: decided, in conflict, or without a rule that decides.</summary>
    public long Decided { get; init; }

    public long Outside { get; init; }

    /// <summary>Of those outside: whether they are in scope is unknown.</summary>
    public long ScopeUnknown { get; init; }

    /// <summary>Incidents outside the period that the data set decides: histories see them, nothing is decided.</summary>
    public long HistoryOnly { get; init; }

    /// <summary>In scope, and open rules could change the disposition.</summary>
    public long Unsettled { get; init; }

    /// <summary>Of those outside: unknown fields could bring them in scope.</summary>
    public long UnsettledOutside { get; init; }

    /// <summary>In scope, and rules that stand name different actions: the mildest counts.</summary>
    public long Conflicts { get; init; }

    /// <summary>In scope, and no rule stands and there is no <c>otherwise</c>.</summary>
    public long None { get; init; }

    /// <summary>Decided by <c>otherwise</c>.</summary>
    public long ByOtherwise { get; init; }

    /// <summary>Every declared action that was decided, and those that rules name, by severity from low to high.</summary>
    public ImmutableArray<DispositionCount> Dispositions { get; init; } = [];

    /// <summary>Services offered, in order of declaration.</summary>
    public ImmutableArray<OfferCount> Offers { get; init; } = [];

    /// <summary>Every rule in order of declaration.</summary>
    public ImmutableArray<RuleCount> Rules { get; init; } = [];

    /// <summary>Pairs of rules that stood with different actions, most frequent first.</summary>
    public ImmutableArray<ConflictCount> ConflictingRules { get; init; } = [];

    /// <summary>Fields for want of which the scope was unknown.</summary>
    public ImmutableArray<WantCount> ScopeWants { get; init; } = [];

    /// <summary>The fields asked for, qualified; empty without <c>--by</c>.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>Incidents in scope by the fields of <see cref="By"/>, in order of their values, unknown last.</summary>
    public ImmutableArray<GroupCount> Groups { get; init; } = [];

    /// <summary>Crackdowns of the policy, none of which a run takes as active.</summary>
    public ImmutableArray<string> InactiveCrackdowns { get; init; } = [];

    /// <summary>Full sentences on what the figures leave open.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>Rows read = decided + outside + history only + set aside + rejected.</summary>
public sealed record RowAccount(long Read, long Decided, long Outside, long HistoryOnly, long SetAside, long Rejected)
{
    public bool AddsUp => Read == Decided + Outside + HistoryOnly + SetAside + Rejected;
}

/// <param name="Action">The name of the action.</param>
/// <param name="Title">What a report calls it.</param>
/// <param name="Incidents">How many incidents it was decided for.</param>
/// <param name="Unsettled">Those of them for which open rules could change it.</param>
public sealed record DispositionCount(string Action, string Title, int Severity, long Incidents, long Unsettled);

public sealed record OfferCount(string Service, string Title, long Incidents);

/// <param name="Fired">Incidents in scope for which it fired, set aside or not.</param>
/// <param name="Decided">Incidents whose disposition it made, alone or with others.</param>
/// <param name="SetAside">Incidents for which a firing rule above it fired as well.</param>
/// <param name="Open">Incidents for which its condition is unknown.</param>
/// <param name="Wants">For want of which fields it is open, most frequent first; one incident may want several.</param>
public sealed record RuleCount(string Rule, string Title, bool IsCrackdown, long Fired, long Decided, long SetAside, long Open, ImmutableArray<WantCount> Wants);

/// <summary>A field (qualified) or history whose value is wanting.</summary>
public sealed record WantCount(string Field, long Incidents);

public sealed record ConflictCount(ImmutableArray<string> Rules, ImmutableArray<string> Actions, string Taken, long Incidents, ImmutableArray<string> FirstIncidents);

/// <summary>How much is known of a group's value.</summary>
public enum GroupKnowledge
{
    Known,

    /// <summary>A range or alternatives.</summary>
    Partly,
    Unknown,
}

/// <param name="Text">The value as the language writes it: <c>white</c>, <c>18..24</c>, <c>one of possession, supply</c>, <c>unknown</c>.</param>
public sealed record GroupValue(string Text, GroupKnowledge Knowledge);

/// <summary>The incidents in scope of one group.</summary>
/// <param name="Values">One per field of <see cref="RunSummary.By"/>.</param>
public sealed record GroupCount(ImmutableArray<GroupValue> Values, long Incidents, ImmutableArray<DispositionCount> Dispositions, long None, long Conflicts, long Unsettled);
