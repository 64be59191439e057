using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tests.Differential;

/// <summary>
/// Holds the diagrams of a policy against the interpreter on one incident: with the variables as the incident makes them, every diagram must
/// say what the interpreter says.
/// </summary>
internal static class DiagramChecks
{
    public static void Check(RandomPolicy policy, RandomCase random) =>
        Assert.True(FindDifference(policy, Model(policy), random) is null, FindDifference(policy, Model(policy), random));

    public static PolicyModel Model(RandomPolicy policy) =>
        Universe.Create([new ModelledPolicy(policy.Policy, policy.Scope) { Clauses = [.. policy.Clauses] }]).Models[0];

    /// <summary>The first thing that the diagrams say otherwise than the interpreter; null where they agree.</summary>
    public static string? FindDifference(RandomPolicy policy, PolicyModel model, RandomCase random)
    {
        var decision = model.Interpreter.Decide(random.Incident, random.History, random.Facts);
        var assignment = model.Universe.Abstract(model, random.Incident, random.History, random.Facts);
        return Statements(policy, model, random, decision)
            .Where(s => (model.Universe.Diagrams.Evaluate(s.Diagram, assignment) == 1) != s.Expected)
            .Select(s => $"{s.What}: the interpreter says {(s.Expected ? "yes" : "no")}, the diagram the opposite")
            .FirstOrDefault();
    }

    private static IEnumerable<(string What, Diagram Diagram, bool Expected)> Statements(RandomPolicy policy, PolicyModel model, RandomCase random, Decision decision)
    {
        var isInside = decision.Status != DecisionStatus.Outside;
        yield return ("the incident is valid", model.Universe.Valid, true);
        yield return ("in scope", model.Scope.True, isInside);
        yield return ("outside", model.Scope.False, !isInside && !decision.IsUnsettled);
        foreach (var statement in decision.Outcomes.SelectMany(o => Statements(model, o)))
        {
            yield return statement;
        }

        foreach (var clause in policy.Clauses)
        {
            if (clause.Form is LogicalForm form)
            {
                foreach (var (what, condition) in new[] { ("when", form.When), ("unless", form.Unless) })
                {
                    var truth = condition is null ? Truth.False : model.Interpreter.Evaluate(condition, random.Incident, random.History).ToTruth();
                    var encoded = condition is null ? TruthDiagrams.Never : model.Truth(condition);
                    yield return ($"{clause.Name} {what} is true", encoded.True, truth == Truth.True);
                    yield return ($"{clause.Name} {what} is false", encoded.False, truth == Truth.False);
                }
            }
        }

        if (!isInside)
        {
            yield break;
        }

        foreach (var action in policy.Compilation.Actions)
        {
            yield return ($"decides {action.Name}", model.Decides(action), decision.Action == action);
        }

        foreach (var service in policy.Compilation.Services)
        {
            yield return ($"offers {service.Name}", model.Offers(service), decision.Offers.Contains(service));
        }

        yield return ("decides nothing", model.DecidesNothing, decision.Status == DecisionStatus.None);
        yield return ("conflict", model.Conflict, decision.Status == DecisionStatus.Conflict);
        var place = decision.Action is { } decided ? model.Actions.IndexOf(decided) + 2 : 1;
        var disposition = model.Disposition;
        yield return ("the disposition", model.Universe.Diagrams.Where(disposition, terminal => terminal == place), true);
    }

    private static IEnumerable<(string What, Diagram Diagram, bool Expected)> Statements(PolicyModel model, RuleOutcome outcome)
    {
        var (name, rule) = (outcome.Rule.Name, outcome.Rule);
        if (outcome.State != RuleState.Inactive)
        {
            yield return ($"the condition of {name} is true", model.Condition(rule).True, outcome.State is RuleState.Fired or RuleState.SetAside);
            yield return ($"the condition of {name} is false", model.Condition(rule).False, outcome.State == RuleState.DidNotFire);
        }

        yield return ($"{name} fires", model.Fires(rule), outcome.State is RuleState.Fired or RuleState.SetAside);
        yield return ($"{name} stands", model.Stands(rule), outcome.State == RuleState.Fired && rule.Action is not null);
    }
}
