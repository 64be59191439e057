using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public sealed class IncidentTextTests
{
    private static readonly World World = World.Of("""
        resource officers 40 hours per week, when exhausted warn
        rule sellers "Sellers" {
            when offence is supply and count(incidents of person where offence in violent) is at least 2
            then divert to treatment, otherwise arrest
            because "They harm."
        }
        otherwise advise
        """);

    [Fact]
    public void Only_what_is_not_plain_is_told()
    {
        var incident = Plain(("offence", "supply"), ("drug", "heroin"), ("quantity", 0.5m), ("person.age", 31), ("person.dependent", Value.Unknown));
        Assert.Equal("offence supply, drug heroin, quantity 0.5 g, person.age 31, person.dependent unknown", Describe(incident));
        Assert.Equal("a plain incident", Describe(Plain()));
        Assert.Equal("at 2024-01-01T22:00, person.id unknown, area unknown", Describe(Plain(("at", "2024-01-01T22:00"), ("person.id", Value.Unknown), ("area", Value.Unknown))));
    }

    [Fact]
    public void Earlier_incidents_that_are_alike_are_counted_and_told_by_what_they_do_not_share()
    {
        var incident = Plain(("offence", "supply"));
        var own = Plain(("offence", "assault"), ("at", Value.Unknown), ("person.age", 12));
        World.Set(own, "person.id", "someone else");
        World.Set(own, "area", incident[incident.Entity.FindField("area") ?? throw new InvalidOperationException()]);
        Assert.Equal(
            "offence supply; 2 earlier incidents 30 days before: offence robbery; an earlier incident at an unknown time: offence assault, another person, person.age 12",
            Describe(incident, Shared(incident, "2023-12-02T12:00"), Shared(incident, "2023-12-02T12:00"), own));
    }

    [Fact]
    public void What_holds_besides_is_told()
    {
        var facts = new DecideOptions { AlternativesInForce = [World.Rule("sellers")], ExhaustedResources = [.. World.Policy.Resources] };
        Assert.Equal("offence supply; `otherwise` of `sellers` in force; `officers` exhausted", new IncidentText(World.Compilation.Scope, Plain()).Describe(Plain(("offence", "supply")), [], facts));
    }

    [Fact]
    public void A_witness_carries_the_reasons()
    {
        var incident = Plain(("offence", "supply"));
        var facts = new DecideOptions { ExhaustedResources = [.. World.Policy.Resources], AlternativesInForce = [World.Rule("sellers")] };
        var witness = ClauseWitness.Create(
            World.Interpreter, World.Compilation.Scope, new IncidentText(World.Compilation.Scope, Plain()), incident, [Shared(incident, "2023-12-02T12:00"), Shared(incident, "2023-11-02T12:00")], facts, Plain(("offence", "robbery")));
        Assert.Equal("`warn` in place of `arrest` while `officers` is exhausted, by `sellers`", witness.Disposition);
        Assert.Equal([("offence", "supply")], witness.Fields.AsEnumerable());
        Assert.Equal("Rule `sellers` (Sellers) fires and names `arrest`, which `warn` replaces while `officers` is exhausted.", witness.Why[0]);
        Assert.Contains("  Because: They harm.", witness.Why);
        Assert.Equal("`advise`, by `otherwise`", witness.OtherDisposition);
        Assert.Equal(["No rule stands, so `otherwise` decides."], witness.OtherWhy.AsEnumerable());
        Assert.StartsWith("offence robbery; ", witness.OtherText, StringComparison.Ordinal);
    }

    /// <summary>Everything is known, and as plain as can be, but for what is given.</summary>
    private static EntityInstance Plain(params (string Path, object Value)[] given) => World.Incident(
    [
        ("id", "i"), ("case", "c"), ("at", "2024-01-01T12:00"), ("offence", "none"), ("drug", "none"), ("drugs", ""), ("quantity", 0), ("armed", false),
        ("person.id", "p"), ("person.age", 0), ("person.dependent", false), ("area.id", "a"), ("recorded", 0), .. given,
    ]);

    private static EntityInstance Shared(EntityInstance incident, string at)
    {
        var earlier = Plain(("offence", "robbery"), ("at", at));
        foreach (var name in new[] { "person", "area" })
        {
            World.Set(earlier, name, incident[incident.Entity.FindField(name) ?? throw new InvalidOperationException()]);
        }

        return earlier;
    }

    private static string Describe(EntityInstance incident, params EntityInstance[] earlier) =>
        new IncidentText(World.Compilation.Scope, Plain()).Describe(incident, [.. earlier], DecideOptions.Default);
}
