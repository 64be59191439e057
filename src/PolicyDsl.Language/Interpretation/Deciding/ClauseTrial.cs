using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>How a logical clause fares on one decided incident.</summary>
/// <param name="Applies">The truth of the clause's condition: <c>when C</c>.</param>
/// <param name="IsExempt">The truth of <c>unless D</c>; false where there is none.</param>
/// <param name="IsAnswerWrong">Whether the decision is what the clause forbids, or not what it demands.</param>
public sealed record ClauseTrialOutcome(Truth Applies, Truth IsExempt, bool IsAnswerWrong)
{
    /// <summary>The clause has something to say here: C is true and D is not.</summary>
    public bool IsConcerned => Applies == Truth.True && IsExempt != Truth.True;

    public bool IsBroken => IsConcerned && IsAnswerWrong;
}

/// <summary>
/// Tries logical clauses on one incident: broken where C is true, D is not true, and the answer is wrong. An incident outside the scope
/// breaks nothing, as nothing is decided; in a conflict the mildest action is the answer; no action is as mild as can be, and
/// not the one that an <c>always</c> demands. Harsher means of a higher severity.
/// </summary>
public static class ClauseTrial
{
    public static ClauseTrialOutcome Try(LogicalForm form, Interpreter interpreter, EntityInstance incident, IIncidentHistory history, Decision decision)
    {
        if (decision.Status == DecisionStatus.Outside)
        {
            return new ClauseTrialOutcome(Truth.False, Truth.False, false);
        }

        var applies = interpreter.Evaluate(form.When, incident, history).ToTruth();
        if (applies != Truth.True)
        {
            return new ClauseTrialOutcome(applies, Truth.False, false);
        }

        var exempt = form.Unless is { } unless ? interpreter.Evaluate(unless, incident, history).ToTruth() : Truth.False;
        return new ClauseTrialOutcome(applies, exempt, IsWrong(form, decision));
    }

    /// <summary>Whether a decision is what a form forbids, or not what it demands, where its condition holds.</summary>
    public static bool IsWrong(LogicalForm form, Decision decision) => form switch
    {
        NeverForm never => decision.Action is { } action && never.Target.Actions.Contains(action),
        NeverHarsherForm limit => decision.Action is { } action && action.Severity > limit.Limit.Severity,
        AlwaysForm always => decision.Action is not { } action || !always.Target.Actions.Contains(action),
        AlwaysOfferForm offer => offer.Services.Any(s => !decision.Offers.Contains(s)),
        _ => false,
    };
}
