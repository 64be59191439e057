using System.Collections.Immutable;
using PolicyDsl.Language.Principles;
using PolicyDsl.Outcomes.Principles;

namespace PolicyDsl.Outcomes.Tests.Clauses;

/// <summary>What data add to the verdicts of proofs.</summary>
public sealed class ClausesOnDataTests
{
    private const string Clause = "no_arrest_for_personal_use";

    [Theory]
    [InlineData(Verdict.PossiblyViolated)]
    [InlineData(Verdict.Undecided)]
    [InlineData(Verdict.Open)]
    public void Data_refute_a_clause_that_no_proof_settles(Verdict before)
    {
        var after = Apply(v => v with { Verdict = before, IndependentTerms = ["quantity * 2"] });
        var finding = Assert.Single(PrincipleChecker.Report([after]));

        Assert.Equal((Verdict.Violated, "1"), (after.Verdict, after.IncidentId));
        Assert.Empty(after.IndependentTerms);
        Assert.Equal("PD3003", finding.Id);
        Assert.Contains("2 of 3 decided incidents of `d` are what it is about; 2 break it", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clause_that_is_proved_stays_proved()
    {
        var after = Apply(v => v with { Verdict = Verdict.Proved, Reason = "proved" });

        Assert.Equal((Verdict.Proved, "proved"), (after.Verdict, after.Reason));
    }

    private static ClauseVerdict Apply(Func<ClauseVerdict, ClauseVerdict> settle)
    {
        using var fixture = new OutcomesFixture().Data("id,offence,drug,action,group,sex\n1,possession,heroin,arrest,w,m\n2,possession,heroin,arrest,w,m\n3,theft,,arrest,w,m\n");
        var compilation = fixture.Compile("p\nusing idpc\nrule r { when offence in personal_use then arrest }\notherwise advise");
        var policy = compilation.Policy ?? throw new InvalidOperationException("no policy");
        ImmutableArray<ClauseVerdict> verdicts = [.. PrincipleChecker.Check(policy, compilation.Principles).Where(v => v.Clause.Name == Clause).Select(settle)];
        return Assert.Single(ClausesOnData.Apply(verdicts, policy, compilation.Scope, fixture.Load(compilation), null).Verdicts);
    }
}
