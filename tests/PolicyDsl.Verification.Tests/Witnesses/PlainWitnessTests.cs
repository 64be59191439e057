namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>Incidents without a past: what deviates least, by hand.</summary>
public class PlainWitnessTests
{
    [Fact]
    public void What_always_holds_is_shown_by_the_plain_incident() => Expect("""
        deviation 0
        """, "true");

    [Fact]
    public void One_field_deviates_where_one_is_enough() => Expect("""
        drug other, quantity 6 g
        deviation 2
        """, "quantity > 5 g and drug is not none");

    [Fact]
    public void The_nearest_number_that_reads_well_is_taken() => Expect("""
        person.age 65
        deviation 1
        """, "age >= 65 and age < 90");

    [Fact]
    public void A_known_value_is_nearer_than_an_unknown_one() => Expect("""
        person.age 18
        deviation 1
        """, "not certainly (person.age < 18)");

    [Fact]
    public void An_unknown_value_is_shown_where_nothing_else_will_do() => Expect("""
        weapon unknown
        deviation 3
        """, "weapon is unknown");

    [Fact]
    public void A_range_is_nearer_than_nothing_known() => Expect("""
        quantity 0..1 g
        deviation 2
        """, "quantity is unknown and not possibly (quantity < 0 g)");

    [Fact]
    public void A_derived_field_is_left_to_its_formula() => Expect("""
        person.age 18
        deviation 1
        """, "not person.minor");

    [Fact]
    public void Nothing_of_an_unknown_person_counts_again() => Expect("""
        person unknown
        deviation 3
        """, "person is unknown");

    [Fact]
    public void An_invariant_moves_the_plain_value() => Expect("""
        deviation 0
        """, "area.deprivation is at most 1");

    [Fact]
    public void An_invariant_is_kept() => Expect("""
        offence possession, drug other
        deviation 2
        """, "offence is possession");

    [Fact]
    public void Of_equal_deviations_the_first_field_by_name_is_taken() => Expect("""
        drug other
        deviation 1
        """, "weapon is not none or drug is not none or quantity > 1 g");

    [Fact]
    public void What_may_be_and_may_not_be_has_alternatives() => Expect("""
        offence one of none, common_assault
        deviation 2
        """, "(possibly offence in violent) and not (certainly offence in violent) and offence in [none, common_assault, assault]");

    [Fact]
    public void A_range_spans_a_bound() => Expect("""
        person.age 0..18
        deviation 2
        """, "(possibly person.minor) and not (certainly person.minor)");

    [Fact]
    public void A_set_has_the_members_asked_for() => Expect("""
        drugs [heroin]
        deviation 1
        """, "drugs has heroin and not (drugs has cocaine)");

    [Fact]
    public void A_text_is_the_one_asked_for() => Expect("""
        person.nationality "x"
        deviation 1
        """, "person.nationality is \"x\"");

    [Fact]
    public void A_given_value_never_contradicts_its_formula_without_need() => Expect("""
        person.age 18..19
        deviation 2
        """, "not person.minor and person.age is unknown");

    private static void Expect(string told, string condition) =>
        Assert.Equal(told.ReplaceLineEndings("\n"), WitnessCase.Of($"rule r0 {{\n when {condition}\n then warn\n}}").Tell());
}
