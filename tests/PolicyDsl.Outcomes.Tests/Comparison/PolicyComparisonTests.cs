using System.Globalization;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Outcomes.Comparison;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Tests.Comparison;

public sealed class PolicyComparisonTests
{
    private const string Csv = """
        id,offence,drug,action,group,sex
        1,supply,heroin,arrest,w,m
        2,supply,cocaine,summons,w,m
        3,possession,heroin,arrest,b,m
        4,possession,cocaine,none,b,f
        5,drugs,heroin,arrest,w,f
        6,robbery,,arrest,w,m
        7,theft,,summons,,m
        8,supply,heroin,,w,m
        9,,heroin,none,w,m

        """;

    private const string Soft = """
        soft
        using idpc.vocabulary
        using idpc.evidence
        applies when offence in drug_offences
        rule users { when offence is possession then divert to treatment }
        rule sellers { when offence is supply then summons because "Sellers." }
        rule help { when drug in opioids offer naloxone }
        otherwise advise
        """;

    private const string Hard = """
        hard
        using idpc.vocabulary
        using idpc.evidence
        rule all_drugs { when offence in drug_offences then arrest because "All." }
        measure arrests_of_users = count(incidents where action is arrest and offence in personal_use)
        measure arrest_rate = count(incidents where action is arrest) / count(incidents)
        measure opioid_offers = count(incidents where offered naloxone)
        """;

    [Fact]
    public void All_sides_are_about_the_same_incidents_and_outside_ones_keep_what_was_recorded()
    {
        using var fixture = new OutcomesFixture().Data(Csv);
        var result = fixture.Compare(Soft, Hard);
        Assert.True(result.Baseline.IsPresent);
        Assert.Equal((8, 1, 0), (result.Compared, result.LeftOutRecordedUnknown, result.HistoryOnly));
        Assert.Equal(["recorded 8 0 0 0", "soft 5 3 1 0", "hard 8 0 1 3"], result.Contenders.Select(c => $"{c.Name} {c.Decided} {c.Outside} {c.Unsettled} {c.None}"));
        Assert.Equal(
            ["no_action 2 1 0", "advise 0 1 0", "divert 0 2 0", "summons 2 3 0", "arrest 4 1 5", "none 0 0 3"],
            result.Dispositions.Select(d => $"{d.Action} {string.Join(' ', d.OfEach)}"));
        Assert.All(result.Contenders.Index(), c => Assert.Equal(8, result.Dispositions.Sum(d => d.OfEach[c.Index])));
    }

    [Fact]
    public void A_table_says_who_changes_from_what_to_what()
    {
        using var fixture = new OutcomesFixture().Data(Csv);
        var result = fixture.Compare(Soft, Hard);
        Assert.Equal(["recorded soft 4", "recorded hard 5", "soft hard 8"], result.Transitions.Select(t => $"{t.From} {t.To} {t.Changed}"));
        Assert.Equal(
            ["no_action>no_action 1 (9)", "no_action>divert 1 (4)", "summons>summons 2 (2 7)", "arrest>advise 1 (5)", "arrest>divert 1 (3)", "arrest>summons 1 (1)", "arrest>arrest 1 (6)"],
            result.Transitions[0].Cells.Select(c => $"{c.FromAction}>{c.ToAction} {c.Incidents} ({string.Join(' ', c.FirstIncidents)})"));
        Assert.All(result.Transitions, t => Assert.Equal(8, t.Cells.Sum(c => c.Incidents)));
    }

    [Fact]
    public void Measures_are_ranges_where_their_conditions_may_be_unknown()
    {
        using var fixture = new OutcomesFixture().Data(Csv);
        var result = fixture.Compare(Hard);
        Assert.Equal(
            ["arrests_of_users: 1..2 incidents | 2..4 incidents", "arrest_rate: 0.5 | 0.625..0.75", "opioid_offers: What was offered is not recorded. | 0 incidents"],
            result.Measures.Select(m => $"{m.Name}: {string.Join(" | ", m.OfEach.Select(Show))}"));
        var rate = result.Measures[1].OfEach[1];
        Assert.Equal("5 8 8 8", string.Join(' ', rate.Parts.SelectMany(p => new[] { p.Low, p.Incidents })));
        Assert.Equal(new Difference(0.125m, null, 0.25m), result.Measures[1].Differences[1]);
    }

