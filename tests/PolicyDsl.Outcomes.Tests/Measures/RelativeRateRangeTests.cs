using System.Globalization;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;
using Xunit.Abstractions;

namespace PolicyDsl.Outcomes.Tests.Measures;

/// <summary>A relative rate allows for everything that unsettled incidents may turn out to be.</summary>
public sealed class RelativeRateRangeTests(ITestOutputHelper output)
{
    /// <summary>Of 200 white people 40 are arrested and 10 may be; of 100 black ones 60 are and 5 may be.</summary>
    private static readonly (string Group, int Arrested, int Open, int Total)[] TwoGroups = [("w", 40, 10, 200), ("b", 60, 5, 100)];

    [Theory]
    [InlineData("at most 1.25", MeasuredVerdict.Fails)]
    [InlineData("at most 1.9", MeasuredVerdict.TooLittleData)]
    [InlineData("at most 2.5", MeasuredVerdict.TooLittleData)]
    [InlineData("at most 4.3", MeasuredVerdict.TooLittleData)]
    [InlineData("at most 5", MeasuredVerdict.Holds)]
    [InlineData("at least 0.8", MeasuredVerdict.Fails)]
    [InlineData("at least 0.5", MeasuredVerdict.TooLittleData)]
    [InlineData("at least 0.2", MeasuredVerdict.Holds)]
    public void A_clause_holds_or_fails_only_if_it_does_at_both_extremes(string bound, MeasuredVerdict expected) =>
        Assert.Equal(expected, Judge($"relative_rate(arrest, by ethnicity) is {bound}", TwoGroups).Verdict);

    [Fact]
    public void The_range_goes_from_least_over_most_to_most_over_least()
    {
        // 0.60 / 0.25 = 2.4 and 0.65 / 0.20 = 3.25; the other way about 0.20 / 0.65 and 0.25 / 0.60.
        var above = Judge("relative_rate(arrest, by ethnicity) is at most 1.25", TwoGroups);
        Assert.Equal((2.4m, null, 3.25m), (above.Figure.Low, above.Figure.Central, above.Figure.High));
        Assert.Equal((1.794278m, 4.429185m), (above.Figure.Interval?.Low, above.Figure.Interval?.High));
        Assert.Equal("`black` 60 .. 65 of 100, `white` 40 .. 50 of 200", above.Reason);
        Assert.Equal(["60 .. 65 of 100, 5 open", "40 .. 50 of 200, 10 open"], above.Figure.Parts.Select(Describe));
        Assert.Equal("For 15 incidents of the groups compared it is not settled whether they end in `arrest`; the figure allows for both.", Assert.Single(above.Figure.Notes));

        var below = Judge("relative_rate(arrest, by ethnicity) is at least 0.8", TwoGroups);
        Assert.Equal((0.307692m, null, 0.416667m), (below.Figure.Low, below.Figure.Central, below.Figure.High));
        Assert.Equal((0.225775m, 0.557327m), (below.Figure.Interval?.Low, below.Figure.Interval?.High));
    }

    [Fact]
    public void A_clause_about_several_times_the_rate_allows_for_both_ends()
    {
        var figure = Judge("2 * relative_rate(arrest, by ethnicity) is at most 7", TwoGroups).Figure;
        Assert.Equal((4.8m, 6.5m), (figure.Low, figure.High));
    }

