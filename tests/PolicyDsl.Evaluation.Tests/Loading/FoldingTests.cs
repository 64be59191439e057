using PolicyDsl.Language.Diagnostics;

namespace PolicyDsl.Evaluation.Tests.Loading;

public sealed class FoldingTests
{
    private const string Tables = """
        table offence_of of text gives offence { "supply" => supply, "possession" => possession, "robbery" => robbery, "?" => unknown, otherwise => unknown }
        table drug_of of text gives drug { "heroin" => heroin, "cocaine" => cocaine }
        table action_of of text gives action { "arrest" => arrest, "summons" => summons, "advise" => advise, "seize" => seize }
        """;

    [Fact]
    public void Rows_of_one_key_are_one_incident_wherever_they_stand()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "case,who,offence\nA,1,possession\nB,1,robbery\nA,1,supply\nA,2,possession\n",
            "one incident per `case`, `who`\nincident { case = `case`, offence = most serious of offence_of of `offence` }",
            Tables);
        Assert.Equal("A/1 B/1 A/2", LoadingFixture.Ids(result));
        Assert.Equal("supply", fixture.Show(result, "A/1", "offence"));
        Assert.Equal(2, result.Data?.Find("A/1")?.Rows);
        LoadingFixture.AssertRowsAddUp(result);
    }

    [Theory]
    [InlineData("first of drug_of of split(`drugs`, \";\")", "drug", "heroin; cocaine", "cocaine", "heroin")]
    [InlineData("most serious of drug_of of split(`drugs`, \";\")", "drug", "cocaine", "heroin;cocaine", "heroin")]
    [InlineData("drug_of of split(`drugs`, \";\")", "drugs", "cocaine", "heroin", "[cocaine, heroin]")]
    [InlineData("harshest of action_of of `drugs`", "recorded", "summons", "arrest", "arrest")]
    [InlineData("harshest of action_of of `drugs`", "recorded", "seize", "advise", "seize")]
    [InlineData("any of match `drugs` { \"y\" => true, \"n\" => false }", "uses_minors", "n", "y", "true")]
    [InlineData("any of match `drugs` { \"y\" => true, \"n\" => false }", "uses_minors", "n", "n", "false")]
    [InlineData("min of date(`drugs`, \"yyyy-MM-dd\")", "at", "2024-01-05", "2024-01-03", "2024-01-03T00:00..2024-01-03T23:59:59")]
    [InlineData("sum of (number(`drugs`) * 1 g)", "quantity", "0.25", "2.5", "2.75 g")]
    [InlineData("max of (number(`drugs`) * 1 g)", "quantity", "0.25", "2.5", "2.5 g")]
    public void Folds_put_rows_and_the_lists_in_them_together(string value, string field, string first, string second, string expected)
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load($"id,drugs\n1,{first}\n1,{second}\n", $"one incident per `id`\nincident {{ {field} = {value} }}", Tables);
        Assert.True(result.Data is not null, LoadingFixture.Describe(result));
        Assert.Equal(expected, fixture.Show(result, "1", field));
    }

    [Theory]
    [InlineData("first of drug_of of `x`", "drug", "", "cocaine", "cocaine")]
    [InlineData("first of drug_of of `x`", "drug", "tea", "cocaine", "unknown")]
    [InlineData("most serious of offence_of of `x`", "offence", "", "possession", "possession")]
    [InlineData("most serious of offence_of of `x`", "offence", "?", "possession", "unknown")]
    [InlineData("any of match `x` { \"y\" => true, \"n\" => false }", "uses_minors", "?", "y", "true")]
    [InlineData("any of match `x` { \"y\" => true, \"n\" => false }", "uses_minors", "?", "n", "unknown")]
    [InlineData("any of match `x` { \"y\" => true, \"n\" => false }", "uses_minors", "", "n", "false")]
    [InlineData("sum of (number(`x`) * 1 g)", "quantity", "some", "1", "unknown")]
    [InlineData("drug_of of `x`", "drug", "", "cocaine", "cocaine")]
    public void A_missing_cell_adds_nothing_to_a_fold_and_an_unreadable_one_adds_an_unknown(string value, string field, string first, string second, string expected)
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load($"id,x\n1,{first}\n1,{second}\n", $"one incident per `id`\nincident {{ {field} = {value} }}", Tables);
        Assert.Equal(expected, fixture.Show(result, "1", field));
    }

    [Fact]
    public void A_field_that_differs_without_a_fold_is_an_error_with_both_lines()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,drug,age\n1,heroin,30\n2,cocaine,31\n2,cocaine,\n1,cocaine,30\n2,heroin,31\n",
            "one incident per `id`\nincident { drug = drug_of of `drug` }\nperson { age = number(`age`) }",
            Tables);
        var finding = Assert.Single(result.Report.Diagnostics);
        Assert.Equal(DataErrors.RowsDiffer, finding.Descriptor);
        Assert.Equal("The rows of incident `1` differ in `incident.drug`: `heroin` (line 2) and `cocaine` (line 5).", finding.Message);
        Assert.Contains("`most serious of` or `first of`", finding.Hint, StringComparison.Ordinal);
        Assert.Null(result.Data);
    }

    [Fact]
    public void Rows_that_can_both_be_right_agree_on_what_both_allow()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,age\n1,\n1,18-24\n1,20-30\n2,18-24\n2,40\n",
            "one incident per `id`\nincident { case = `id` }\nperson { age = match `age` { \"18-24\" => 18..24, \"20-30\" => 20..30, \"40\" => 40 } }");
        Assert.Equal("The rows of incident `2` differ in `person.age`: `18..24` (line 5) and `40` (line 6).", Assert.Single(result.Report.Diagnostics).Message);
        result = fixture.Load(
            "id,age\n1,\n1,18-24\n1,20-30\n",
            "one incident per `id`\nincident { case = `id` }\nperson { age = match `age` { \"18-24\" => 18..24, \"20-30\" => 20..30 } }");
        Assert.Equal("20..24", fixture.Show(result, "1", "person.age"));
    }

    [Fact]
    public void A_row_without_its_key_is_rejected()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("case,who\nA,1\nA,\n,2\n", "one incident per `case`, `who`\nincident { case = `case` }");
        Assert.Equal("A/1", LoadingFixture.Ids(result));
        Assert.Equal(["`who` is missing, so the row belongs to no incident", "`case` is missing, so the row belongs to no incident"], result.Report.Rejected.Select(r => r.Reason));
        LoadingFixture.AssertRowsAddUp(result);
    }

    [Fact]
    public void Texts_of_a_key_are_kept_apart()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("a,b\nx/y,z\nx,y/z\n", "one incident per `a`, `b`\nincident { case = `a` }");
        Assert.Equal(2, result.Data?.Incidents.Length);
    }

    [Fact]
    public void All_rows_of_an_incident_that_lacks_a_required_field_are_rejected()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,n\n1,4\n2,\n1,\n2,x\n",
            "one incident per `id`\nincident { doses = number(`n`) }",
            "extend entity incident { doses : integer required }");
        Assert.Equal("1", LoadingFixture.Ids(result));
        Assert.Equal(2, result.Report.RowsRejected);
        LoadingFixture.AssertRowsAddUp(result);
    }
}