    [Fact]
    public void A_policy_compared_with_itself_differs_by_nothing()
    {
        using var fixture = new OutcomesFixture().Data(Csv);
        foreach (var policy in new[] { Soft, Hard })
        {
            var result = fixture.CompareOn(OutcomesFixture.Dataset, "england_wales", policy, policy);
            Assert.Equal(2, result.Contenders.Select(c => c.Name).Count(n => n != "recorded"));
            Assert.Equal(0, result.Transitions[^1].Changed);
            Assert.All(result.Transitions[^1].Cells, c => Assert.False(c.IsChange));
            Assert.All(result.Dispositions, d => Assert.Equal(d.OfEach[1], d.OfEach[2]));
            Assert.All(result.Measures.Concat(result.Outcomes), m => AssertSame(m.OfEach[1], m.OfEach[2]));
            Assert.All(result.Disproportionality, t => Assert.Equal(t.GroupsOfEach[1].AsEnumerable(), t.GroupsOfEach[2].AsEnumerable()));
        }
    }

    [Fact]
    public void Without_a_recorded_mapping_the_policies_are_compared_with_each_other()
    {
        using var fixture = new OutcomesFixture().Data(Csv);
        var dataset = string.Join('\n', OutcomesFixture.Dataset.Split('\n').Where(l => !l.Contains("recorded", StringComparison.Ordinal)));
        var result = fixture.CompareOn(dataset, null, Soft, Soft);
        Assert.False(result.Baseline.IsPresent);
        Assert.Contains("does not say what was recorded", result.Baseline.WhyNot, StringComparison.Ordinal);
        Assert.Equal(9, result.Compared);
        Assert.Equal(["advise 1 1", "divert 2 2", "summons 3 3", "outside 3 3"], result.Dispositions.Select(d => $"{d.Action} {string.Join(' ', d.OfEach)}"));
        Assert.Equal(0, Assert.Single(result.Transitions).Changed);
        Assert.All(result.Measures, m => Assert.All(m.Differences, d => Assert.Equal(new Difference(0, 0, 0), d)));
    }

    [Fact]
    public void Cost_and_hours_come_from_the_assumptions_named_and_from_nowhere_else()
    {
        using var fixture = new OutcomesFixture().Data(Csv);
        const string prices = """

            assumptions mine "Mine" {
                currency GBP
                cost of no_action = 0 GBP
                cost of advise = 8 .. 30 .. 90 GBP source "Guess [assumption]"
                cost of divert = 40 .. 100 .. 250 GBP
                cost of summons = 300 .. 700 .. 1_500 GBP
                cost of arrest = 355.55 .. 720 .. 1_200 GBP
                hours of arrest = 1.5 .. 3 .. 6 hours
                cost of treatment = 1_000 GBP
                uptake of treatment = 40% .. 60% .. 80%
                harm of robbery = 365 days
                harm of supply = 100 days
            }
            """;
        var result = fixture.CompareOn(OutcomesFixture.Dataset + prices, null, Soft, Hard);
        Assert.NotNull(result.Assumptions);
        Assert.Equal("mine", result.Assumptions.Name);
        var cost = result.Outcomes.Single(o => o.Name == "cost");
        Assert.Equal("2022.2..4280..7800 GBP", Show(cost.OfEach[0]));
        Assert.Equal("1343.55..7700 GBP", Show(cost.OfEach[1]));
        Assert.Equal("For 3 incidents nothing is decided, and that has no cost.", cost.OfEach[2].WhyNot);
        Assert.Equal("assumption", cost.OfEach[1].Assumptions.Single(a => a.Subject == "advise").Verification);
        Assert.StartsWith("`mine` has no hours of", result.Outcomes.Single(o => o.Name == "officer_hours").OfEach[0].WhyNot, StringComparison.Ordinal);
        Assert.Equal("800..2400 GBP", Show(result.Outcomes.Single(o => o.Name == "cost_of_services").OfEach[1]));
        var harm = result.Outcomes.Single(o => o.Name == "harm_arrest");
        Assert.Equal("365 days", Show(harm.OfEach[0]));
        Assert.Contains("3 incidents of 4 are left out", Assert.Single(harm.OfEach[0].Notes), StringComparison.Ordinal);
        Assert.True(result.Assumptions.LeavesOutDetectedOffences);
        Assert.Contains("supply", result.Assumptions.LeftOutOffences);
    }

