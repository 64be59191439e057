namespace PolicyDsl.Evaluation.Tests.Loading;

public sealed class EntityTests
{
    private const string Incidents = "id,place\n1,N\n2,S\n3,X\n4,\n5,X\n";
    private const string Mapping = "incident { id = `id`, area = `place` }\narea from \"areas.csv\" { id = `code`, population = number(`people`) }";

    [Fact]
    public void A_linked_file_is_matched_by_its_key()
    {
        using var fixture = new LoadingFixture();
        fixture.Folder.Write("areas.csv", "code,people\nN,100\nS,200\nW,300\n");
        var result = fixture.Load(Incidents, Mapping);
        Assert.True(result.Data is not null, LoadingFixture.Describe(result));
        Assert.Equal(["100", "200", "unknown", "unknown"], new[] { "1", "2", "3", "4" }.Select(id => fixture.Show(result, id, "area.population")));
        Assert.Equal(["\"N\"", "\"X\"", "unknown"], new[] { "1", "3", "4" }.Select(id => fixture.Show(result, id, "area.id")));
        Assert.Equal(result.Data.Find("3")?.Instance[Field(fixture, "area")].Entity?.Id, result.Data.Find("5")?.Instance[Field(fixture, "area")].Entity?.Id);
        var linked = Assert.Single(result.Report.Linked);
        Assert.Equal((3, 3, 4, 2), (linked.RowsRead, linked.Entities, linked.References, linked.Unmatched));
        Assert.Equal("X", string.Join(' ', linked.FirstUnmatched));
        Assert.Equal("PD4022", LoadingFixture.Findings(result));
    }

    [Fact]
    public void A_repeated_key_of_a_linked_file_is_an_error()
    {
        using var fixture = new LoadingFixture();
        fixture.Folder.Write("areas.csv", "code,people\nN,100\nS,200\nN,300\n");
        var result = fixture.Load(Incidents, Mapping);
        Assert.Equal("The file of `area` has two rows for `N`: areas.csv, line 2 and areas.csv, line 4.", Assert.Single(result.Report.Diagnostics).Message);
    }

    [Fact]
    public void Rows_of_a_linked_file_that_cannot_be_used_are_rejected_and_counted()
    {
        using var fixture = new LoadingFixture();
        fixture.Folder.Write("areas.csv", "code,people\nN,100\n,200\nS\n");
        var result = fixture.Load(Incidents, Mapping);
        var linked = Assert.Single(result.Report.Linked);
        Assert.Equal((3, 2, 1), (linked.RowsRead, linked.RowsRejected, linked.Entities));
        Assert.Equal(["areas.csv 3 ,200", "areas.csv 4 S"], fixture.RejectedRows.Select(r => $"{r.File} {r.Line} {r.RawText}"));
        LoadingFixture.AssertRowsAddUp(result);
    }

    [Fact]
    public void Two_references_may_lead_into_one_linked_file()
    {
        using var fixture = new LoadingFixture();
        fixture.Folder.Write("areas.csv", "code,people\nN,100\nS,200\n");
        var result = fixture.Load(
            "id,place,home\n1,N,S\n",
            "incident { id = `id`, area = `place`, home = `home` }\narea from \"areas.csv\" { id = `code`, population = number(`people`) }",
            "extend entity incident { home : area }");
        Assert.Equal("100 200", fixture.Show(result, "1", "area.population") + " " + fixture.Show(result, "1", "home.population"));
    }

    [Fact]
    public void A_person_has_in_each_incident_the_values_of_its_own_row()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("id,who,age\n1,P,17\n2,P,18\n", "incident { id = `id` }\nperson { id = `who`, age = number(`age`) }");
        Assert.Equal(["17", "18"], new[] { "1", "2" }.Select(id => fixture.Show(result, id, "person.age")));
        Assert.Equal(["true", "false"], new[] { "1", "2" }.Select(id => fixture.Show(result, id, "minor")));
        Assert.Equal(["\"P\"", "\"P\""], new[] { "1", "2" }.Select(id => fixture.Show(result, id, "person.id")));
    }

    [Fact]
    public void A_given_field_that_contradicts_its_formula_is_unknown_and_counted()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,age,minor\n1,30,yes\n2,30,no\n3,,yes\n",
            "incident { id = `id` }\nperson { age = number(`age`), minor = match `minor` { \"yes\" => true, \"no\" => false } }");
        Assert.Equal(["unknown", "false", "true"], new[] { "1", "2", "3" }.Select(id => fixture.Show(result, id, "minor")));
        var disagreement = Assert.Single(result.Report.Disagreements);
        Assert.Equal(("person.minor", 1L), (disagreement.Field, disagreement.Incidents));
        Assert.Equal("1", string.Join(' ', disagreement.FirstIncidents));
    }

    [Fact]
    public void A_broken_invariant_makes_the_fields_that_it_names_unknown()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load("id,age\n1,300\n2,30\n", "incident { id = `id` }\nperson { age = number(`age`) }");
        Assert.Equal(["unknown", "30"], new[] { "1", "2" }.Select(id => fixture.Show(result, id, "person.age")));
        var broken = Assert.Single(result.Report.BrokenInvariants);
        Assert.Equal(("age in 0..120", 1L, 0L), (broken.Invariant, broken.Incidents, broken.Rejected));
    }

    [Fact]
    public void What_breaks_an_invariant_for_good_is_rejected()
    {
        using var fixture = new LoadingFixture();
        var result = fixture.Load(
            "id,n\n1,4\n2,-1\n",
            "incident { id = `id`, doses = number(`n`) }",
            "extend entity incident { doses : integer required, invariant doses >= 0 }");
        Assert.Equal("1", LoadingFixture.Ids(result));
        Assert.Equal("`doses >= 0` is broken", Assert.Single(result.Report.Rejected).Reason);
        Assert.Equal("2,-1", Assert.Single(fixture.RejectedRows).RawText);
        LoadingFixture.AssertRowsAddUp(result);
    }

    private static Language.Symbols.FieldSymbol Field(LoadingFixture fixture, string name)
    {
        var field = fixture.Compilation?.Incident?.FindField(name);
        Assert.NotNull(field);
        return field;
    }
}
