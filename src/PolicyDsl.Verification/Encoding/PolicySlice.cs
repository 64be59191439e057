using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// What rules do within a set of incidents. A question about few incidents is answered from them outwards, one rule at a time, so that no diagram of
/// the whole policy is ever made: with hundreds of rules that one can be too large while every slice of it is small.
/// <para>Invariant: what is returned lies within what was given, and is false where no valid incident is in it; it may hold
/// assignments that are no incident beside those that are, which keeps it small. Take it together with <see cref="Universe.Valid"/>.</para>
/// <para>Cost: for one rule a step for each rule above it and each milder one that may meet it.</para>
/// </summary>
internal sealed class PolicySlice(PolicyModel model)
{
    private readonly DiagramManager diagrams = model.Universe.Diagrams;
    private readonly Diagram valid = model.Universe.Valid;
    private readonly Dictionary<RuleSymbol, List<RuleSymbol>> above = [];
    private readonly Dictionary<RuleSymbol, List<RuleSymbol>> rivals = [];

    /// <summary>The rules that take part in the disposition.</summary>
    public IEnumerable<RuleSymbol> Acting => model.Policy.Rules.Where(r => r.Action is not null);

    /// <summary>The actions that a rule may name: its own, and that of its <c>otherwise</c>.</summary>
    public static IEnumerable<ActionSymbol> ActionsOf(RuleSymbol rule) =>
        rule.Action is not { } action ? [] : rule.Alternative is { } alternative && alternative != action ? [action, alternative] : [action];

    /// <summary>The rules above one that take part in the disposition.</summary>
    public IReadOnlyList<RuleSymbol> Above(RuleSymbol rule)
    {
        if (!above.TryGetValue(rule, out var known))
        {
            above[rule] = known = [.. Acting.Where(r => r.Overrides.Contains(rule))];
        }

        return known;
    }

    /// <summary>False where nothing in it is an incident.</summary>
    public Diagram Prune(Diagram a) => a.IsFalse || !diagrams.Intersects(a, valid) ? Diagram.False : a;

    public Diagram And(Diagram within, Diagram other) => within.IsFalse || !diagrams.Intersects(within, other) ? Diagram.False : Prune(diagrams.And(within, other));

    public Diagram Minus(Diagram within, Diagram other) =>
        within.IsFalse || !diagrams.Intersects(within, other) ? within : Prune(diagrams.Difference(within, other));

    public Diagram Firing(Diagram within, RuleSymbol rule) => And(within, model.Fires(rule));

    /// <summary>Where a rule fires and none above it does.</summary>
    public Diagram Standing(Diagram within, RuleSymbol rule)
    {
        var here = rule.Action is null ? Diagram.False : Firing(within, rule);
        foreach (var upper in Above(rule))
        {
            here = Minus(here, model.Fires(upper));
        }

        return here;
    }

    /// <summary>Where a rule stands with an action: its own, or that of its <c>otherwise</c>.</summary>
    public Diagram Claiming(Diagram within, RuleSymbol rule, ActionSymbol action)
    {
        var alternative = model.AlternativeInForce(rule);
        var isOwn = rule.Action == action;
        var isOther = rule.Alternative == action;
        return isOwn && (isOther || rule.Alternative is null) ? Standing(within, rule)
            : isOwn ? Standing(Minus(within, alternative), rule)
            : isOther ? Standing(And(within, alternative), rule)
            : Diagram.False;
    }

    /// <summary>Where the rules decide an action and this one is among those that name it; resources not counted.</summary>
    public Diagram DecidedBy(Diagram within, RuleSymbol rule, ActionSymbol action)
    {
        var here = Claiming(within, rule, action);
        foreach (var other in FindRivals(rule))
        {
            foreach (var milder in ActionsOf(other).Where(a => Mildness.Order.Compare(a, action) < 0))
            {
                here = here.IsFalse ? here : Minus(here, Claiming(here, other, milder));
            }
        }

        return here;
    }

    /// <summary>The rules that may stand beside one: neither is above the other, and both fire for some incident.</summary>
    private List<RuleSymbol> FindRivals(RuleSymbol rule)
    {
        if (!rivals.TryGetValue(rule, out var known))
        {
            var fires = model.FiresPossibly(rule);
            rivals[rule] = known =
            [
                .. Acting.Where(r => r != rule && !r.Overrides.Contains(rule) && !rule.Overrides.Contains(r) && diagrams.Intersects(fires, model.Fires(r))),
            ];
        }

        return known;
    }

    /// <summary>Whether <see cref="DecidedBy"/> holds for some incident, without making it where no other rule may stand beside this one.</summary>
    public bool MayDecide(Diagram within, RuleSymbol rule, ActionSymbol action)
    {
        if (FindRivals(rule).Count > 0)
        {
            return !DecidedBy(within, rule, action).IsFalse;
        }

        var fires = model.Fires(rule);
        if (!diagrams.Intersects(within, fires))
        {
            return false;
        }

        var alternative = model.AlternativeInForce(rule);
        var named = diagrams.Or(
            rule.Action == action ? diagrams.Not(alternative) : Diagram.False,
            rule.Alternative == action ? alternative : Diagram.False);
        return diagrams.FindCheapestOfAll([within, valid, fires, named, .. Above(rule).Select(a => diagrams.Not(model.Fires(a)))], []) is not null;
    }

    /// <summary>Whether no rule with a disposition fires for some incident.</summary>
    public bool MayBeUnreached(Diagram within) =>
        diagrams.FindCheapestOfAll([within, valid, .. Acting.Select(a => diagrams.Not(model.Fires(a)))], []) is not null;

    /// <summary>Where no rule with a disposition fires: then and only then none stands, the order being strict.</summary>
    public Diagram Unreached(Diagram within)
    {
        foreach (var rule in Acting)
        {
            within = Minus(within, model.Fires(rule));
        }

        return Prune(within);
    }
}
