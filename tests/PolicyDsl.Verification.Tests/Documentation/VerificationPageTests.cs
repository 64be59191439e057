using System.Numerics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Principles;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Tests.Documentation;

/// <summary>What docs/verification.md works out by hand.</summary>
public sealed class VerificationPageTests
{
    private const string Fence = "```";

    private static readonly string Page = File.ReadAllText(Repository.GetPath("docs", "verification.md")).ReplaceLineEndings("\n");

    private static readonly string Example = Page.Split($"{Fence}policy\n")[1].Split(Fence)[0];

    [Fact]
    public void The_example_is_violated_in_as_many_kinds_as_the_page_says()
    {
        var (model, clause) = Read(Example);

        var verdict = Assert.Single(ClauseProofs.Prove(model, [clause]));

        Assert.Equal((Verdict.Violated, "sellers"), (verdict.Verdict, Assert.Single(verdict.Breaches).Declaration?.Name));
        Assert.Equal((BigInteger)28, model.Universe.Diagrams.Count(model.World, [.. Enumerable.Range(0, model.Universe.VariableCount)]));
        Assert.Equal((2, 28), verdict.Kinds);
        Assert.Contains("there are 7 x 4 = 28 kinds", Page, StringComparison.Ordinal);
        Assert.Contains("in 2 of 28 kinds", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_incident_is_that_of_the_example_and_as_far_away_as_the_page_says()
    {
        var (model, clause) = Read(Example);

        var witness = new WitnessFinder(model).Find(ClauseProofs.FindViolating(model, clause), w => w.Decision.Status == DecisionStatus.Decided).Witness;

        Assert.NotNull(witness);
        Assert.Equal(4, witness.Deviation);
        Assert.Contains("which makes 4", Page, StringComparison.Ordinal);
        Assert.Equal("offence sale, person unknown", ClauseProofs.Prove(model, [clause])[0].Witness?.Text);
    }

    [Fact]
    public void Without_the_slip_the_example_is_proved()
    {
        var mended = Example.Replace("unless certainly person.minor", "unless person.minor", StringComparison.Ordinal);
        var (model, clause) = Read(mended);

        Assert.NotEqual(Example, mended);
        Assert.Equal(Verdict.Proved, Assert.Single(ClauseProofs.Prove(model, [clause])).Verdict);
    }

    private static (PolicyModel Model, ClauseSymbol Clause) Read(string text)
    {
        var compilation = TestCompilation.CompileWithoutErrors(text);
        Assert.NotNull(compilation.Policy);
        var clause = Assert.Single(Assert.Single(compilation.Principles).Clauses);
        return (Universe.Create([new ModelledPolicy(compilation.Policy, compilation.Scope) { Clauses = [clause] }]).Models[0], clause);
    }
}
