using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class DecideTests
{
    private const string Policy = """
        applies when offence is not none
        rule sellers { when offence is supply unless minor then arrest offer naloxone overrides users because "Harm." }
        rule users { when drug in opioids or offence is consumption then divert to treatment within 2 days with clinic offer naloxone }
        rule soft_users { when offence is consumption then divert to naloxone within 1 days with council }
        rule warned { when offence is robbery then warn }
        rule advised { when armed then advise yields to warned }
        rule help { when dependent offer naloxone }
        otherwise advise
        """;

    private static readonly World World = World.Of(Policy);

    [Fact]
    public void An_incident_that_the_scope_does_not_take_in_is_outside()
    {
        var decision = Decide(("offence", "none"));
        Assert.Equal((DecisionStatus.Outside, null, false), (decision.Status, decision.Action, decision.IsUnsettled));
        Assert.Empty(decision.Outcomes);
    }

    [Fact]
    public void Where_the_scope_is_unknown_the_incident_is_outside_and_unsettled_for_want_of_a_field()
    {
        var decision = Decide();
        Assert.Equal((DecisionStatus.Outside, true), (decision.Status, decision.IsUnsettled));
        Assert.Equal(["incident.offence"], decision.ScopeUnknownFields.AsEnumerable());
    }

    [Fact]
    public void A_rule_above_sets_aside_the_disposition_and_leaves_the_offers()
    {
        var decision = Decide(("offence", "supply"), ("drug", "heroin"), ("person.age", 30), ("armed", false), ("person.dependent", false));
        Assert.Equal(("arrest", DecisionStatus.Decided), (decision.Action?.Name, decision.Status));
        Assert.Equal([World.Rule("sellers")], decision.Rules.AsEnumerable());
        Assert.Equal(["naloxone"], decision.Offers.Select(o => o.Name));
        Assert.Empty(decision.To);
        Assert.Null(decision.Within);
        var users = decision.Outcomes.Single(o => o.Rule.Name == "users");
        Assert.Equal(RuleState.SetAside, users.State);
        Assert.Equal([World.Rule("sellers")], users.SetAsideBy.AsEnumerable());
        Assert.False(decision.IsUnsettled);
    }

    [Fact]
    public void Rules_of_one_action_decide_together_with_services_and_partners_joined_and_the_shortest_deadline()
    {
        var decision = Decide(("offence", "consumption"), ("drug", "cocaine"), ("person.age", 30), ("armed", false));
        Assert.Equal("divert", decision.Action?.Name);
        Assert.Equal(["users", "soft_users"], decision.Rules.Select(r => r.Name));
        Assert.Equal(["treatment", "naloxone"], decision.To.Select(s => s.Name));
        Assert.Equal(["treatment", "naloxone"], decision.Offers.Select(s => s.Name));
        Assert.Equal(["clinic", "council"], decision.Partners.Select(p => p.Name));
        Assert.Equal(new CalendarLength(1, CalendarUnit.Day), decision.Within);
    }

    [Fact]
    public void In_a_conflict_the_mildest_is_taken_with_what_belongs_to_it()
    {
        var world = World.Of("""
            rule a { when offence is supply then arrest with clinic }
            rule b { when armed then divert to treatment }
            rule c { when drug is heroin then warn within 3 days with council }
            """);
        var decision = world.Interpreter.Decide(
            world.Incident(("offence", "supply"), ("armed", true), ("drug", "heroin")), NoHistory.Instance);
        Assert.Equal((DecisionStatus.Conflict, "warn"), (decision.Status, decision.Action?.Name));
        Assert.Equal([world.Rule("c")], decision.Rules.AsEnumerable());
        Assert.Equal(["council"], decision.Partners.Select(p => p.Name));
        Assert.Empty(decision.Offers);
    }

    [Fact]
    public void Without_a_rule_otherwise_decides_or_nothing_does()
    {
        var decision = Decide(("offence", "assault"), ("drug", "cocaine"), ("armed", false));
        Assert.True(decision is { Status: DecisionStatus.Decided, ByOtherwise: true, Action.Name: "advise", IsUnsettled: false });
        Assert.Empty(decision.Rules);
        var world = World.Of("rule a { when armed then arrest }");
        var none = world.Interpreter.Decide(world.Incident(("armed", false)), NoHistory.Instance);
        Assert.True(none is { Status: DecisionStatus.None, Action: null, ByOtherwise: false, IsUnsettled: false });
    }

    [Fact]
    public void An_open_rule_sets_nothing_aside_and_leaves_unsettled_what_it_could_change()
    {
        var decision = Decide(("offence", "supply"), ("drug", "heroin"), ("armed", false));
        Assert.Equal(("divert", true), (decision.Action?.Name, decision.IsUnsettled));
        var sellers = decision.Outcomes.Single(o => o.Rule.Name == "sellers");
        Assert.Equal(RuleState.Open, sellers.State);
        Assert.Equal(["person.age"], sellers.UnknownFields.AsEnumerable());
        Assert.Equal(["sellers", "help"], decision.OpenRules.Select(r => r.Name));
    }

    [Fact]
    public void An_open_rule_below_a_firing_one_changes_nothing()
    {
        var decision = Decide(("offence", "robbery"), ("drug", "cocaine"));
        Assert.Equal(("warn", false), (decision.Action?.Name, decision.IsUnsettled));
        Assert.Equal(["advised", "help"], decision.OpenRules.Select(r => r.Name));
    }

    [Fact]
    public void A_crackdown_takes_part_only_while_it_is_active_and_decides_its_alternative_once_the_cap_is_reached()
    {
        var world = World.Of("""
            rule sellers { when offence is supply then warn }
            crackdown market {
                target areas where count(incidents of area within past 28 days) is at least 20
                announce 14 days before by letters
                lasts 21 days
                rests 90 days
                when offence is supply unless minor
                then arrest at most 3 per week, otherwise advise
            }
            channel letters
            """);
        var incident = world.Incident(("offence", "supply"), ("person.age", 30));
        var market = Assert.IsType<CrackdownSymbol>(world.Rule("market"));
        var idle = world.Interpreter.Decide(incident, NoHistory.Instance);
        Assert.Equal(("warn", RuleState.Inactive), (idle.Action?.Name, idle.Outcomes.Single(o => o.Rule == market).State));
        var active = world.Interpreter.Decide(incident, NoHistory.Instance, new DecideOptions { ActiveCrackdowns = [market] });
        Assert.Equal("arrest", active.Action?.Name);
        var capped = world.Interpreter.Decide(incident, NoHistory.Instance, new DecideOptions { ActiveCrackdowns = [market], AlternativesInForce = [market] });
        Assert.Equal("advise", capped.Action?.Name);
    }

    [Fact]
    public void With_and_without_a_trace_the_decision_is_the_same()
    {
        foreach (var offence in new[] { "supply", "consumption", "robbery", "supply|possession" })
        {
            var incident = World.Incident(("offence", offence), ("drug", "heroin"));
            var plain = World.Interpreter.Decide(incident, NoHistory.Instance);
            var traced = World.Interpreter.Decide(incident, NoHistory.Instance, DecideOptions.WithTrace);
            Assert.Equal(plain.Outcomes.Select(o => (o.State, string.Join(',', o.UnknownFields))), traced.Outcomes.Select(o => (o.State, string.Join(',', o.UnknownFields))));
            Assert.Equal((plain.Status, plain.Action, plain.IsUnsettled), (traced.Status, traced.Action, traced.IsUnsettled));
            Assert.All(traced.Outcomes, o => Assert.NotNull(o.Trace));
        }
    }

    private static Decision Decide(params (string Path, object Value)[] given) => World.Interpreter.Decide(World.Incident(given), NoHistory.Instance);
}
