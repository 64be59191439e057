using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Principles;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>Every bad policy is violated by a witness that replays on the interpreter, and the policy that keeps all clauses is proved to.</summary>
public sealed class EngineVerdictTests
{
    public static TheoryData<string, string> BadLogical => CompiledSample.Rows(areGood: false, typeof(LogicalForm));

    public static TheoryData<string, string> BadOrder => CompiledSample.Rows(areGood: false, typeof(NeverFallsForm));

    public static TheoryData<string> Clauses => [.. ClauseSample.LibraryClauses().Where(c => c.Form is LogicalForm or NeverFallsForm).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Clauses))]
    public void The_policy_that_keeps_all_clauses_is_proved(string clause)
    {
        var verdict = Prove(CompiledSample.GetAllClauses(clause)).Verdict;

        Assert.True(verdict.Verdict == Verdict.Proved, $"{verdict.Verdict}: {verdict.Reason}\n{verdict.Witness?.Text}");
    }

    [Theory]
    [MemberData(nameof(BadLogical))]
    public void A_bad_policy_is_violated_by_a_witness_that_replays(string clause, string name)
    {
        var (model, verdict) = Prove(CompiledSample.Get(clause, name));

        var witness = GetWitness(verdict);
        var form = Assert.IsType<LogicalForm>(verdict.Clause.Form, exactMatch: false);
        var history = new ListedHistory([.. witness.Earlier]);
        var decision = model.Interpreter.Decide(witness.Incident, history, witness.Facts);
        Assert.Equal(witness.Decision.Action, decision.Action);
        Assert.True(ClauseTrial.Try(form, model.Interpreter, witness.Incident, history, decision).IsBroken, witness.Text);
    }

    [Theory]
    [MemberData(nameof(BadOrder))]
    public void A_bad_order_is_violated_by_two_incidents_that_replay(string clause, string name)
    {
        var (model, verdict) = Prove(CompiledSample.Get(clause, name));

        var witness = GetWitness(verdict);
        Assert.NotNull(witness.Other);
        var history = new ListedHistory([.. witness.Earlier]);
        var (lower, higher) = (Severity(witness.Incident), Severity(witness.Other));
        var term = RisingTerm.Of(verdict.Clause);
        Assert.True(term.FindValue(witness.Incident) < term.FindValue(witness.Other), witness.Text);
        Assert.True(higher < lower, $"{lower} at {witness.Text}, {higher} at {witness.OtherText}");

        int Severity(EntityInstance incident)
        {
            var decision = model.Interpreter.Decide(incident, history, witness.Facts);
            Assert.NotEqual(DecisionStatus.Outside, decision.Status);
            return decision.Action?.Severity ?? 0;
        }
    }

    private static ClauseWitness GetWitness(ClauseVerdict verdict)
    {
        Assert.True(verdict.Verdict == Verdict.Violated, $"{verdict.Verdict}: {verdict.Reason} {string.Join(", ", verdict.IndependentTerms)}");
        Assert.NotEmpty(verdict.Breaches);
        Assert.NotNull(verdict.Witness);
        return verdict.Witness;
    }

    private static (PolicyModel Model, ClauseVerdict Verdict) Prove(CompiledSample sample)
    {
        var universe = Universe.Create([new ModelledPolicy(sample.Policy, sample.Compilation.Scope) { Clauses = [sample.Clause] }]);
        return (universe.Models[0], Assert.Single(ClauseProofs.Prove(universe.Models[0], [sample.Clause])));
    }
}
