using System.Collections.Immutable;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>A policy ready to be decided by masks: its conditions in a plan, and its order as lists of places.</summary>
internal sealed class PolicyPlan
{
    /// <summary>A condition that is not looked at: no scope is written, or a crackdown is not active.</summary>
    public const int NoCondition = -1;

    public PolicyPlan(RunPolicy policy, PlanBuilder builder)
    {
        Policy = policy.Policy;
        Scope = Policy.AppliesWhen is { } applies ? builder.AddCondition(applies, policy.Scope) : NoCondition;
        Rules = [.. Policy.Rules.Select((rule, place) => new RulePlan(rule, place, ConditionOf(rule, policy, builder)))];
        var claiming = Rules.Where(r => r.Rule.Action is not null && r.Condition != NoCondition).ToList();
        foreach (var rule in claiming)
        {
            rule.Above = [.. claiming.Where(other => other.Rule.Overrides.Contains(rule.Rule)).Select(other => other.Place)];
        }

        Actions = [.. claiming.Select(r => r.Rule.Action).Append(Policy.Otherwise).OfType<ActionSymbol>().Distinct().Order(Mildness.Order)];
        foreach (var rule in claiming)
        {
            rule.Action = Actions.IndexOf(rule.Rule.Action ?? throw new InvalidOperationException("A rule that claims has an action."));
        }

        Otherwise = Policy.Otherwise is { } otherwise ? Actions.IndexOf(otherwise) : -1;
        var offered = Rules.SelectMany(r => r.Rule.Offers.Concat(r.Rule.To)).ToHashSet();
        Services = [.. policy.Scope.All<ServiceSymbol>().Where(offered.Contains)];
        foreach (var rule in Rules)
        {
            rule.Offers = [.. rule.Rule.Offers.Select(s => Services.IndexOf(s))];
            rule.To = [.. rule.Rule.To.Select(s => Services.IndexOf(s))];
        }

        Interpreter = new Interpreter(Policy, policy.Scope);
    }

    public PolicySymbol Policy { get; }

    /// <summary>The condition of <c>applies when</c>.</summary>
    public int Scope { get; }

    public ImmutableArray<RulePlan> Rules { get; }

    /// <summary>Every action that can be decided, from the mildest to the harshest.</summary>
    public ImmutableArray<ActionSymbol> Actions { get; }

    /// <summary>The place of the action of <c>otherwise</c> among <see cref="Actions"/>, or -1.</summary>
    public int Otherwise { get; }

    /// <summary>Every service that can be offered, in order of declaration.</summary>
    public ImmutableArray<ServiceSymbol> Services { get; }

    public Interpreter Interpreter { get; }

    /// <summary>That of a crackdown is planned, so that what the data cannot tell of its histories comes out, and not looked at.</summary>
    private static int ConditionOf(RuleSymbol rule, RunPolicy policy, PlanBuilder builder)
    {
        if (rule.When is not { } when)
        {
            return NoCondition;
        }

        var condition = builder.AddCondition(when, rule.Unless, policy.Scope);
        return rule is CrackdownSymbol ? NoCondition : condition;
    }
}

/// <summary>A rule ready to be decided by masks.</summary>
internal sealed class RulePlan(RuleSymbol rule, int place, int condition)
{
    public RuleSymbol Rule { get; } = rule;

    /// <summary>Its place among the rules of the policy.</summary>
    public int Place { get; } = place;

    public int Condition { get; } = condition;

    /// <summary>The place of its action among those of the policy; -1 where it claims nothing.</summary>
    public int Action { get; set; } = -1;

    /// <summary>Places of the rules that set it aside when they fire.</summary>
    public ImmutableArray<int> Above { get; set; } = [];

    /// <summary>Places among the services of the policy.</summary>
    public ImmutableArray<int> Offers { get; set; } = [];

    public ImmutableArray<int> To { get; set; } = [];
}
