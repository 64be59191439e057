using PolicyDsl.Evaluation.Running;

namespace PolicyDsl.Evaluation.Tests.Loading;

public sealed class PeriodTests
{
    private const string Days = "id,day\n1,2024-01-31\n2,2024-02-01\n3,2024-02-29\n4,2024-03-01\n5,\n";
    private const string Mapping = "incident { id = `id`, at = date(`day`, \"yyyy-MM-dd\") }";

    private readonly List<string> decided = [];

    [Fact]
    public void Incidents_outside_the_decided_period_are_history_only()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(Days, $"decides 2024-02-01 to 2024-02-29\n{Mapping}");
        Assert.Equal("1 4", string.Join(' ', result.Data?.Incidents.Where(i => i.IsHistoryOnly).Select(i => i.Id) ?? []));
        Assert.Equal("PD4031", LoadingFixture.Findings(result));
    }

    [Fact]
    public void Incidents_outside_what_the_data_cover_are_named()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(Days, $"covers 2024-02-01 to 2024-12-31\n{Mapping}");
        Assert.Equal("`d` has 1 incident outside the period that it covers (2024-02-01 to 2024-12-31); the first is `1`.", Assert.Single(result.Report.Diagnostics).Message);
    }

    [Fact]
    public void Histories_see_incidents_before_in_order_of_time_whatever_the_order_of_rows()
    {
        using var fixture = new LoadingFixture();
        Run(
            fixture,
            "id,who,day\n1,P,2024-03-01\n2,P,2024-01-01\n3,Q,2024-02-01\n4,P,2024-02-20\n5,,2024-03-02\n",
            "covers 2023-01-01 to 2024-12-31",
            "count(incidents of person within past 30 days) is at least 1");
        Assert.Equal("1:warn 2:advise 3:advise 4:advise 5:advise?", Dispositions());
    }

    [Fact]
    public void A_day_leaves_open_which_of_two_incidents_was_first()
    {
        using var fixture = new LoadingFixture();
        Run(fixture, "id,who,day\n1,P,2024-03-01\n2,P,2024-03-01\n", "covers 2023-01-01 to 2024-12-31", "person has at least 1 incidents where offence is known within past 30 days");
        Assert.Equal("1:advise 2:advise", Dispositions());
        Run(fixture, "id,who,day\n1,P,2024-03-01\n2,P,2024-03-01\n", "covers 2023-01-01 to 2024-12-31", "count(incidents of person within past 30 days) is at least 1");
        Assert.Equal("1:advise? 2:advise?", Dispositions());
    }

    [Fact]
    public void A_history_that_looks_back_beyond_the_data_is_open_above()
    {
        using var fixture = new LoadingFixture();
        Run(fixture, "id,who,day\n1,P,2024-03-01\n", "covers 2024-02-15 to 2024-12-31", "count(incidents of person within past 30 days) is at least 1");
        Assert.Equal("1:advise?", Dispositions());
    }

    [Fact]
    public void What_is_not_followed_is_unknown_and_said()
    {
        using var fixture = new LoadingFixture();
        var result = Run(fixture, "id,who,day\n1,P,2024-03-01\n2,P,2024-03-20\n", "person not followed because \"The numbers are new each time.\"", "count(incidents of person within past 30 days) is at least 1");
        Assert.Equal("1:advise? 2:advise?", Dispositions());
        Assert.Equal("PD4024: Rule `again` looks at earlier incidents of one `person`, which `d` does not follow: The numbers are new each time.", Findings(result));
    }

    [Fact]
    public void A_key_that_never_repeats_and_one_that_is_unknown_are_said()
    {
        using var fixture = new LoadingFixture();
        var result = Run(fixture, "id,who,day\n1,P,2024-03-01\n2,Q,2024-03-20\n3,,2024-03-21\n", "covers 2023-01-01 to 2024-12-31", "count(incidents of person within past 30 days) is at least 1");
        Assert.Equal(
            "PD4023: Rule `again` looks at earlier incidents of one `person`, but in `d` no person has two incidents.\n"
            + "PD4026: Rule `again` looks at earlier incidents of one `person`, but for 1 incident of `d` the person is unknown, and they are in nobody's history.",
            Findings(result));
    }

    private RunResult Run(LoadingFixture fixture, string csv, string clause, string condition)
    {
        fixture.Folder.Write("data.csv", csv);
        var loaded = fixture.LoadText($$"""
            policy p
            using idpc.vocabulary
            rule again { when {{condition}} then warn }
            otherwise advise
            dataset d {
                from "data.csv"
                {{clause}}
                incident { id = `id`, at = date(`day`, "yyyy-MM-dd") }
                person { id = `who` }
            }
            """);
        Assert.True(loaded.Data is not null, LoadingFixture.Describe(loaded));
        Assert.NotNull(fixture.Compilation?.Policy);
        return PolicyRun.Run(new RunRequest
        {
            Policy = fixture.Compilation.Policy,
            Scope = fixture.Compilation.Scope,
            Source = loaded.Data.Columns,
            OnDecision = row => decided.Add($"{row.IncidentId}:{row.Disposition}{(row.IsUnsettled ? "?" : "")}"),
        });
    }

    /// <summary>What was decided since this was last asked.</summary>
    private string Dispositions()
    {
        var text = string.Join(' ', decided);
        decided.Clear();
        return text;
    }

    private static string Findings(RunResult result) => string.Join('\n', result.Diagnostics.Select(d => $"{d.Id}: {d.Message}"));
}
