using PolicyDsl.Testing.RandomPolicies;
using PolicyDsl.Verification.Tests.Z3;

namespace PolicyDsl.Verification.Tests.Differential;

/// <summary>What random policies brought to light, made small.</summary>
public class FoundDifferenceTests
{
    [Fact]
    public void What_an_if_leaves_open_does_not_take_away_what_was_given()
    {
        var policy = RandomPolicy.Get("""
            policy p
            principle order "Order" rank 1 {
                clause c0 never harsher than warn when grade is low
            }
            enum grade { low, middle plain, high }
            entity incident {
                key id : text
                armed : boolean
                grade : grade = if armed then high else low
            }
            action warn { severity 2 }
            """);
        DiagramChecks.Check(policy, CaseText.Read(policy, "decided incident 0: grade=0"));
    }

    [Fact]
    public void The_arm_for_unknown_counts_where_a_table_says_nothing()
    {
        var policy = RandomPolicy.Get("""
            policy p
            rule r0 { when match class of drug { low => false, unknown => true, otherwise => false } then warn }
            table class of drug gives grade { opium => low }
            enum drug { opium, weed }
            enum grade { low, high }
            entity incident { drug : drug }
            action warn { severity 2 }
            """);
        DiagramChecks.Check(policy, CaseText.Read(policy, "decided incident 0: drug=1"));
    }

    [Fact]
    public void Counts_of_equal_conditions_are_cut_alike_where_days_since_the_last_are_asked_for()
    {
        var policy = RandomPolicy.Get("""
            policy p
            define always = true
            rule r0 { when days since last(incidents of person where always) > 3 or count(incidents of person where always) is at least 2 or count(incidents of person) < 1 then warn }
            entity person { key id : text }
            entity incident { at : instant, person : person }
            action warn { severity 2 }
            """);
        DiagramChecks.Check(policy, CaseText.Read(policy, "decided incident 0: at=1704110400"));
    }

    [Z3Fact]
    public void A_day_that_data_cannot_hold_breaks_no_clause() => SolverDifferenceTests.Check("""
        policy p
        rule r0 { when reported - 1 days > 2023-12-30 then divert overrides r1 }
        rule r1 { when true then warn }
        principle order "Order" rank 1 { clause c0 severity never falls as reported rises }
        entity incident { reported : date }
        action warn { severity 1 }
        action divert { severity 2 }
        """);

    [Z3Fact]
    public void A_history_derives_from_what_its_condition_computes_of_this_incident() => SolverDifferenceTests.Check("""
        policy p
        rule r0 { when count(incidents of person where this.person.young) is at least 1 then warn }
        principle order "Order" rank 1 { clause c0 severity never falls as age rises }
        entity person { key id : text, age : integer, young = age < 18 }
        entity incident { at : instant, person : person }
        action warn { severity 1 }
        """);

    [Z3Fact]
    public void A_history_derives_from_its_key() => SolverDifferenceTests.Check("""
        policy p
        rule r0 { when count(incidents of age) is at least 1 then warn }
        principle order "Order" rank 1 { clause c0 severity never falls as age rises }
        entity person { key id : text, age : integer }
        entity incident { at : instant, person : person }
        action warn { severity 1 }
        """);
}
