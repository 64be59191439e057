using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// All that a policy decides within some incidents, part by part, as diagrams under names, so that two policies of one universe can be compared:
/// disposition, conflict, services offered and sent to, and where what is unknown leaves the disposition or an offer open. Which rules decide is no part of
/// it: a decision is the same whoever's it is. In a conflict and where a resource is exhausted, what is open is told more finely than a report tells it:
/// equal parts mean equal decisions everywhere, unequal ones are looked into.
/// <para>Cost: for each rule a step for each rule above it, all within the incidents given: of few incidents, small diagrams.</para>
/// </summary>
internal sealed class DecisionParts
{
    private readonly PolicyModel model;
    private readonly DiagramManager diagrams;
    private readonly Diagram within;
    private readonly ImmutableArray<RuleSymbol> acting;
    private readonly Dictionary<RuleSymbol, Diagram> fires;
    private readonly Dictionary<RuleSymbol, Diagram> stands;
    private readonly Dictionary<ActionSymbol, Diagram> claimed;
    private readonly Dictionary<ActionSymbol, Diagram> named;

    public DecisionParts(PolicyModel model, Diagram within)
    {
        this.model = model;
        this.within = within;
        diagrams = model.Universe.Diagrams;
        acting = [.. model.Policy.Rules.Where(r => r.Action is not null)];
        fires = model.Policy.Rules.ToDictionary(r => r, r => diagrams.And(within, model.Fires(r)));
        stands = acting.ToDictionary(r => r, r => TakeAway(fires[r], r));
        NothingStands = diagrams.Difference(within, diagrams.OrAll(stands.Values));
        claimed = model.Actions.ToDictionary(a => a, a => Naming(a, stands));
        named = model.Actions.ToDictionary(a => a, FindNamed);
        Conflict = FindConflict();
    }

    /// <summary>Where rules that stand name different actions.</summary>
    public Diagram Conflict { get; }

    /// <summary>Where nothing is decided.</summary>
    public Diagram DecidesNothing => model.Policy.Otherwise is null ? NothingStands : Diagram.False;

    private Diagram NothingStands { get; }

    /// <summary>Pairs of rules that both stand for some of these incidents.</summary>
    public IEnumerable<(RuleSymbol One, RuleSymbol Other)> FindMeeting(Diagram among)
    {
        for (var i = 0; i < acting.Length; i++)
        {
            var one = diagrams.And(among, stands[acting[i]]);
            foreach (var other in one.IsFalse ? [] : acting.Skip(i + 1).Where(o => diagrams.Intersects(one, stands[o])))
            {
                yield return (acting[i], other);
            }
        }
    }

    /// <summary>What is decided.</summary>
    public IEnumerable<(string Name, Diagram Holds)> FindDecided()
    {
        foreach (var action in model.Actions)
        {
            yield return ($"action {action.Name}", FindDecided(action));
        }

        yield return ("nothing", DecidesNothing);
        yield return ("conflict", Conflict);
        foreach (var service in model.Services)
        {
            var sent = SendsTo(service);
            yield return ($"to {service.Name}", sent);
            yield return ($"offer {service.Name}", diagrams.Or(sent, diagrams.OrAll(Offering(service).Select(r => fires[r]))));
        }
    }

    /// <summary>What stays open for want of knowledge.</summary>
    public IEnumerable<(string Name, Diagram Holds)> FindOpen()
    {
        var open = model.Policy.Rules.ToDictionary(r => r, r => diagrams.And(within, model.Open(r)));
        var anyOpen = diagrams.OrAll(open.Values);
        if (!diagrams.Intersects(anyOpen, model.Universe.Valid))
        {
            yield break;
        }

        var free = acting.ToDictionary(r => r, r => TakeAway(open[r], r));
        var unsettled = FindUnsettled(free);
        yield return ("unsettled", unsettled);
        foreach (var service in model.Services)
        {
            var offered = diagrams.OrAll(Offering(service).Select(r => fires[r]));
            var mayBeOffered = Offering(service).Select(r => open[r]);
            var mayBeSent = acting.Where(r => r.To.Contains(service)).Select(r => Keeping(r, diagrams.Or(stands[r], free[r])));
            yield return ($"possible offer {service.Name}", diagrams.And(anyOpen, diagrams.OrAll([offered, .. mayBeOffered, .. mayBeSent])));
            yield return ($"certain offer {service.Name}", diagrams.And(anyOpen, diagrams.Or(offered, SendsForCertain(service, free, unsettled))));
        }

        foreach (var part in FindFine(free))
        {
            yield return part;
        }
    }

