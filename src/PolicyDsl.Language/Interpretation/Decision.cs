using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>How a decision came out; see language.md section 8.</summary>
public enum DecisionStatus
{
    /// <summary>Not in scope: nothing is decided.</summary>
    Outside,

    /// <summary>One action stands.</summary>
    Decided,

    /// <summary>No rule stands and there is no <c>otherwise</c>.</summary>
    None,

    /// <summary>Rules that stand name different actions; the mildest is taken.</summary>
    Conflict,
}

/// <summary>What became of a rule for one incident.</summary>
public enum RuleState
{
    DidNotFire,
    Fired,

    /// <summary>Its condition is unknown.</summary>
    Open,

    /// <summary>It fired, and a rule above it fired as well: its disposition does not count, its offers do.</summary>
    SetAside,

    /// <summary>A crackdown that is not active here and now.</summary>
    Inactive,
}

/// <summary>One rule's part in a decision.</summary>
/// <param name="Rule">The rule or crackdown.</param>
/// <param name="State">What became of it.</param>
/// <param name="SetAsideBy">The firing rules above it, where it was set aside.</param>
/// <param name="UnknownFields">Where it is open: the fields (qualified names) and histories whose value is wanting, in order of appearance.</param>
/// <param name="Trace">The condition taken apart; null unless a trace was asked for.</param>
public sealed record RuleOutcome(
    RuleSymbol Rule,
    RuleState State,
    ImmutableArray<RuleSymbol> SetAsideBy,
    ImmutableArray<string> UnknownFields,
    TraceNode? Trace);

/// <summary>One part of a condition with its value and parts.</summary>
/// <param name="Expression">The part; its text is <c>Expression.Location.Text</c>.</param>
/// <param name="Value">What is known of its value.</param>
/// <param name="Parts">Its own parts; those that were not needed are left out.</param>
/// <param name="Note">What to say besides, as how many earlier incidents count certainly and possibly; null mostly.</param>
public sealed record TraceNode(BoundExpression Expression, Value Value, ImmutableArray<TraceNode> Parts, string? Note = null);

/// <summary>The answer of a policy for one incident.</summary>
public sealed record Decision(DecisionStatus Status, ActionSymbol? Action)
{
    /// <summary>
    /// The rules that made the disposition, or that would have made it were it not replaced; empty where <c>otherwise</c> decided.
    /// </summary>
    public ImmutableArray<RuleSymbol> Rules { get; init; } = [];

    /// <summary>Whether <c>otherwise</c> decided.</summary>
    public bool ByOtherwise { get; init; }

    /// <summary>
    /// The exhausted resource for want of which the disposition is milder than what was decided first; null where none is. Then the
    /// decision has no services after <c>to</c>, no partners and no deadline: those were of the action replaced.
    /// </summary>
    public ResourceSymbol? ReplacedBy { get; init; }

    /// <summary>What would have been decided, had the resource not been exhausted; null where nothing is replaced.</summary>
    public ActionSymbol? ReplacedAction { get; init; }

    /// <summary>Services offered, in order of declaration, without repeats.</summary>
    public ImmutableArray<ServiceSymbol> Offers { get; init; } = [];

    /// <summary>The services after <c>to</c> of the deciding rules.</summary>
    public ImmutableArray<ServiceSymbol> To { get; init; } = [];

    public ImmutableArray<PlainSymbol> Partners { get; init; } = [];

    /// <summary>The shortest deadline of the deciding rules.</summary>
    public CalendarLength? Within { get; init; }

    /// <summary>Making open rules true or false could change the disposition (or whether the incident is in scope).</summary>
    public bool IsUnsettled { get; init; }

    /// <summary>
    /// Where the disposition is unsettled: the other actions that it may turn out to be. None is missing; that each can happen is not said.
    /// </summary>
    public ImmutableArray<ActionSymbol> OtherActions { get; init; } = [];

    /// <summary>The services of which it is open whether they are offered, in order of declaration.</summary>
    public ImmutableArray<ServiceSymbol> OpenOffers { get; init; } = [];

    /// <summary>Where <c>applies when</c> is unknown: the fields wanting.</summary>
    public ImmutableArray<string> ScopeUnknownFields { get; init; } = [];

    /// <summary>Every rule in order of declaration; empty for an incident outside.</summary>
    public ImmutableArray<RuleOutcome> Outcomes { get; init; } = [];

    /// <summary>The scope condition taken apart, where a trace was asked for and there is one.</summary>
    public TraceNode? ScopeTrace { get; init; }

    public IEnumerable<RuleSymbol> OpenRules => Outcomes.Where(o => o.State == RuleState.Open).Select(o => o.Rule);
}
