using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Counterfactuals;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tests.Counterfactuals;

/// <summary>What would have led elsewhere, by hand; the incident is that of a test.</summary>
public class CounterfactualTests
{
    private const string Heroin = "rule small { when offence is possession and quantity is at most 5 g and drug is heroin then divert }";

    [Fact]
    public void The_nearest_value_of_one_field_is_told() => Expect(
        Heroin,
        "offence: possession, drug: heroin, quantity: 6 g",
        "divert: quantity 6 g -> 5 g");

    [Fact]
    public void Different_sets_of_fields_are_told_and_none_that_holds_another() => Expect(
        Heroin,
        "offence: possession, drug: heroin, quantity: 5 g",
        "no_action: drug heroin -> other; no_action: offence possession -> consumption; no_action: quantity 5 g -> 6 g");

    [Fact]
    public void What_is_unknown_may_become_known() => Expect(
        "rule young { when person.age is at least 18 and at_health_service then divert }",
        "person: { age: 17 }",
        "divert: at_health_service unknown -> true, person.age 17 -> 18");

    [Fact]
    public void What_is_known_in_part_may_become_better_known()
    {
        var found = Find(Heroin, "offence: possession, drug: heroin, quantity: 4..6 g");
        var way = Assert.Single(found.Others, o => o.Outcome.Name == "divert").Ways[0];
        Assert.Equal(4_000_000, Assert.Single(way.Changes).After.Low);
        Assert.True(Counterfactual.IsLearned(way.Changes[0]));
        Assert.True(way.IsAdvice);
    }

    [Fact]
    public void Nothing_known_is_thought_unknown() => Expect(
        "rule vague { when quantity is unknown then divert }",
        "quantity: 5 g",
        "divert: none");

    [Fact]
    public void A_given_field_does_not_contradict_what_is_computed() => Expect(
        "rule grown { when not person.minor then divert }",
        "person: { age: 17, minor: true }",
        "divert: person.age 17 -> 18, person.minor true -> false");

    [Fact]
    public void The_past_is_not_changed() => Expect(
        "rule again { when count(incidents of person where offence is possession within past 30 days) >= 1 and offence is possession then divert }",
        "offence: possession",
        "divert: none");

    [Fact]
    public void An_incident_is_no_part_of_its_own_past() => Expect(
        "rule again { when count(incidents of person where offence is possession within past 30 days) >= 1 and offence is supply then divert }",
        "offence: possession, at: 2024-01-01T00:00..2024-01-31T00:00",
        "divert: none");

    [Fact]
    public void Protected_fields_are_never_changed() => Expect(
        "rule bad { when person.sex is female and offence is possession then divert }",
        "offence: possession, person: { sex: male }",
        "divert: none");

    [Fact]
    public void Values_compared_with_other_fields_are_tried() => Expect(
        "rule more { when area.officers > area.deprivation then divert }",
        "area: { officers: 3, deprivation: 4 }",
        "divert: area.officers 3 -> 5; divert: area.deprivation 4 -> 2");

    [Fact]
    public void Outside_and_no_decision_are_outcomes_too()
    {
        var found = Find("applies when offence in drug_offences\n" + Heroin, "offence: possession, drug: heroin, quantity: 1 g", "");
        Assert.Contains(found.Others, o => o.Outcome.Status == DecisionStatus.Outside && !o.Ways.IsEmpty);
        Assert.Contains(found.Others, o => o.Outcome.Status == DecisionStatus.None && !o.Ways.IsEmpty);
    }

    [Fact]
    public void A_protected_field_that_nothing_reads_is_proved_to_change_nothing()
    {
        var found = Find(Heroin, "offence: possession");
        Assert.All(found.Flips, f => Assert.Equal(ProtectedVerdict.NotRead, f.Verdict));
        Assert.Equal(["person.disability", "person.ethnicity", "person.nationality", "person.religion", "person.sex"], found.Flips.Select(f => f.Name));
    }

    [Fact]
    public void Each_value_of_a_protected_field_that_is_read_is_tried()
    {
        var found = Find("rule bad { when person.sex is female and offence is possession then divert }", "offence: possession, person: { sex: male }");
        var sex = Assert.Single(found.Flips, f => f.Name == "person.sex");
        Assert.Equal(ProtectedVerdict.Flips, sex.Verdict);
        Assert.Equal("divert", Assert.Single(sex.Flips).Outcome.Name);
        Assert.True(sex.TriedUnknown);
        Assert.Equal(((EnumType)sex.Type).Enum.Members.Length - 1, sex.Tried);
    }

    [Fact]
    public void A_protected_field_that_is_read_may_make_no_difference_here()
    {
        var found = Find("rule bad { when person.sex is female and offence is possession then divert }", "offence: supply");
        Assert.Equal(ProtectedVerdict.Stays, Assert.Single(found.Flips, f => f.Name == "person.sex").Verdict);
    }

    [Fact]
    public void Texts_are_tried_by_those_that_the_policy_names_and_another()
    {
        var found = Find("rule bad { when person.nationality is \"x\" then divert }", "person: { nationality: \"y\" }");
        var nationality = Assert.Single(found.Flips, f => f.Name == "person.nationality");
        Assert.Equal("\"x\"", new ValueFormatter([]).Format(Assert.Single(nationality.Flips).Value, nationality.Type));
    }

    [Fact]
    public void The_same_person_is_so_in_earlier_incidents()
    {
        const string Rule = "rule bad { when count(incidents of person where person.sex is female within past 30 days) >= 1 then divert }";
        var found = Find(Rule, "offence: possession, person: { sex: male }", more: "given earlier incident { at: 3 days before }");
        Assert.Equal(ProtectedVerdict.Flips, Assert.Single(found.Flips, f => f.Name == "person.sex").Verdict);
    }

    /// <summary>The ways to the first action that is decided nowhere now and is named in what is expected.</summary>
    private static void Expect(string rules, string incident, string expected)
    {
        var found = Find(rules, incident);
        var action = expected[..expected.IndexOf(':', StringComparison.Ordinal)];
        var other = Assert.Single(found.Others, o => o.Outcome.Name == action);
        var formatter = new ValueFormatter([]);
        var told = other.Ways.Select(w => $"{action}: " + string.Join(", ", w.Changes.Select(c => $"{c.Name} {formatter.Format(c.Before, c.Path[^1].Type)} -> {formatter.Format(c.After, c.Path[^1].Type)}")));
        Assert.Equal(expected, string.Join("; ", told.DefaultIfEmpty($"{action}: none")));
    }

    private static CounterfactualResult Find(string rules, string incident, string otherwise = "otherwise no_action", string more = "")
    {
        var compilation = TestCompilation.CompileWithoutErrors($$"""
            policy p
            using idpc.vocabulary
            {{rules}}
            {{otherwise}}
            test "t" { given incident { {{incident}} }
                {{more}}
                expect no_action }
            """);
        var policy = compilation.Policy ?? throw new ArgumentException("No policy.");
        var ran = new TestRunner(policy, compilation.Scope).Run().Results[0].Cases[0];
        Assert.NotNull(ran.Decision);
        var model = Universe.Create([new ModelledPolicy(policy, compilation.Scope)]).Models[0];
        return new CounterfactualFinder(model).Find(ran.Incident, new ListedHistory([.. ran.Earlier]), ran.Facts);
    }
}