    [Fact]
    public void Without_assumptions_it_says_which_there_are()
    {
        using var fixture = new OutcomesFixture().Data(Csv);
        var result = fixture.Compare(Soft);
        Assert.Null(result.Assumptions);
        Assert.Empty(result.Outcomes);
        Assert.Contains("`england_wales`", result.WhyNoAssumptions, StringComparison.Ordinal);
        Assert.Contains("Did you mean `england_wales`?", fixture.CompareOn(OutcomesFixture.Dataset, "england_waels", Soft).WhyNoAssumptions, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_of_protected_groups_are_relative_to_the_largest_and_too_few_are_said_to_be()
    {
        var rows = Enumerable.Range(1, 300).Select(i => i switch
        {
            <= 100 => $"{i},supply,heroin,{(i <= 40 ? "arrest" : "summons")},w,m",
            <= 160 => $"{i},supply,heroin,{(i <= 148 ? "arrest" : "summons")},b,m",
            <= 170 => $"{i},supply,heroin,arrest,a,m",
            _ => $"{i},supply,heroin,summons,,m",
        });
        using var fixture = new OutcomesFixture().Data("id,offence,drug,action,group,sex\n" + string.Join('\n', rows) + "\n");
        var result = fixture.Compare(Soft);
        var table = result.Disproportionality.Single(t => t is { Field: "person.ethnicity", Of: "arrest" });
        Assert.Equal(
            ["white 40/100 rate 0.4 relative 1 reference", "black 48/60 rate 0.8 relative 2", "asian 10/10 rate 1 too few", "unknown 0/130 rate 0 unknown"],
            table.GroupsOfEach[0].Select(Show));
        Assert.Equal((1.52m, 2.63m), (Math.Round(table.GroupsOfEach[0][1].RelativeInterval?.Low ?? 0, 2), Math.Round(table.GroupsOfEach[0][1].RelativeInterval?.High ?? 0, 2)));
        Assert.Equal(30, table.MinimumGroup);
        Assert.Null(table.GroupsOfEach[0][3].RelativeInterval);
    }

    [Fact]
    public void Data_loaded_once_serve_policies_of_one_vocabulary()
    {
        using var fixture = new OutcomesFixture().Data(Csv);
        var (soft, hard) = (fixture.Compile(Soft), fixture.Compile(Hard));
        var extended = fixture.Compile(Hard.Replace("hard\n", "longer\n", StringComparison.Ordinal) + "\nextend enum drug { khat }");
        var wider = fixture.Compile(Hard.Replace("hard\n", "wider\n", StringComparison.Ordinal) + "\nextend set violent { burglary }");
        var table = fixture.Compile(Hard.Replace("hard\n", "table\n", StringComparison.Ordinal) + "\ntable limit of drug gives mass { heroin => 1 g, otherwise => unknown }\nset selling of offence { supply }");
        Assert.True(Vocabulary.IsSame(soft.Scope, hard.Scope));
        Assert.True(Vocabulary.IsSame(soft.Scope, table.Scope));
        Assert.False(Vocabulary.IsSame(soft.Scope, extended.Scope));
        Assert.False(Vocabulary.IsSame(soft.Scope, wider.Scope));
        Assert.NotNull(soft.Policy);
        Assert.NotNull(hard.Policy);
        var shared = fixture.Load(soft);
        var once = PolicyComparison.Compare(new ComparisonRequest { Policies = [new(soft.Policy, soft.Scope, shared), new(hard.Policy, hard.Scope, shared)] });
        var twice = PolicyComparison.Compare(new ComparisonRequest { Policies = [new(soft.Policy, soft.Scope, shared), new(hard.Policy, hard.Scope, fixture.Load(hard))] });
        Assert.Equal(Describe(twice), Describe(once));
    }

    private static string Describe(ComparisonResult result) => string.Join('\n', result.Dispositions.Select(d => $"{d.Action} {string.Join(' ', d.OfEach)}"))
        + string.Join('\n', result.Transitions.SelectMany(t => t.Cells).Select(c => $"{c.FromAction} {c.ToAction} {c.Incidents}"))
        + string.Join('\n', result.Measures.Select(m => $"{m.Name} {string.Join(' ', m.OfEach.Select(Show))}"));

    private static string Show(Figure figure) => figure.WhyNot ?? string.Create(
        CultureInfo.InvariantCulture,
        $"{figure.Low:0.######}{(figure.IsExact ? "" : figure.Central is null ? $"..{figure.High:0.######}" : $"..{figure.Central:0.######}..{figure.High:0.######}")} {figure.Unit}").TrimEnd();

    private static string Show(GroupRate rate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{rate.Group} {rate.Numerator}/{rate.Denominator} rate {rate.Rate:0.##}{(rate.Relative is { } r ? $" relative {r:0.##}" : "")}{(rate.IsReference ? " reference" : "")}{(rate.IsTooFew ? " too few" : "")}{(rate.IsKnown ? "" : " unknown")}");

    private static void AssertSame(Figure left, Figure right) => Assert.Equal((left.Low, left.Central, left.High, left.WhyNot), (right.Low, right.Central, right.High, right.WhyNot));
}
