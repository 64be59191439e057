using PolicyDsl.Language.Principles;

namespace PolicyDsl.Language.Tests.Principles;

public sealed class FlowClauseTests
{
    [Theory]
    [InlineData("rule r { when person.ethnicity is white then warn }")]
    [InlineData("rule r { when minor unless sex is male then warn }")]
    [InlineData("rule r { when drug is heroin and disability offer naloxone }")]
    [InlineData("define d = sex is male\nrule r { when minor and d then warn }")]
    [InlineData("applies when sex is male\nrule r { when minor then warn }")]
    [InlineData("table t of ethnicity gives boolean { white => true, otherwise => false }\nrule r { when t of person.ethnicity then warn }")]
    [InlineData("rule r { when count(incidents of person where person.sex is male) > 2 then warn }")]
    [InlineData("rule r { when count(incidents of person, person.ethnicity) > 2 then warn }")]
    public void Any_way_of_reading_a_protected_field_breaks_the_clause(string body)
    {
        var verdict = StructuralClauseTests.Check("no rule depends on protected", body);

        Assert.Equal(Verdict.Violated, verdict.Verdict);
        Assert.NotEmpty(verdict.Breaches);
    }

    [Fact]
    public void A_dependence_through_a_define_names_the_way()
    {
        var verdict = StructuralClauseTests.Check("no rule depends on person.sex", "define men = sex is male\nrule r { when men then warn }");

        Assert.Equal("Rule `r` depends on `person.sex` through define `men`", Assert.Single(verdict.Breaches).Message);
    }

    [Fact]
    public void A_derived_field_carries_what_it_is_computed_from()
    {
        var verdict = StructuralClauseTests.Check("no rule depends on weapon", "rule r { when dangerous then warn }");

        Assert.Equal(Verdict.Violated, verdict.Verdict);
    }

    [Fact]
    public void A_define_that_no_rule_uses_breaks_nothing()
    {
        var verdict = StructuralClauseTests.Check("no rule depends on protected", "define men = sex is male\nrule r { when minor then warn }");

        Assert.Equal(Verdict.Proved, verdict.Verdict);
    }
}
