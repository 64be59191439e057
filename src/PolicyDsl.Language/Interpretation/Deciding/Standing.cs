using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>A rule that fires or is open, with the disposition that it names now. Rules without one claim nothing.</summary>
internal sealed record Claim(RuleSymbol Rule, ActionSymbol Action, ImmutableArray<ServiceSymbol> To)
{
    public static Claim? Of(RuleSymbol rule, DecideOptions options) => rule.Action is not { } action ? null
        : rule.Alternative is { } alternative && options.AlternativesInForce.Contains(rule) ? new Claim(rule, alternative, [])
        : new Claim(rule, action, rule.To);

    public bool IsAbove(Claim other) => Rule.Overrides.Contains(other.Rule);
}

/// <summary>
/// Which claims remain when the order has set others aside, and whether open ones could change that. The order is strict and
/// transitive (<see cref="RuleSymbol.Overrides"/> is its closure), so what remains are the claims with none above them.
/// An exhausted resource limits the outcome: an action harsher than the limit counts as the limit. Whether there is a conflict is
/// seen before that.
///
/// Unsettled without trying every subset of the open claims. An open claim below a firing one is below it whatever else fires: it
/// never remains, and what it sets aside is set aside by the firing one too; leave those out. Of the others, the free ones:
/// - one that fires alone remains. So if nothing remains now, or one action, a free claim that counts as another action changes the
///   outcome. If all free claims count as that action, only a conflict between actions that are replaced alike can change it: it comes
///   about exactly where two claims, free or remaining, name different actions and neither is above the other, as then they remain
///   together if no other free claim fires.
/// - in a conflict with mildest action m, a free claim that counts as milder than m changes it. Otherwise the outcome changes only if no m
///   remains (and the limit does not hide that), or only one action does. Firing all free claims other than m sets aside every m that any choice could: if an m
///   remains then, one remains under every choice, as above it there can only be other claims of m. In the same way firing all free claims
///   of one action sets aside every other action that any choice after which only that one remains could.
/// Cost: quadratic in the claims, times the actions in a conflict. A test compares this with the trial of all subsets.
/// </summary>
internal sealed class Standing
{
    private readonly ImmutableArray<Claim> firing;
    private readonly ActionSymbol? limit;

    public Standing(ImmutableArray<Claim> firing, ImmutableArray<Claim> open, ActionSymbol? otherwise, ActionSymbol? limit = null)
    {
        this.firing = firing;
        this.limit = limit;
        Remaining = [.. firing.Where(c => !firing.Any(above => above.IsAbove(c)))];
        Named = Remaining.IsEmpty ? otherwise : Remaining.Select(c => c.Action).Min(Mildness.Order);
        Action = Named is { } named ? Limited(named) : null;
        Status = Remaining.IsEmpty
            ? otherwise is null ? DecisionStatus.None : DecisionStatus.Decided
            : Remaining.All(c => c.Action == Named) ? DecisionStatus.Decided : DecisionStatus.Conflict;
        Free = [.. open.Where(c => !firing.Any(above => above.IsAbove(c)))];
        IsUnsettled = CanChange();
    }

    public ImmutableArray<Claim> Remaining { get; }

    /// <summary>The action of those that remain, the mildest in a conflict, else that of <c>otherwise</c>; before the limit.</summary>
    public ActionSymbol? Named { get; }

    /// <summary>The outcome: the action named, or the limit where that is milder.</summary>
    public ActionSymbol? Action { get; }

    public bool IsReplaced => Action != Named;

    public DecisionStatus Status { get; }

    public bool IsUnsettled { get; }

    /// <summary>The open claims that no firing one is above.</summary>
    public ImmutableArray<Claim> Free { get; }

    /// <summary>
    /// The actions besides the one decided that some choice of open claims could bring about: only what remains now or is free can remain,
    /// and <c>otherwise</c> decides only where nothing remains now.
    /// </summary>
    public ImmutableArray<ActionSymbol> OtherActions =>
        IsUnsettled ? [.. Remaining.Concat(Free).Select(c => Limited(c.Action)).Where(a => a != Action).Distinct()] : [];

    /// <summary>What a claim that decides now offers beside its action is certain if nothing can take its place.</summary>
    public bool IsCertain(Claim claim) => !IsUnsettled && Keeps(claim) && !Free.Any(f => f.IsAbove(claim));

    /// <summary>Whether a claim that decides has what it names, and not the limit in its place.</summary>
    public bool Keeps(Claim claim) => Limited(claim.Action) == claim.Action;

    /// <summary>The firing rules above a rule; none for a rule without a disposition, which takes no part.</summary>
    public ImmutableArray<RuleSymbol> FindAbove(RuleSymbol rule) =>
        rule.Action is null ? [] : [.. firing.Where(c => c.Rule.Overrides.Contains(rule)).Select(c => c.Rule)];

    private ActionSymbol Limited(ActionSymbol action) => limit is not null && Mildness.Order.Compare(action, limit) > 0 ? limit : action;

    private bool CanChange()
    {
        if (Status != DecisionStatus.Conflict)
        {
            return Free.Any(c => Limited(c.Action) != Action) || (limit is not null && CanConflict([.. Remaining, .. Free]));
        }

        return Free.Any(c => Mildness.Order.Compare(Limited(c.Action), Action) < 0)
            || (Action != limit && CanSetAside(Remaining.Where(c => c.Action == Named), Free.Where(c => c.Action != Named)))
            || Remaining.Concat(Free).Select(c => c.Action).Distinct()
                .Any(only => CanSetAside(Remaining.Where(c => c.Action != only), Free.Where(c => c.Action == only)));
    }

    private static bool CanConflict(ImmutableArray<Claim> claims) =>
        claims.Any(c => claims.Any(other => other.Action != c.Action && !c.IsAbove(other) && !other.IsAbove(c)));

    private static bool CanSetAside(IEnumerable<Claim> claims, IEnumerable<Claim> by)
    {
        List<Claim> above = [.. by];
        return claims.All(c => above.Exists(a => a.IsAbove(c)));
    }
}
