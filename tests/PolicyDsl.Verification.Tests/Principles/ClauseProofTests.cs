using System.Collections.Immutable;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Principles;
using PolicyDsl.Verification.Tests.Clauses;

namespace PolicyDsl.Verification.Tests.Principles;

/// <summary>Proofs of the clauses of the standard library, on policies that are known to keep or break them.</summary>
public sealed class ClauseProofTests
{
    public static TheoryData<string, string> Good => CompiledSample.Rows(areGood: true, typeof(LogicalForm), typeof(NeverFallsForm));

    public static TheoryData<string, string> Bad => CompiledSample.Rows(areGood: false, typeof(LogicalForm), typeof(NeverFallsForm));

    [Theory]
    [MemberData(nameof(Good))]
    public void A_policy_that_keeps_a_clause_is_proved_to(string clause, string name)
    {
        var verdict = Prove(CompiledSample.Get(clause, name));

        Assert.True(verdict.Verdict == Verdict.Proved, $"{verdict.Verdict}: {verdict.Reason} {verdict.Witness?.Text} {string.Join("; ", verdict.Breaches.Select(b => b.Message))}");
        Assert.Empty(verdict.Breaches);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_policy_that_breaks_a_clause_is_refuted_and_its_rules_are_blamed(string clause, string name)
    {
        var verdict = Prove(CompiledSample.Get(clause, name));

        Assert.Contains(verdict.Verdict, new[] { Verdict.Violated, Verdict.PossiblyViolated });
        Assert.NotEmpty(verdict.Breaches);
        Assert.True(verdict.Kinds is { } kinds && kinds.Violating > 0 && kinds.Violating <= kinds.All, $"{verdict.Kinds}");
    }

    private static ClauseVerdict Prove(CompiledSample sample) => ProofScene.Prove(sample.Source, [sample.Clause]).Single();
}

/// <summary>Policies modelled for tests.</summary>
internal static class ProofScene
{
    public static PolicyModel Model(RandomPolicy policy, params ImmutableArray<ClauseSymbol> clauses) =>
        Universe.Create([new ModelledPolicy(policy.Policy, policy.Scope) { Clauses = clauses }]).Models[0];

    public static PolicyModel Model(string text) => Model(RandomPolicy.Get(text));

    public static ImmutableArray<ClauseVerdict> Prove(RandomPolicy policy, params ImmutableArray<ClauseSymbol> clauses) => ClauseProofs.Prove(Model(policy, clauses), clauses);
}
