using PolicyDsl.Language.Binding;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// Which conditions of histories imply which, asked of the solver about an earlier incident of which anything may be known: where the one is true
/// so is the other, and where the other is false so is the one. Conditions that speak of <c>this</c> imply only themselves.
/// </summary>
internal sealed class SmtImplications(Z3Process z3, RandomPolicy policy)
{
    private readonly Dictionary<(string, string), bool> answers = [];

    public bool Implies(BoundHistory one, BoundHistory other)
    {
        if (HistoryKey.ConditionOf(one) == HistoryKey.ConditionOf(other) || other.Condition is null)
        {
            return true;
        }

        if (one.Condition is not { } first || SpeaksOfThis(first) || SpeaksOfThis(other.Condition))
        {
            return false;
        }

        var key = (HistoryKey.ConditionOf(one), HistoryKey.ConditionOf(other));
        if (!answers.TryGetValue(key, out var answer))
        {
            answers[key] = answer = Ask(first, other.Condition);
        }

        return answer;
    }

    private bool Ask(BoundExpression one, BoundExpression other)
    {
        var script = new SmtScript();
        var earlier = new SmtIncident(policy, script);
        var (a, b) = (earlier.Truth(one), earlier.Truth(other));
        script.Assert(Smt.Or(Smt.And(a.True, Smt.Not(b.True)), Smt.And(b.False, Smt.Not(a.False))));
        return z3.Ask($"{script}(check-sat)")[0] == Satisfiability.Unsatisfiable;
    }

    private static bool SpeaksOfThis(BoundExpression condition) => condition.BoundDescendants().Any(e => e is BoundThis);
}
