using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// The definition of the language: what a policy decides for one incident, by language.md sections 5 to 8 and in their order. Slow and
/// plain on purpose; faster engines are tested against it. Immutable, so one may serve many threads.
/// Cost: every condition once, and the order of rules quadratic in the rules that fire or are open.
/// </summary>
public sealed class Interpreter
{
    private readonly ImmutableArray<ActionSymbol> actions;
    private readonly ImmutableArray<ServiceSymbol> services;
    private readonly ImmutableArray<(RuleSymbol Rule, BoundExpression? Condition)> conditions;

    public Interpreter(PolicySymbol policy, GlobalScope scope)
    {
        Policy = policy;
        actions = [.. scope.All<ActionSymbol>()];
        services = [.. scope.All<ServiceSymbol>()];
        conditions = [.. policy.Rules.Select(r => (r, ConditionOf(r)))];
    }

    public PolicySymbol Policy { get; }

    /// <summary>What is known of an expression's value.</summary>
    /// <param name="expression">A bound expression about <paramref name="subject"/>.</param>
    /// <param name="subject">The incident, person or area that it is about.</param>
    /// <param name="history">The earlier incidents.</param>
    /// <param name="thisIncident">Inside a history, the incident decided.</param>
    public Value Evaluate(BoundExpression expression, EntityInstance subject, IIncidentHistory history, EntityInstance? thisIncident = null) =>
        EvaluatorFor(history).Evaluate(expression, subject, thisIncident);

    /// <summary>What the policy decides for an incident.</summary>
    public Decision Decide(EntityInstance incident, IIncidentHistory history, DecideOptions? options = null)
    {
        options ??= DecideOptions.Default;
        var judge = new Judge(EvaluatorFor(history), incident, options);
        var scope = Policy.AppliesWhen is { } applies ? judge.Try(applies) : new Judgement(Truth.True, [], null);
        if (scope.Truth != Truth.True)
        {
            return new Decision(DecisionStatus.Outside, null)
            {
                IsUnsettled = scope.Truth == Truth.Unknown,
                ScopeUnknownFields = scope.Wanting,
                ScopeTrace = scope.Trace,
            };
        }

        var judged = conditions.Select(c => judge.Try(c.Rule, c.Condition)).ToList();
        return Settle(judged, options) with { ScopeTrace = scope.Trace };
    }

    /// <summary>
    /// What the policy decides for an incident in scope where the conditions of its rules have been judged already. No crackdown is active; for want of what a rule is
    /// open is not said.
    /// </summary>
    /// <param name="conditions">The truth of <c>when C unless D</c> of each rule, in order of declaration; those of crackdowns are passed over.</param>
    public Decision Decide(ReadOnlySpan<Truth> conditions)
    {
        var judged = new List<RuleOutcome>(Policy.Rules.Length);
        for (var i = 0; i < Policy.Rules.Length; i++)
        {
            var state = Policy.Rules[i] is CrackdownSymbol ? RuleState.Inactive : Judge.StateOf(conditions[i]);
            judged.Add(new RuleOutcome(Policy.Rules[i], state, [], [], null));
        }

        return Settle(judged, DecideOptions.Default);
    }

    /// <summary><c>when C unless D</c> as <c>C and not D</c>.</summary>
    internal static BoundExpression? ConditionOf(RuleSymbol rule)
    {
        if (rule.When is not { } when || rule.Unless is not { } unless)
        {
            return rule.When;
        }

        var exempt = new BoundUnary(BoundUnaryOperator.Not, unless, BasicType.Boolean, unless.Syntax) { Source = unless.Source };
        return new BoundLogical(true, [when, exempt], when.Syntax) { Source = when.Source };
    }

    private ExpressionEvaluator EvaluatorFor(IIncidentHistory history) => new(actions, new EvaluationInputs { History = history });

    /// <summary>From what fired and what is open to the decision: points 2 to 5 of section 8.</summary>
    private Decision Settle(List<RuleOutcome> judged, DecideOptions options)
    {
        var firing = judged.Where(o => o.State == RuleState.Fired).Select(o => o.Rule).ToList();
        var exhausted = FindExhausted(options);
        var standing = new Standing(
            [.. firing.Select(r => Claim.Of(r, options)).OfType<Claim>()],
            [.. judged.Where(o => o.State == RuleState.Open).Select(o => Claim.Of(o.Rule, options)).OfType<Claim>()],
            Policy.Otherwise,
            exhausted?.WhenExhausted);
        var outcomes = judged.Select(o => WithOrder(o, standing)).ToImmutableArray();
        var deciding = standing.Remaining.Where(c => c.Action == standing.Named).ToList();
        var kept = deciding.Where(standing.Keeps).ToList();
        return new Decision(standing.Status, standing.Action)
        {
            Rules = [.. deciding.Select(c => c.Rule)],
            ByOtherwise = standing.Remaining.IsEmpty && standing.Action is not null,
            ReplacedBy = standing.IsReplaced ? exhausted : null,
            ReplacedAction = standing.IsReplaced ? standing.Named : null,
            Offers = InOrder([.. firing.SelectMany(r => r.Offers), .. kept.SelectMany(c => c.To)]),
            To = InOrder([.. kept.SelectMany(c => c.To)]),
            Partners = [.. kept.SelectMany(c => c.Rule.Partners).Distinct()],
            Within = kept.Select(c => c.Rule.Within).OfType<CalendarLength>().MinBy(Principles.CalendarBounds.LongestSeconds),
            IsUnsettled = standing.IsUnsettled,
            OtherActions = standing.OtherActions,
            OpenOffers = FindOpenOffers(judged, firing, standing, deciding),
            Outcomes = outcomes,
        };
    }

    /// <summary>Of the exhausted resources the one that leaves the mildest action, the first of those in order of declaration.</summary>
    private ResourceSymbol? FindExhausted(DecideOptions options) => options.ExhaustedResources.IsEmpty ? null
        : Policy.Resources.Where(r => r.WhenExhausted is not null && options.ExhaustedResources.Contains(r))
            .OrderBy(r => r.WhenExhausted, Mildness.Order)
            .FirstOrDefault();

    private ImmutableArray<ServiceSymbol> FindOpenOffers(List<RuleOutcome> judged, List<RuleSymbol> firing, Standing standing, List<Claim> deciding)
    {
        if (!judged.Exists(o => o.State == RuleState.Open))
        {
            return [];
        }

        var certain = firing.SelectMany(r => r.Offers).Concat(deciding.Where(standing.IsCertain).SelectMany(c => c.To));
        var possible = judged.Where(o => o.State == RuleState.Open).SelectMany(o => o.Rule.Offers)
            .Concat(standing.Remaining.Concat(standing.Free).Where(standing.Keeps).SelectMany(c => c.To));
        return InOrder([.. possible.Except(certain)]);
    }

    private static RuleOutcome WithOrder(RuleOutcome outcome, Standing standing)
    {
        if (outcome.State != RuleState.Fired || standing.FindAbove(outcome.Rule) is not { IsEmpty: false } above)
        {
            return outcome;
        }

        return outcome with { State = RuleState.SetAside, SetAsideBy = above };
    }

    /// <summary>Each service once, in order of declaration.</summary>
    private ImmutableArray<ServiceSymbol> InOrder(HashSet<ServiceSymbol> chosen) => [.. services.Where(chosen.Contains)];
}
