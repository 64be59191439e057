namespace PolicyDsl.Verification.Tests.Witnesses;

/// <summary>Incidents with a past: the earlier incidents that histories need, and no more.</summary>
public class HistoryWitnessTests
{
    [Fact]
    public void As_many_earlier_incidents_as_needed() => Expect("""
        earlier: at 2023-12-31T12:00
        earlier: at 2023-12-31T12:00
        deviation 4
        """, "count(incidents of person within past 30 days) >= 2");

    [Fact]
    public void Earlier_incidents_meet_their_condition() => Expect("""
        earlier: at 2023-12-31T12:00, offence robbery
        deviation 2
        """, "any(incidents of person where offence is robbery within past 7 days)");

    [Fact]
    public void One_incident_serves_two_windows() => Expect("""
        earlier: at 2023-12-31T12:00
        earlier: at 2023-12-22T12:00
        deviation 4
        """, "count(incidents of person within past 7 days) = 1 and count(incidents of person within past 30 days) = 2");

    [Fact]
    public void Another_person_where_this_one_may_have_none() => Expect("""
        earlier: at 2023-12-31T12:00, person.id "person 2"
        deviation 2
        """, "any(incidents of area) and not any(incidents of person)");

    [Fact]
    public void A_condition_may_speak_of_this_incident() => Expect("""
        offence possession, drug heroin, quantity 1 g
        earlier: at 2023-12-31T12:00, offence none, quantity 2 g
        deviation 5
        """, "offence is possession and drug is heroin and quantity is 1 g and any(incidents of person where drug is this.drug and quantity > this.quantity)");

    [Fact]
    public void A_possible_count_has_an_incident_that_may_count() => Expect("""
        earlier: at 2023-12-31T12:00, offence one of consumption, robbery
        deviation 2
        """, "any(incidents of person where offence is robbery) is unknown and person.id is known and at is known");

    [Fact]
    public void Distinct_values_are_distinct() => Expect("""
        earlier: at 2023-12-31T12:00
        earlier: at 2023-12-31T12:00, drug other
        deviation 4
        """, "count(distinct drug over incidents of person) >= 2");

    [Fact]
    public void As_many_incidents_of_fewer_values() => Expect("""
        earlier: at 2023-12-31T12:00
        earlier: at 2023-12-31T12:00
        deviation 4
        """, "count(incidents of person) is at least 2 and count(distinct case over incidents of person) = 1");

    [Fact]
    public void A_sum_is_one_incident() => Expect("""
        earlier: at 2023-12-31T12:00, quantity 6 g
        deviation 2
        """, "sum(quantity over incidents of person within past 365 days) > 5 g");

    [Fact]
    public void A_sum_of_several() => Expect("""
        earlier: at 2023-12-31T12:00, quantity 10 g
        earlier: at 2023-12-31T12:00
        deviation 4
        """, "sum(quantity over incidents of person) in 10 g .. 10 g and count(incidents of person) = 2");

    [Fact]
    public void Days_since_the_last() => Expect("""
        earlier: at 2023-12-22T12:00
        deviation 2
        """, "days since last(incidents of person) in 10..20");

    [Fact]
    public void A_history_is_unknown_where_its_key_is() => Expect("""
        person.id unknown
        deviation 3
        """, "count(incidents of person) is unknown and at is known");

    [Fact]
    public void A_key_of_two_fields() => Expect("""
        earlier: at 2023-12-31T12:00
        deviation 2
        """, "any(incidents of person, area)");

    [Fact]
    public void A_key_that_is_a_member() => Expect("""
        drug other
        earlier: at 2023-12-31T12:00
        deviation 3
        """, "drug is not none and any(incidents of drug)");

    [Fact]
    public void A_long_past_is_built_incident_by_incident()
    {
        var witness = WitnessCase.Of("rule r0 {\n when count(incidents of person where offence is theft within past 365 days) is at least 40\n then warn\n}").Firing("r0").Witness;
        Assert.Equal(40, witness?.Earlier.Length);
        Assert.Equal(40, witness?.Earlier.Select(e => e.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_a_window_looks_back_on_moves_the_incident() => Expect("""
        at 2024-03-02T12:00
        earlier: at 2024-03-01T12:00
        deviation 3
        """, "any(incidents of person where (date of at) is 2024-03-01 within past 7 days)");

    [Fact]
    public void Whoever_looks_again_finds_the_same()
    {
        const string Rules = "rule r0 {\n when count(distinct drug over incidents of person within past 30 days) is at least 2 and hour of at is at most 3\n then warn\n}";
        Assert.Equal(WitnessCase.Of(Rules).Tell(), WitnessCase.Of(Rules).Tell());
    }

    private static void Expect(string told, string condition) =>
        Assert.Equal(told.ReplaceLineEndings("\n"), WitnessCase.Of($"rule r0 {{\n when {condition}\n then warn\n}}").Tell());
}
