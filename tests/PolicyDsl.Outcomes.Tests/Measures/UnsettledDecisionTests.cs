using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Tests.Measures;

/// <summary>A decision that something unknown could change counts as everything that it may be, never as what it is for want of knowing.</summary>
public sealed class UnsettledDecisionTests
{
    private const string Dealers = """
        dealers
        using idpc.vocabulary
        applies when offence in drug_offences
        rule sellers "Sellers are arrested" { when offence is supply then arrest because "Sellers." }
        rule heroin "Whoever has heroin may get naloxone" { when drug is heroin offer naloxone }
        otherwise advise
        """;

    /// <summary>100 incidents of possession of heroin, 100 of possession or supply of a drug that is not known, all by white people.</summary>
    private static readonly string Rows =
        "id,offence,drug,action,group,sex\n" + string.Join('\n', Enumerable.Range(1, 200).Select(i => i <= 100 ? $"{i},possession,heroin,none,w,m" : $"{i},drugs,,none,{(i % 2 == 0 ? "w" : "b")},m")) + "\n";

    [Theory]
    [InlineData("count(incidents where action is arrest) / count(incidents) is at most 0.05", MeasuredVerdict.TooLittleData)]
    [InlineData("count(incidents where action is arrest) / count(incidents) is at most 0.7", MeasuredVerdict.Holds)]
    [InlineData("count(incidents where action is advise) / count(incidents) is at most 0.3", MeasuredVerdict.Fails)]
    [InlineData("count(incidents where offered naloxone) is at least 150", MeasuredVerdict.TooLittleData)]
    [InlineData("count(incidents where offered naloxone) is at least 100", MeasuredVerdict.Holds)]
    [InlineData("relative_rate(arrest, by ethnicity) is at most 1.25", MeasuredVerdict.TooLittleData)]
    public void A_measured_clause_reckons_with_all_that_may_be(string condition, MeasuredVerdict expected)
    {
        using var fixture = new OutcomesFixture().Data(Rows);
        var compilation = fixture.Compile($$"""{{Dealers}}{{'\n'}}principle own rank 1 { clause it require {{condition}} }""");
        Assert.NotNull(compilation.Policy);

        var result = Assert.Single(MeasuredClauses.Judge(compilation.Policy, compilation.Scope, fixture.Load(compilation), compilation.Scope.All<PrincipleSymbol>().SelectMany(p => p.Clauses))).Result;

        Assert.Equal(expected, result.Verdict);
    }

    [Fact]
    public void Rates_offers_and_differences_are_ranges()
    {
        using var fixture = new OutcomesFixture().Data(Rows);

        var lines = fixture.Compare(Dealers).Measures;

        var custody = lines.Single(l => l.Name == "custody_rate");
        Assert.Equal((0m, null, 0.5m), (custody.OfEach[1].Low, custody.OfEach[1].Central, custody.OfEach[1].High));
        Assert.Equal((0m, 0.5m), (custody.Differences[1]?.Low, custody.Differences[1]?.High));
        var naloxone = lines.Single(l => l.Name == "offers_naloxone");
        Assert.Equal((100m, 200m), (naloxone.OfEach[1].Low, naloxone.OfEach[1].High));
    }

    [Fact]
    public void Without_a_baseline_nobody_counts_what_lies_outside()
    {
        using var fixture = new OutcomesFixture().Data(Rows + string.Join('\n', Enumerable.Range(201, 50).Select(i => $"{i},theft,,,w,m")) + "\n");

        var result = fixture.CompareOn(OutcomesFixture.Dataset.Replace("recorded = match `action` { \"arrest\" => arrest, \"summons\" => summons, \"none\" => no_action }", "", StringComparison.Ordinal), null, Dealers);

        Assert.Equal(200, result.Measures.Single(l => l.Name == "custody_rate").OfEach[0].Parts[0].Incidents);
    }
}
