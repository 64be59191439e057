using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Tests.Clauses;
using PolicyDsl.Verification.Tests.Principles;

namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>Witnesses are shown in a line and written as tests: both say enough.</summary>
public sealed class WrittenWitnessTests
{
    public static TheoryData<string, string> Bad => CompiledSample.Rows(areGood: false, typeof(LogicalForm), typeof(NeverFallsForm));

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_witness_written_as_a_test_is_decided_in_the_same_way(string clause, string name)
    {
        var sample = CompiledSample.Get(clause, name);
        var verdict = ProofScene.Prove(sample.Source, [sample.Clause]).Single();
        if (verdict.Witness is not { } witness)
        {
            return;
        }

        var writer = new TestWriter(sample.Policy, sample.Source.Scope);
        var text = Write(writer, sample.Clause, witness.Incident, witness.Decision, witness);
        Replay(sample, text, witness.Decision);
        if (witness is { Other: { } other, OtherDecision: { } otherDecision })
        {
            Replay(sample, Write(writer, sample.Clause, other, otherDecision, witness), otherDecision);
        }
    }

    private static string Write(TestWriter writer, ClauseSymbol clause, EntityInstance incident, Decision decision, ClauseWitness witness) =>
        writer.Write(new TestToWrite("witness", incident, TestToWrite.Expect(decision)) { Clauses = [clause], Earlier = witness.Earlier, Facts = witness.Facts });

    private static void Replay(CompiledSample sample, string text, Decision decision)
    {
        var compilation = TestCompilation.CompileWithoutErrors(sample.Sample.Text + "\n" + text);
        var policy = Assert.IsType<PolicySymbol>(compilation.Policy);
        var result = Assert.Single(new TestRunner(policy, compilation.Scope).Run(t => t.Name is "witness").Results);
        Assert.True(result.Passed, $"{result.Message}\n{text}");
        var replayed = Assert.IsType<Decision>(Assert.Single(result.Cases).Decision);
        Assert.Equal(Tell(decision).AsEnumerable(), Tell(replayed));
    }

    private static ImmutableArray<string> Tell(Decision decision) =>
        [decision.Status.ToString(), decision.Action?.Name ?? "none", .. decision.Outcomes.Select(o => $"{o.Rule.Name}: {o.State}"), .. decision.Offers.Select(o => o.Name)];
}
