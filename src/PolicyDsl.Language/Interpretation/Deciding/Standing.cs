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
///
/// Unsettled without trying every subset of the open claims. An open claim below a firing one is below it whatever else fires: it
/// never remains, and what it sets aside is set aside by the firing one too; leave those out. Of the others, the free ones:
/// - one that fires alone remains. So if nothing remains now, or one action, a free claim with another action changes the outcome; and
///   if all free claims name that action, whatever remains always does.
/// - in a conflict with mildest action m, a free claim milder than m changes it. Otherwise the outcome changes only if no m remains, or only
///   m does. Firing all free claims other than m sets aside every m that any choice could: if an m remains then, one remains under
///   every choice, as above it there can only be other claims of m. In the same way firing all free claims of m sets
///   aside every other action that any choice without new actions could.
/// Cost: quadratic in the claims. A test compares this with the trial of all subsets.
/// </summary>
internal sealed class Standing
{
    private readonly ImmutableArray<Claim> firing;

    public Standing(ImmutableArray<Claim> firing, ImmutableArray<Claim> open, ActionSymbol? otherwise)
    {
        this.firing = firing;
        Remaining = [.. firing.Where(c => !firing.Any(above => above.IsAbove(c)))];
        Action = Remaining.IsEmpty ? otherwise : Remaining.Select(c => c.Action).Min(Mildness.Order);
        Status = Remaining.IsEmpty
            ? otherwise is null ? DecisionStatus.None : DecisionStatus.Decided
            : Remaining.All(c => c.Action == Action) ? DecisionStatus.Decided : DecisionStatus.Conflict;
        Free = [.. open.Where(c => !firing.Any(above => above.IsAbove(c)))];
        IsUnsettled = CanChange(Free);
    }

    public ImmutableArray<Claim> Remaining { get; }

    /// <summary>The action of those that remain, the mildest in a conflict, else that of <c>otherwise</c>.</summary>
    public ActionSymbol? Action { get; }

    public DecisionStatus Status { get; }

    public bool IsUnsettled { get; }

    /// <summary>The open claims that no firing one is above.</summary>
    public ImmutableArray<Claim> Free { get; }

    /// <summary>
    /// The actions besides the one decided that some choice of open claims could bring about: only what remains now or is free can remain,
    /// and <c>otherwise</c> decides only where nothing remains now.
    /// </summary>
    public ImmutableArray<ActionSymbol> OtherActions =>
        IsUnsettled ? [.. Remaining.Concat(Free).Select(c => c.Action).Where(a => a != Action).Distinct()] : [];

    /// <summary>What a claim that decides now offers beside its action is certain if nothing can take its place.</summary>
    public bool IsCertain(Claim claim) => !IsUnsettled && !Free.Any(f => f.IsAbove(claim));

    /// <summary>The firing rules above a rule; none for a rule without a disposition, which takes no part.</summary>
    public ImmutableArray<RuleSymbol> FindAbove(RuleSymbol rule) =>
        rule.Action is null ? [] : [.. firing.Where(c => c.Rule.Overrides.Contains(rule)).Select(c => c.Rule)];

    private bool CanChange(ImmutableArray<Claim> free)
    {
        if (Status != DecisionStatus.Conflict)
        {
            return free.Any(c => c.Action != Action);
        }

        var (mildest, others) = (free.Where(c => c.Action == Action).ToList(), free.Where(c => c.Action != Action).ToList());
        return others.Exists(c => Mildness.Order.Compare(c.Action, Action) < 0)
            || Remaining.Where(c => c.Action == Action).All(c => others.Exists(above => above.IsAbove(c)))
            || Remaining.Where(c => c.Action != Action).All(c => mildest.Exists(above => above.IsAbove(c)));
    }
}
