namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>Terms that the cuts do not decide, and facts of operations.</summary>
public class OpenTermWitnessTests
{
    [Fact]
    public void Two_fields_are_given_values_that_compare_as_wanted() => Expect("""
        area.officers 10
        deviation 1
        """, "person.age < 5 and area.officers is at least 10 and area.officers > area.population");

    [Fact]
    public void An_hour_is_an_instant_of_that_hour() => Expect("""
        at 2024-01-01T22:00
        deviation 1
        """, "hour of at is at least 22");

    [Fact]
    public void A_weekday_is_a_day_of_that_name() => Expect("""
        at 2023-12-30T12:00
        deviation 1
        """, "weekday of at in [saturday]");

    [Fact]
    public void A_product_reaches_its_bound() => Expect("""
        area.officers 1, area.population 1000
        deviation 2
        """, "area.officers * area.population > 100");

    [Fact]
    public void What_no_value_gives_is_named()
    {
        var result = WitnessCase.Of("rule r0 {\n when area.officers - area.officers > 1\n then warn\n}").Firing("r0");
        Assert.Null(result.Witness);
        Assert.Equal("area.officers - area.officers", Assert.Single(result.IndependentTerms));
    }

    [Fact]
    public void A_crackdown_is_on_where_it_must_fire()
    {
        var asked = WitnessCase.Of("""
            crackdown c {
                when drug is heroin
                target areas where officers > 1
                announce 14 days before by leaflets
                lasts 21 days
                rests 90 days
                then warn at most 5 per week, otherwise advise
            }
            """);
        var witness = asked.Firing("c").Witness ?? throw new InvalidOperationException("No witness.");
        Assert.Equal("drug heroin\ndeviation 2", asked.Describe(witness));
        Assert.Equal("c", Assert.Single(witness.Facts.ActiveCrackdowns).Name);
        Assert.Empty(witness.Facts.AlternativesInForce);
        var reached = asked.Finder.Find(asked.Model.Claims(asked.Rule("c"), asked.Model.Actions.First(a => a.Name == "advise")), w => w.Decision.Action?.Name == "advise");
        Assert.Equal("c", Assert.Single(reached.Witness?.Facts.AlternativesInForce ?? []).Name);
        Assert.Equal(3, reached.Witness?.Deviation);
    }

    [Fact]
    public void An_exhausted_resource_is_a_fact_of_the_witness()
    {
        var asked = WitnessCase.Of("rule r0 {\n when drug is heroin\n then arrest\n}\nresource hours 400 hours per month, when exhausted divert\n");
        var divert = asked.Model.Actions.First(a => a.Name == "divert");
        var witness = asked.Finder.Find(asked.Model.Decides(divert), w => w.Decision.Action == divert).Witness;
        Assert.Equal("hours", Assert.Single(witness?.Facts.ExhaustedResources ?? []).Name);
        Assert.Equal(2, witness?.Deviation);
    }

    [Fact]
    public void What_the_caller_does_not_confirm_is_no_witness()
    {
        var asked = WitnessCase.Of("rule r0 {\n when drug is heroin\n then arrest\n}");
        var result = asked.Finder.Find(asked.Model.Fires(asked.Rule("r0")), _ => false);
        Assert.Null(result.Witness);
        Assert.NotEmpty(result.IndependentTerms);
    }

    private static void Expect(string told, string condition) =>
        Assert.Equal(told.ReplaceLineEndings("\n"), WitnessCase.Of($"rule r0 {{\n when {condition}\n then warn\n}}").Tell());
}
