using System.Numerics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Principles;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Logic;

/// <summary>Incidents in scope that no rule decides, where there is no <c>otherwise</c>.</summary>
/// <param name="Kinds">In how many of all kinds of incident; null where they were not counted.</param>
public sealed record PolicyGap(FoundCase Case, (BigInteger Undecided, BigInteger All)? Kinds);

/// <summary>Looks for incidents about which a policy decides nothing.</summary>
public static class GapCheck
{
    /// <summary>Null where every incident in scope is decided.</summary>
    /// <exception cref="BudgetExceededException">The question is too large.</exception>
    public static PolicyGap? Find(PolicyModel model)
    {
        var core = FindUnreached(model);
        return core.IsFalse ? null : new PolicyGap(
            FoundCase.Find(model, model.Universe.Diagrams.And(core, model.Universe.Valid), w => w.Decision.Status == DecisionStatus.None),
            KindCount.Count(model, core, core));
    }

    /// <summary>The incidents in scope about which nothing is decided.</summary>
    /// <exception cref="BudgetExceededException">The question is too large.</exception>
    public static Diagram FindViolating(PolicyModel model) => model.Universe.Diagrams.And(FindUnreached(model), model.Universe.Valid);

    private static Diagram FindUnreached(PolicyModel model)
    {
        model.Universe.Diagrams.StartQuestion();
        return model.Policy.Otherwise is null ? new PolicySlice(model).Unreached(model.Scope.True) : Diagram.False;
    }
}
