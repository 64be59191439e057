using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// All that a policy decides, part by part, as diagrams under names, so that two policies of one universe can be compared: disposition, conflict,
/// services offered and sent to, and where what is unknown leaves the disposition or an offer open. Which rules decide is no part of it: a decision
/// is the same whoever's it is. Where a resource may be exhausted, what is open is told more finely than a report tells it, so that
/// equal parts still mean equal decisions.
/// </summary>
internal sealed class DecisionParts(PolicyModel model)
{
    private readonly DiagramManager diagrams = model.Universe.Diagrams;
    private readonly Dictionary<RuleSymbol, Diagram> free = [];

    /// <summary>What is decided, of incidents in scope.</summary>
    public IEnumerable<(string Name, Diagram Holds)> FindDecided()
    {
        foreach (var action in model.Actions)
        {
            yield return ($"action {action.Name}", model.Decides(action));
        }

        yield return ("nothing", model.DecidesNothing);
        yield return ("conflict", model.Conflict);
        foreach (var service in model.Services)
        {
            yield return ($"offer {service.Name}", model.Offers(service));
            yield return ($"to {service.Name}", SendsTo(service));
        }
    }

    /// <summary>What stays open for want of knowledge, of incidents in scope.</summary>
    public IEnumerable<(string Name, Diagram Holds)> FindOpen()
    {
        if (model.Policy.Resources.Any(r => r.WhenExhausted is not null))
        {
            foreach (var action in model.Actions)
            {
                yield return ($"open {action.Name}", FreeFor(action));
            }
        }

        yield return ("unsettled", Unsettled());
        foreach (var service in model.Services)
        {
            yield return ($"open offer {service.Name}", MayOffer(service));
        }
    }

    /// <summary>Where a rule that decides sends to the service.</summary>
    private Diagram SendsTo(ServiceSymbol service) => diagrams.OrAll(model.Policy.Rules.Where(r => r.To.Contains(service)).Select(r =>
        r.Action is { } action ? diagrams.And(diagrams.Difference(model.Stands(r), model.AlternativeInForce(r)), model.Decides(action)) : Diagram.False));

    /// <summary>Where one action is decided and an open rule that nothing sets aside names another.</summary>
    private Diagram Unsettled()
    {
        var result = Diagram.False;
        foreach (var action in model.Actions)
        {
            var others = diagrams.OrAll(model.Actions.Where(a => a != action).Select(FreeFor));
            result = diagrams.Or(result, diagrams.And(model.DecidesByRules(action), others));
        }

        var nothing = diagrams.And(model.DecidesNothing, diagrams.OrAll(model.Actions.Select(FreeFor)));
        return diagrams.Difference(diagrams.Or(result, nothing), model.Conflict);
    }

    private Diagram MayOffer(ServiceSymbol service)
    {
        var offered = model.Policy.Rules.Where(r => r.Offers.Contains(service)).Select(r => diagrams.Or(model.Fires(r), model.Open(r)));
        var sent = model.Policy.Rules.Where(r => r.To.Contains(service)).Select(r => diagrams.Difference(diagrams.Or(model.Stands(r), Free(r)), model.AlternativeInForce(r)));
        return diagrams.OrAll([.. offered, .. sent]);
    }

    /// <summary>Where an open rule that nothing sets aside names the action, now.</summary>
    private Diagram FreeFor(ActionSymbol action) => diagrams.OrAll(model.Policy.Rules.Where(r => r.Action == action || r.Alternative == action).Select(r =>
    {
        var alternative = model.AlternativeInForce(r);
        var named = diagrams.Or(r.Action == action ? diagrams.Not(alternative) : Diagram.False, r.Alternative == action ? alternative : Diagram.False);
        return diagrams.And(Free(r), named);
    }));

    /// <summary>Where a rule with a disposition is open and no firing rule is above it.</summary>
    private Diagram Free(RuleSymbol rule)
    {
        if (rule.Action is null)
        {
            return Diagram.False;
        }

        if (!free.TryGetValue(rule, out var result))
        {
            ImmutableArray<Diagram> above = [.. model.Policy.Rules.Where(r => r.Action is not null && r.Overrides.Contains(rule)).Select(model.Fires)];
            free[rule] = result = diagrams.Difference(model.Open(rule), diagrams.OrAll(above));
        }

        return result;
    }
}
