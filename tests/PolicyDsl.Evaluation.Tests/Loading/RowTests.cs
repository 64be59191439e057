using PolicyDsl.Language.Diagnostics;

namespace PolicyDsl.Evaluation.Tests.Loading;

public sealed class RowTests
{
    private const string Offence = "match `offence` { \"supply\" => supply, \"possession\" => possession, \"robbery\" => robbery }";

    [Fact]
    public void Without_a_fold_a_row_is_an_incident_named_by_its_line()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("offence\nsupply\npossession\n", $"incident {{ offence = {Offence} }}");
        Assert.Equal("line 2 line 3", LoadingFixture.Ids(result).Replace("line ", "line ", StringComparison.Ordinal));
        Assert.Equal("possession", fixture.Show(result, "line 3", "offence"));
        LoadingFixture.AssertRowsAddUp(result);
    }

    [Fact]
    public void Rows_that_each_fail_in_a_way_of_their_own_are_told_together_and_all_counted()
    {
        using var fixture = new LoadingFixture();
        var broken = string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},\"supply\n"));
        var result = fixture.Load("id,offence\n" + broken + "x,supply\n", $"incident {{ id = `id`, offence = {Offence} }}");
        Assert.Equal(21, result.Report.Rejected.Length);
        Assert.Equal(500, result.Report.Rejected.Sum(r => r.Rows));
        Assert.Equal(500, fixture.RejectedRows.Count);
        Assert.Equal("x", LoadingFixture.Ids(result));
        LoadingFixture.AssertRowsAddUp(result);
    }

    [Fact]
    public void Rows_that_are_not_kept_are_set_aside_and_counted_with_their_reason()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,offence,kind\n1,supply,A\n2,,A\n3,robbery,B\n4,robbery,\n",
            $"keep rows where `offence` is known because \"No offence.\"\nkeep rows where `kind` = \"A\" because \"Another kind.\"\nincident {{ id = `id`, offence = {Offence} }}");
        Assert.Equal("1", LoadingFixture.Ids(result));
        Assert.Equal(["No offence. 1 0", "Another kind. 2 1"], result.Report.SetAside.Select(s => $"{s.Reason} {s.Rows} {s.OfWhichUnknown}"));
        LoadingFixture.AssertRowsAddUp(result);
    }

    [Fact]
    public void A_repeated_id_is_an_error_that_says_how_to_fold()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("number,offence\n7,supply\n8,robbery\n7,possession\n", $"incident {{ id = `number`, offence = {Offence} }}");
        var finding = Assert.Single(result.Report.Diagnostics);
        Assert.Equal(DataErrors.RepeatedId, finding.Descriptor);
        Assert.Equal("Two incidents of `d` have the id `7`: line 2 and line 4.", finding.Message);
        Assert.Contains("one incident per `number`", finding.Hint, StringComparison.Ordinal);
        Assert.Null(result.Data);
    }

    [Fact]
    public void An_empty_cell_and_a_missing_marker_are_unknown()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,age\n1,31\n2,\n3,NA\n4,Unknown\n",
            "missing \"NA\", \"Unknown\"\nincident { id = `id` }\nperson { age = number(`age`) }");
        Assert.Equal(["31", "unknown", "unknown", "unknown"], new[] { "1", "2", "3", "4" }.Select(id => fixture.Show(result, id, "person.age")));
        Assert.Empty(result.Report.Unreadable);
        Assert.Equal("person.age 1 0 3", string.Join(' ', result.Report.Coverage.Where(c => c.Field == "person.age").Select(c => $"{c.Field} {c.Known} {c.Partly} {c.Unknown}")));
    }

    [Fact]
    public void What_cannot_be_read_is_unknown_and_counted_with_line_and_text()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,age,offence,day\n1,abc,supply,2024-01-31\n2,40,arson,2024-02-31\n3,abc,arson,2024-03-01\n4,1e999,supply,\n",
            $"incident {{ id = `id`, offence = {Offence}, at = date(`day`, \"yyyy-MM-dd\") }}\nperson {{ age = number(`age`) }}");
        Assert.Equal(
            ["offence not listed 2: data.csv 3 arson", "day not a date like yyyy-MM-dd 1: data.csv 3 2024-02-31", "age not a number 3: data.csv 2 abc, data.csv 5 1e999"],
            result.Report.Unreadable.OrderBy(u => u.Column switch { "offence" => 0, "day" => 1, _ => 2 })
                .Select(u => $"{u.Column} {u.Reason} {u.Count}: {string.Join(", ", u.First.Select(p => $"{p.File} {p.Line} {p.Text}"))}"));
        Assert.Equal("unknown", fixture.Show(result, "3", "offence"));
        Assert.Equal("2024-03-01T00:00..2024-03-01T23:59:59", fixture.Show(result, "3", "at"));
    }

    [Fact]
    public void Rejected_rows_are_counted_and_told_as_they_came_and_in_order()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,offence,must\n1,supply,\"yes, indeed\"\n2,supply\n3,robbery,\n4,\"supply\",yes,more\n5,supply,yes\n",
            $"incident {{ id = `id`, offence = {Offence}, must = match `must` {{ \"yes\" => true, starts with \"yes,\" => true }} }}",
            "extend entity incident { must : boolean required }");
        Assert.Equal("1 5", LoadingFixture.Ids(result));
        Assert.Equal(["3|too few columns: 2 of 3|2,supply", "4|`incident.must` is required and unknown|3,robbery,", "5|too many columns: 4 instead of 3|4,\"supply\",yes,more"],
            fixture.RejectedRows.Select(r => $"{r.Line}|{r.Reason}|{r.RawText}"));
        Assert.Equal(3, result.Report.RowsRejected);
        LoadingFixture.AssertRowsAddUp(result);
    }

    [Fact]
    public void Strict_makes_rejected_rows_and_unreadable_values_errors()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("id,offence\n1,supply\n2\n3,arson\n", $"incident {{ id = `id`, offence = {Offence} }}", strict: true);
        Assert.Null(result.Data);
        Assert.Equal("PD4008 PD4009", LoadingFixture.Findings(result));
    }

    [Fact]
    public void A_column_that_is_not_there_is_an_error_at_its_place_with_the_nearest_name()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("id,offence_text\n1,supply\n", "incident { id = `id`, offence = match `ofence_text` { \"supply\" => supply } }");
        var finding = Assert.Single(result.Report.Diagnostics);
        Assert.Equal(DataErrors.MissingColumn, finding.Descriptor);
        Assert.Equal("`data.csv` has no column `ofence_text`.", finding.Message);
        Assert.Equal("Did you mean `offence_text`?", finding.Hint);
        Assert.Equal("`ofence_text`", finding.Location?.Text);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_and_no_exception()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.LoadText("using idpc.vocabulary\ndataset d { from \"nowhere.csv\"\n incident { id = `id` } }");
        Assert.Equal("PD4001", LoadingFixture.Findings(result));
        Assert.Contains("nowhere.csv", LoadingFixture.Describe(result), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_rows_gives_no_incident_and_says_so()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("id,offence\n", "incident { id = `id` }");
        Assert.Equal("PD4007", LoadingFixture.Findings(result));
    }

    [Fact]
    public void A_file_without_a_header_is_read_by_number()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("1,supply\n2,robbery\n", $"header none\nincident {{ id = `#1`, offence = {Offence.Replace("`offence`", "`#2`", StringComparison.Ordinal)} }}");
        Assert.Equal("1 2", LoadingFixture.Ids(result));
        Assert.Equal("robbery", fixture.Show(result, "2", "offence"));
    }

    [Fact]
    public void A_time_zone_that_does_not_exist_is_an_error()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("id\n1\n", "time zone \"Europe/Atlantis\"\nincident { id = `id` }");
        Assert.Equal("PD4006", LoadingFixture.Findings(result));
    }

    [Fact]
    public void Times_with_an_offset_are_moved_to_the_clocks_of_the_data_set()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,when\n1,2015-03-31T23:00:00+00:00\n2,2015-01-31T23:00:00+00:00\n",
            "time zone \"Europe/London\"\nincident { id = `id`, at = instant(`when`, \"yyyy-MM-ddTHH:mm:sszzz\") }");
        Assert.Equal("2015-04-01T00:00", fixture.Show(result, "1", "at"));
        Assert.Equal("2015-01-31T23:00", fixture.Show(result, "2", "at"));
    }

    [Fact]
    public void Months_and_age_bands_are_ranges()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,month,age\n1,2018-02,18-24\n2,2018-01,over 34\n",
            "incident { id = `id`, at = month(`month`, \"yyyy-MM\") }\nperson { age = match `age` { \"18-24\" => 18..24, \"over 34\" => 35.. } }");
        Assert.Equal("2018-02-01T00:00:00..2018-02-28T23:59:59", fixture.Show(result, "1", "at").Replace("T00:00..", "T00:00:00..", StringComparison.Ordinal));
        Assert.Equal("18..24", fixture.Show(result, "1", "person.age"));
        Assert.Equal("35..", fixture.Show(result, "2", "person.age"));
    }

    [Fact]
    public void A_field_that_is_not_coarse_takes_no_range_and_the_row_is_counted()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("id,n\n1,a\n2,b\n", "incident { id = `id`, doses = match `n` { \"a\" => 3..5, \"b\" => 4 } }", "extend entity incident { doses : integer }");
        Assert.Equal("unknown", fixture.Show(result, "1", "doses"));
        Assert.Equal("4", fixture.Show(result, "2", "doses"));
        var unreadable = Assert.Single(result.Report.Unreadable);
        Assert.Equal("more than one value, and `doses` is not `coarse`", unreadable.Reason);
    }
}
