using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Tests.RandomPolicies;
using PolicyDsl.Verification.Tests.Z3;

namespace PolicyDsl.Verification.Tests.Differential;

/// <summary>A question about a policy: is there an incident of the world for which this holds?</summary>
/// <param name="Kind">What is asked, without names.</param>
/// <param name="Diagram">Where it holds, by the engine.</param>
/// <param name="Term">Where it holds, as a term of the script.</param>
internal sealed record Question(string Kind, string Name, Diagram Diagram, string Term);

/// <summary>The questions that a check of a policy asks: conflicts, gaps, dead rules, broken clauses, and the parts that these are made of.</summary>
internal static class Questions
{
    public static IEnumerable<Question> Of(RandomPolicy policy, PolicyModel model, SmtPolicy encoded) =>
        OfRules(policy, model, encoded).Concat(OfConflicts(policy, model, encoded)).Concat(OfAnswers(policy, model, encoded)).Concat(OfClauses(policy, model, encoded));

    private static IEnumerable<Question> OfRules(RandomPolicy policy, PolicyModel model, SmtPolicy encoded)
    {
        var diagrams = model.Universe.Diagrams;
        foreach (var rule in policy.Policy.Rules)
        {
            var (condition, term) = (model.Condition(rule), encoded.Condition(rule));
            yield return new("dead rule", rule.Name, model.Fires(rule), term.True);
            if (rule is not CrackdownSymbol)
            {
                yield return new("rule that never fails to fire", rule.Name, diagrams.Not(condition.True), Smt.Not(term.True));
                yield return new("rule that is never open", rule.Name, diagrams.Not(diagrams.Or(condition.True, condition.False)), Smt.And(Smt.Not(term.True), Smt.Not(term.False)));
            }

            if (rule.Action is not null)
            {
                yield return new("rule that is always set aside", rule.Name, model.Stands(rule), encoded.Stands(rule));
            }
        }
    }

    private static IEnumerable<Question> OfConflicts(RandomPolicy policy, PolicyModel model, SmtPolicy encoded)
    {
        var rules = policy.Policy.Rules.Where(r => r.Action is not null).ToList();
        for (var i = 0; i < rules.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                yield return new("conflict", $"{rules[j].Name} and {rules[i].Name}", Conflict(model, rules[j], rules[i]), encoded.Conflict(rules[j], rules[i]));
            }
        }

        yield return new("gap", "no rule stands", model.NothingStands, Smt.Not(encoded.StandsAny));
        yield return new("conflict", "any two rules", model.Conflict, Smt.Or(
            from i in Enumerable.Range(0, rules.Count) from j in Enumerable.Range(0, i) select encoded.Conflict(rules[j], rules[i])));
    }

    private static IEnumerable<Question> OfAnswers(RandomPolicy policy, PolicyModel model, SmtPolicy encoded)
    {
        foreach (var action in policy.Compilation.Actions)
        {
            yield return new("decision", action.Name, model.Decides(action), encoded.Decides(action));
        }

        foreach (var service in policy.Compilation.Services)
        {
            yield return new("offer", service.Name, model.Offers(service), encoded.Offers(service));
        }

        yield return new("decision", "nothing", model.DecidesNothing, encoded.DecidesNothing);
    }

    private static IEnumerable<Question> OfClauses(RandomPolicy policy, PolicyModel model, SmtPolicy encoded)
    {
        foreach (var clause in policy.Clauses)
        {
            if (clause.Form is LogicalForm form)
            {
                yield return new("clause", clause.Name, Breaks(model, form), encoded.Breaks(form));
            }
        }
    }

    private static Diagram Conflict(PolicyModel model, RuleSymbol a, RuleSymbol b)
    {
        var diagrams = model.Universe.Diagrams;
        return diagrams.OrAll(
            from action in model.Actions from other in model.Actions where action != other select diagrams.And(model.Claims(a, action), model.Claims(b, other)));
    }

    private static Diagram Breaks(PolicyModel model, LogicalForm form)
    {
        var diagrams = model.Universe.Diagrams;
        var concerned = model.Truth(form.When).True;
        concerned = form.Unless is { } unless ? diagrams.Difference(concerned, model.Truth(unless).True) : concerned;
        return diagrams.And(concerned, form switch
        {
            NeverForm never => diagrams.OrAll(never.Target.Actions.Select(model.Decides)),
            NeverHarsherForm limit => diagrams.OrAll(model.Actions.Where(a => a.Severity > limit.Limit.Severity).Select(model.Decides)),
            AlwaysForm always => diagrams.Not(diagrams.OrAll(always.Target.Actions.Select(model.Decides))),
            AlwaysOfferForm offer => diagrams.Not(diagrams.AndAll(offer.Services.Select(model.Offers))),
            _ => Diagram.False,
        });
    }
}