    /// <summary>
    /// In a conflict, and where a resource is exhausted, whether open rules could change the decision hangs on which rules stand and which
    /// are above which: there, all of it is told.
    /// </summary>
    private IEnumerable<(string Name, Diagram Holds)> FindFine(Dictionary<RuleSymbol, Diagram> free)
    {
        var special = diagrams.OrAll([Conflict, .. model.Policy.Resources.Where(r => r.WhenExhausted is not null).Select(model.Exhausted)]);
        var here = diagrams.And(special, diagrams.OrAll(free.Values));
        if (!diagrams.Intersects(here, model.Universe.Valid))
        {
            yield break;
        }

        foreach (var rule in acting)
        {
            var what = $"{rule.Name} {rule.Action?.Name} {rule.Alternative?.Name}";
            yield return ($"free {what}", diagrams.And(here, free[rule]));
            yield return ($"standing {what}", diagrams.And(here, stands[rule]));
        }

        yield return ($"order {string.Join(';', acting.Select(r => string.Join(',', r.Overrides.Select(o => o.Ordinal))))}", here);
    }

    private IEnumerable<RuleSymbol> Offering(ServiceSymbol service) => model.Policy.Rules.Where(r => r.Offers.Contains(service));

    /// <summary>What is left of a rule's incidents where no rule above it fires. Rules are taken away one by one: together they would be large.</summary>
    private Diagram TakeAway(Diagram here, RuleSymbol rule)
    {
        foreach (var above in acting.Where(r => r.Overrides.Contains(rule)))
        {
            here = here.IsFalse ? here : diagrams.Difference(here, fires[above]);
        }

        return here;
    }

    /// <summary>Where one of some rules, each where it is given, names the action: its own, or that of its <c>otherwise</c>.</summary>
    private Diagram Naming(ActionSymbol action, Dictionary<RuleSymbol, Diagram> rules) =>
        diagrams.OrAll(rules.Where(r => r.Key.Action == action || r.Key.Alternative == action).Select(r =>
        {
            var alternative = model.AlternativeInForce(r.Key);
            return r.Key.Action == r.Key.Alternative || r.Key.Alternative is null ? r.Value
                : r.Key.Action == action ? diagrams.Difference(r.Value, alternative)
                : diagrams.And(r.Value, alternative);
        }));

    /// <summary>Where the rules decide the action, or <c>otherwise</c> does, before a resource replaces it.</summary>
    private Diagram FindNamed(ActionSymbol action)
    {
        var here = claimed[action];
        foreach (var milder in model.Actions.TakeWhile(a => a != action))
        {
            here = here.IsFalse ? here : diagrams.Difference(here, claimed[milder]);
        }

        return action == model.Policy.Otherwise ? diagrams.Or(here, NothingStands) : here;
    }

    private Diagram FindDecided(ActionSymbol action)
    {
        var kept = diagrams.Difference(named[action], model.ReplacesHarsher(action));
        var instead = model.MildestExhausted(action);
        var harsher = instead.IsFalse ? [] : model.Actions.Where(a => Mildness.Order.Compare(a, action) > 0).Select(a => named[a]);
        return diagrams.Or(kept, diagrams.And(instead, diagrams.OrAll(harsher)));
    }

    private Diagram FindConflict()
    {
        var (some, several) = (Diagram.False, Diagram.False);
        foreach (var action in model.Actions)
        {
            several = diagrams.Or(several, diagrams.And(some, claimed[action]));
            some = diagrams.Or(some, claimed[action]);
        }

        return several;
    }

    /// <summary>Where a rule that decides sends to the service.</summary>
    private Diagram SendsTo(ServiceSymbol service) => diagrams.OrAll(acting.Where(r => r.To.Contains(service)).Select(Sends));

    private Diagram Sends(RuleSymbol rule) => rule.Action is { } action ? diagrams.And(Keeping(rule, stands[rule]), named[action]) : Diagram.False;

    /// <summary>Where a rule would have its own action, and not that of its <c>otherwise</c> or of an exhausted resource.</summary>
    private Diagram Keeping(RuleSymbol rule, Diagram here) => rule.Action is { } action
        ? diagrams.Difference(diagrams.Difference(here, model.AlternativeInForce(rule)), model.ReplacesHarsher(action))
        : Diagram.False;

    /// <summary>The same, where nothing that is open could take the rule's place.</summary>
    private Diagram SendsForCertain(ServiceSymbol service, Dictionary<RuleSymbol, Diagram> free, Diagram unsettled) => diagrams.Difference(
        diagrams.OrAll(acting.Where(r => r.To.Contains(service)).Select(r => acting.Where(a => a.Overrides.Contains(r)).Aggregate(Sends(r), (here, a) => diagrams.Difference(here, free[a])))),
        unsettled);

    /// <summary>Where one action is decided and an open rule that nothing sets aside names another.</summary>
    private Diagram FindUnsettled(Dictionary<RuleSymbol, Diagram> free)
    {
        var freeFor = model.Actions.ToDictionary(a => a, a => Naming(a, free));
        var result = diagrams.And(DecidesNothing, diagrams.OrAll(freeFor.Values));
        foreach (var action in model.Actions)
        {
            var others = diagrams.OrAll(model.Actions.Where(a => a != action).Select(a => freeFor[a]));
            result = diagrams.Or(result, diagrams.And(named[action], others));
        }

        return diagrams.Difference(result, Conflict);
    }
}
