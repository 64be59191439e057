using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Tests.Measures;

public sealed class MeasuredClauseTests
{
    [Theory]
    [InlineData("count(incidents where action is arrest) / count(incidents) is at most 0.6", MeasuredVerdict.Holds)]
    [InlineData("count(incidents where action is arrest) / count(incidents) is at most 0.4", MeasuredVerdict.Fails)]
    [InlineData("count(incidents where action is arrest) / count(incidents) is at most 0.51", MeasuredVerdict.TooLittleData)]
    [InlineData("count(incidents where action is arrest) is at most 200", MeasuredVerdict.Holds)]
    [InlineData("count(incidents where action is arrest) is at most 199", MeasuredVerdict.Fails)]
    [InlineData("count(incidents where action is arrest and offence is supply) / count(incidents where offence is supply) is at least 0.9", MeasuredVerdict.Holds)]
    [InlineData("relative_rate(arrest, by ethnicity) is at most 1.25", MeasuredVerdict.Fails)]
    [InlineData("relative_rate(arrest, by ethnicity) is at least 0.8", MeasuredVerdict.Fails)]
    [InlineData("relative_rate(arrest, by ethnicity) is at most 10", MeasuredVerdict.Holds)]
    [InlineData("relative_rate(arrest, by sex) is at most 1.25", MeasuredVerdict.TooLittleData)]
    [InlineData("relative_rate(divert, by ethnicity) is at most 1.25", MeasuredVerdict.TooLittleData)]
    [InlineData("net_benefit(arrest) > 0", MeasuredVerdict.Open)]
    [InlineData("sum(cost over incidents) < 5_000 GBP", MeasuredVerdict.Open)]
    public void A_clause_is_judged_by_its_interval(string condition, MeasuredVerdict expected)
    {
        var result = Judge(condition);
        Assert.Equal((expected, true), (result.Verdict, result.Reason.Length > 0));
    }

    [Fact]
    public void A_relative_rate_shows_its_groups_and_their_counts()
    {
        var result = Judge("relative_rate(arrest, by ethnicity) is at most 1.25");
        Assert.Equal("`black` 120 of 150, `white` 80 of 240", result.Reason);
        Assert.Equal(2.4m, result.Figure.Low);
        Assert.Equal("at most 1.25", result.Bound);
        Assert.Equal(["white 80/240", "black 120/150", "unknown 0/10"], result.Groups.Select(g => $"{g.Group} {g.Numerator}/{g.Denominator}"));
        Assert.Equal("10 incidents whose `ethnicity` is not exactly known are in no group.", Assert.Single(result.Figure.Notes));
        Assert.Equal(2.4m, 1 / Judge("relative_rate(arrest, by ethnicity) is at least 0.8").Figure.Low is { } low ? Math.Round(low, 3) : 0);
    }

    [Fact]
    public void A_share_shows_numerator_and_denominator()
    {
        var figure = Judge("count(incidents where action is arrest) / count(incidents) is at most 0.6").Figure;
        Assert.Equal(["200 of 400", "400 of 400"], figure.Parts.Select(p => $"{p.Low} of {p.Incidents}"));
        Assert.Equal(0.5m, figure.Low);
        Assert.Equal(RateIntervals.ShareMethod, figure.Interval?.Method);
    }

    /// <summary>400 incidents, 200 of supply: 80 of 240 white people, 120 of 150 black ones, 10 of unknown ethnicity.</summary>
    private static MeasuredResult Judge(string condition)
    {
        var rows = Enumerable.Range(1, 400).Select(i => i switch
        {
            <= 80 => $"{i},supply,heroin,,w,",
            <= 240 => $"{i},possession,heroin,,w,",
            <= 360 => $"{i},supply,heroin,,b,",
            <= 390 => $"{i},possession,heroin,,b,",
            _ => $"{i},possession,heroin,,,",
        });
        using var fixture = new OutcomesFixture().Data("id,offence,drug,action,group,sex\n" + string.Join('\n', rows) + "\n");
        var compilation = fixture.Compile($$"""
            p
            using idpc.vocabulary
            rule sellers { when offence is supply then arrest because "Sellers." }
            otherwise advise
            principle own rank 1 { clause it require {{condition}} }
            """);
        Assert.NotNull(compilation.Policy);
        return Assert.Single(MeasuredClauses.Judge(compilation.Policy, compilation.Scope, fixture.Load(compilation), compilation.Scope.All<PrincipleSymbol>().SelectMany(p => p.Clauses))).Result;
    }
}
