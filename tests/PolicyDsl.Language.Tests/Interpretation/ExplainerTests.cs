using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class ExplainerTests
{
    private static readonly World World = World.Of("""
        define before = count(incidents of person where offence in violent within past 365 days)
        rule sellers "Violent sellers" {
            when offence is supply and (before is at least 2 or armed)
             unless minor
            then arrest
            because "They harm most."
            benefit "Fewer are hurt."
            overrides users
        }
        rule users { when quantity is at most 2 g then divert to treatment within 2 days with clinic offer naloxone }
        rule help { when dependent offer naloxone }
        otherwise advise
        """);

    [Fact]
    public void A_decision_is_told_in_sentences_down_to_the_values() => Assert.Equal(
        """
        Incident `i`: `arrest`, by `sellers`.
        Offered: `naloxone`.
        Rule `sellers` (Violent sellers) fires and decides.
          Because: They harm most.
          Benefit: Fewer are hurt.
          `offence is supply` is true
            `offence` is supply
          `before is at least 2 or armed` is true
            `before is at least 2` is unknown
              `before` is 1..2
                `count(incidents of person where offence in violent within past 365 days)` is 1..2 (1 earlier incident for certain, 1 more possibly)
            `armed` is true
          unless: `minor` is false
            `age < 18` is false
              `age` is 25
        Rule `users` fires and is set aside by `sellers`; its offers stand.
          `quantity is at most 2 g` is true
            `quantity` is 0.5..1 g
        Rule `help` is open for want of `person.dependent`.
          `dependent` is unknown
        """.ReplaceLineEndings("\n"),
        Explain(
            [("offence", "robbery"), ("offence", "robbery|supply")],
            ("offence", "supply"),
            ("armed", true),
            ("person.age", 25),
            ("quantity", Value.Range(500_000, 1_000_000))));

    [Fact]
    public void An_unsettled_decision_says_so() => Assert.Equal(
        """
        Incident `i`: `divert` to `treatment` within 2 days, by `users`.
        It is unsettled: `sellers` could change it, were what is unknown known.
        Offered: `treatment` and `naloxone`.
        Together with `clinic`.
        Rule `users` fires and decides.
          `quantity is at most 2 g` is true
            `quantity` is 1 g
        Rule `sellers` (Violent sellers) is open for want of `incident.armed` and `person.age`.
          `offence is supply` is true
            `offence` is supply
          `before is at least 2 or armed` is unknown
            `before is at least 2` is false
              `before` is 0
                `count(incidents of person where offence in violent within past 365 days)` is 0 (0 earlier incidents for certain)
            `armed` is unknown
          unless: `minor` is unknown
            `age < 18` is unknown
              `age` is unknown
        Rule `help` does not fire.
          `dependent` is false
        """.ReplaceLineEndings("\n"),
        Explain([], ("offence", "supply"), ("quantity", 1m), ("person.dependent", false)));

    [Fact]
    public void What_is_known_of_an_incident_is_listed()
    {
        var incident = World.Incident(("offence", "supply|possession"), ("at", "2024-01-01T12:00"), ("person.age", Value.Range(18, Value.OpenHigh)), ("drugs", "heroin cocaine"));
        Assert.Equal(
            ["`at` is 2024-01-01T12:00", "`offence` is one of possession, supply", "`drugs` is [heroin, cocaine]", "`person` is person", "  `age` is 18..", "`area` is area"],
            new Explainer(World.Compilation.Scope).Describe(incident).Select(l => l.ToString()));
    }

    [Theory]
    [InlineData("decimal", 2_500_000, 2_500_000, "2.5")]
    [InlineData("decimal", 1_000_000, 2_500_000, "1..2.5")]
    [InlineData("mass", 500_000, 500_000, "0.5 g")]
    [InlineData("mass", 1_500_000_000, 1_500_000_000, "1.5 kg")]
    [InlineData("mass", 500_000, 1_500_000_000, "0.5..1500 g")]
    [InlineData("money", 12_340_000, 12_340_000, "12.34")]
    [InlineData("duration", 86_400, 86_400, "1 day")]
    [InlineData("duration", 1_209_600, 1_209_600, "14 days")]
    [InlineData("duration", 5_400, 5_400, "90 minutes")]
    [InlineData("duration", 3_600, 86_400, "1..24 hours")]
    [InlineData("date", 19_723, 19_723, "2024-01-01")]
    [InlineData("instant", 1_704_110_400, 1_704_110_401, "2024-01-01T12:00..2024-01-01T12:00:01")]
    [InlineData("integer", 18, long.MaxValue, "18..")]
    [InlineData("integer", long.MinValue, 17, "..17")]
    [InlineData("boolean", 1, 1, "true")]
    public void Values_are_written_as_authors_write_them(string type, long low, long high, string expected)
    {
        BasicType[] types = [BasicType.Decimal, BasicType.Mass, BasicType.Money, BasicType.Duration, BasicType.Date, BasicType.Instant, BasicType.Integer, BasicType.Boolean];
        Assert.Equal(expected, new ValueFormatter([]).Format(Value.Range(low, high), types.Single(t => t.Name == type)));
    }

    [Fact]
    public void Members_actions_and_texts_are_written_by_name()
    {
        var formatter = new ValueFormatter(World.Compilation.Scope);
        Assert.Equal("warn", formatter.Format(Value.Of(1L), ActionType.Instance));
        Assert.Equal("no action", formatter.Format(DecidedAnswer.NoAction, ActionType.Instance));
        Assert.Equal("\"x\"", formatter.Format(Value.Of("x"), BasicType.Text));
        Assert.Equal("unknown", formatter.Format(Value.Unknown, BasicType.Text));
        Assert.Equal("5 GBP", formatter.Format(Value.Of(5_000_000L), new MoneyType("GBP")));
    }

    private static string Explain((string Path, object Value)[] earlier, params (string Path, object Value)[] given)
    {
        var incident = Make("2024-01-01T12:00", given);
        var history = new ListedHistory([.. earlier.Select(e => Make("2023-12-01T12:00", [e]))]);
        var decision = World.Interpreter.Decide(incident, history, DecideOptions.WithTrace);
        return string.Join('\n', new Explainer(World.Compilation.Scope).Explain(decision, incident).Select(l => l.ToString()));
    }

    private static EntityInstance Make(string at, (string Path, object Value)[] given) => World.Incident([("at", at), ("person.id", "p"), .. given]);
}