    [Fact]
    public void Groups_that_may_change_places_are_all_allowed_for()
    {
        // Any of the three may be the highest and any the lowest: all alike at least, and 0.55 / 0.40 at most, which is more than 0.60 / 0.45.
        var result = Judge("relative_rate(arrest, by ethnicity) is at most 1.25", ("w", 80, 40, 200), ("b", 50, 0, 100), ("a", 45, 10, 100));
        Assert.Equal((1m, 1.375m), (result.Figure.Low, result.Figure.High));
        Assert.Equal(MeasuredVerdict.TooLittleData, result.Verdict);
        Assert.EndsWith("; other groups may be the highest or the lowest, and the figure allows for that", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_incidents_of_groups_that_are_too_small_or_unknown_change_nothing()
    {
        var settled = Judge("relative_rate(arrest, by ethnicity) is at most 1.25", ("w", 40, 0, 200), ("b", 60, 0, 100));
        var beside = Judge("relative_rate(arrest, by ethnicity) is at most 1.25", ("w", 40, 0, 200), ("b", 60, 0, 100), ("a", 0, 20, 29), ("", 0, 20, 40));
        Assert.Equal(3m, settled.Figure.Central);
        Assert.Equal((settled.Figure.Low, settled.Figure.High, settled.Figure.Interval, settled.Reason), (beside.Figure.Low, beside.Figure.High, beside.Figure.Interval, beside.Reason));
    }

    [Fact]
    public void A_group_that_may_have_none_leaves_no_figure_and_still_may_fail()
    {
        var result = Judge("relative_rate(arrest, by ethnicity) is at most 1.25", ("w", 0, 2, 200), ("b", 60, 5, 100));
        Assert.Equal((null, MeasuredVerdict.Fails), (result.Figure.Low, result.Verdict));
        Assert.Equal("The group `white` may have no `arrest` at all, so nothing can be divided by its rate.", result.Figure.WhyNot);
        var nobody = Judge("relative_rate(arrest, by ethnicity) is at least 0.1", ("w", 0, 2, 200), ("b", 0, 5, 100));
        Assert.Equal(("For 7 incidents of groups with enough of them it is not settled whether they end in `arrest`, and no such group has any for certain.", MeasuredVerdict.TooLittleData), (nobody.Reason, nobody.Verdict));
    }

    [Fact]
    public void Without_unsettled_incidents_the_figures_are_those_of_the_highest_and_the_lowest_group()
    {
        const int seed = 7_301;
        output.WriteLine(FormattableString.Invariant($"seed {seed}"));
        var random = new Random(seed);
        for (var trial = 0; trial < 500; trial++)
        {
            var groups = Enumerable.Range(0, random.Next(2, 5)).Select(i => (Name: Name(i), Count: random.Next(1, 31), Total: random.Next(30, 60))).ToArray();
            var extremes = new RateExtremes(ToRates(groups.Select(g => (g.Name, g.Count, g.Count, g.Total))));
            var ordered = groups.OrderByDescending(g => (decimal)g.Count / g.Total).ThenByDescending(g => g.Total).ThenBy(g => g.Name, StringComparer.Ordinal).ToArray();
            var (first, last) = (ordered[0], ordered[^1]);
            var ratio = (decimal)first.Count * last.Total / ((decimal)first.Total * last.Count);
            Assert.Equal((ratio, ratio), extremes.HighestOverLowest);
            Assert.Equal(RateIntervals.OfRatio(first.Count, first.Total, last.Count, last.Total), extremes.Interval(isLowestOverHighest: false));
            Assert.Equal(RateIntervals.OfRatio(last.Count, last.Total, first.Count, first.Total), extremes.Interval(isLowestOverHighest: true));
            Assert.Equal((first.Name, last.Name, false), (extremes.Highest.Group, extremes.Lowest.Group, extremes.IsAmbiguous));
        }
    }

    [Fact]
    public void Ranges_enclose_the_figures_of_every_way_that_unsettled_incidents_may_turn_out()
    {
        const int seed = 90_210;
        output.WriteLine(FormattableString.Invariant($"seed {seed}"));
        var random = new Random(seed);
        for (var trial = 0; trial < 400; trial++)
        {
            var groups = Enumerable.Range(0, random.Next(2, 5)).Select(i => (Name: Name(i), Least: random.Next(0, 26), Open: random.Next(0, 5), Total: random.Next(30, 50))).ToArray();
            if (groups.Any(g => g.Least > 0))
            {
                var range = new RateExtremes(ToRates(groups.Select(g => (g.Name, g.Least, g.Least + g.Open, g.Total))));
                foreach (var counts in Outcomes([.. groups.Select(g => (g.Least, g.Least + g.Open))]))
                {
                    AssertEncloses(range, new RateExtremes(ToRates(groups.Select((g, i) => (g.Name, counts[i], counts[i], g.Total)))));
                }
            }
        }
    }

    private static void AssertEncloses(RateExtremes range, RateExtremes outcome)
    {
        if (range.HighestOverLowest is { } above)
        {
            Assert.InRange(outcome.HighestOverLowest?.Low ?? -1, above.Low, above.High);
        }

        Assert.InRange(outcome.LowestOverHighest.Low, range.LowestOverHighest.Low, range.LowestOverHighest.High);
        foreach (var direction in new[] { false, true })
        {
            var (wide, narrow) = (range.Interval(direction), outcome.Interval(direction));
            Assert.InRange(narrow.Low, wide.Low, wide.High);
            Assert.InRange(narrow.High, wide.Low, wide.High);
        }
    }

    /// <summary>Every choice of one count for each group.</summary>
    private static IEnumerable<int[]> Outcomes((int Least, int Most)[] groups) => groups.Aggregate(
        (IEnumerable<int[]>)[[]],
        (chosen, group) => chosen.SelectMany(c => Enumerable.Range(group.Least, group.Most - group.Least + 1).Select(n => (int[])[.. c, n])));

    private static List<GroupRate> ToRates(IEnumerable<(string Name, int Least, int Most, int Total)> groups) =>
        [.. GroupRates.Compare([.. groups.Select(g => (g.Name, true, (long)g.Least, (long)g.Most, (long)g.Total))], 30)];

    private static string Name(int index) => ((char)('a' + index)).ToString();

    private static string Describe(FigurePart part) => string.Create(CultureInfo.InvariantCulture, $"{part.Low} .. {part.High} of {part.Incidents}, {part.Uncertain} open");

    private static MeasuredResult Judge(string condition, params (string Group, int Arrested, int Open, int Total)[] groups)
    {
        var id = 0;
        var rows = groups.SelectMany(g => Enumerable.Range(0, g.Total).Select(i =>
            FormattableString.Invariant($"{++id},{(i < g.Arrested ? "supply" : i < g.Arrested + g.Open ? "drugs" : "possession")},heroin,,{g.Group},")));
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
