using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class ExpressionTests
{
    private static readonly Value Grams = Value.Range(1_000_000, 2_000_000);

    [Theory]
    [InlineData("quantity is known", false)]
    [InlineData("quantity is unknown", true)]
    [InlineData("certainly quantity is at least 1 g", true)]
    [InlineData("certainly quantity is at least 2 g", false)]
    [InlineData("possibly quantity is at least 2 g", true)]
    [InlineData("possibly quantity is more than 2 g", false)]
    [InlineData("quantity in 1 g..2 g", true)]
    [InlineData("(quantity default 5 g) = 5 g", true)]
    [InlineData("quantity * 2 is at most 4 g", true)]
    [InlineData("quantity + 1 g is at least 2 g", true)]
    [InlineData("quantity / 1 g is at most 2", true)]
    [InlineData("-quantity < 0 g", true)]
    public void Ranges_are_compared_and_computed_with(string expression, bool expected) =>
        Assert.Equal(Value.Of(expected), World.Evaluate(expression, ("quantity", Grams)));

    [Theory]
    [InlineData("quantity > 1 g")]
    [InlineData("not quantity > 1 g")]
    [InlineData("quantity = quantity")]
    [InlineData("quantity > 1 g and armed")]
    [InlineData("quantity > 1 g or armed")]
    [InlineData("(if quantity > 1 g then 1 else 1) = 1")]
    [InlineData("quantity / (quantity - 1 g) > 0")]
    public void What_is_not_settled_is_unknown(string expression) =>
        Assert.Equal(Value.Unknown, World.Evaluate(expression, ("quantity", Grams)));

    [Theory]
    [InlineData("armed and offence is supply", false)]
    [InlineData("armed or offence is possession", true)]
    [InlineData("offence is possession and drug is none and drug is heroin", false)]
    [InlineData("offence in [possession, supply]", true)]
    [InlineData("offence not in violent", true)]
    [InlineData("drugs has heroin", true)]
    [InlineData("drugs has any of opioids", true)]
    [InlineData("drugs has cocaine", false)]
    [InlineData("dangerous", null)]
    public void Logic_is_Kleenes_and_membership_is_settled_by_what_is_known(string expression, bool? expected)
    {
        var value = World.Evaluate(expression, ("offence", "possession"), ("drug", "none"), ("drugs", "heroin cannabis"));
        Assert.Equal(expected is { } truth ? Value.Of(truth) : Value.Unknown, value);
    }

    [Theory]
    [InlineData("offence in [none, consumption, possession, supply, robbery, assault]", true)]
    [InlineData("armed in [true, false]", true)]
    public void An_unknown_member_is_one_of_all_members(string expression, bool expected) =>
        Assert.Equal(Value.Of(expected), World.Evaluate(expression));

    [Theory]
    [InlineData("possession", 1)]
    [InlineData("supply", 2)]
    [InlineData("possession|consumption", 1)]
    [InlineData("robbery|assault", 3)]
    [InlineData("possession|supply", 9)]
    public void A_match_takes_the_first_arm_that_fits_every_value(string offence, int expected) => Assert.Equal(
        Value.Of((long)expected),
        World.Evaluate("match offence { possession or consumption => 1, supply => 2, unknown => 9, otherwise => 3 }", ("offence", offence)));

    [Fact]
    public void A_match_on_unknown_is_unknown_unless_an_arm_says_otherwise()
    {
        Assert.Equal(Value.Unknown, World.Evaluate("match offence { possession => 1, otherwise => 2 }"));
        Assert.Equal(Value.Of(3L), World.Evaluate("match offence { possession => 1, otherwise => 2, unknown => 3 }"));
        Assert.Equal(Value.Unknown, World.Evaluate("match offence { possession where armed => 1, otherwise => 2 }", ("offence", "possession")));
        Assert.Equal(Value.Of(2L), World.Evaluate("match offence { possession where armed => 1, otherwise => 2 }", ("offence", "possession"), ("armed", false)));
        Assert.Equal(Value.Of(2L), World.Evaluate("match offence { possession where armed => 1, otherwise => 2 }", ("offence", "supply")));
        Assert.Equal(Value.Of(1L), World.Evaluate("match age { ..17 => 0, 18..24 => 1, 25.. => 2, otherwise => 3 }", ("person.age", Value.Range(18, 24))));
        Assert.Equal(Value.Unknown, World.Evaluate("match age { ..17 => 0, 18..24 => 1, otherwise => 2 }", ("person.age", Value.Range(17, 24))));
    }

    [Fact]
    public void A_table_is_unknown_where_it_lists_nothing_or_its_argument_is()
    {
        var world = World.Of("""
            define x = limit of drug
            table limit of drug gives mass { heroin => 1 g, cannabis => 25 g, otherwise => unknown }
            """);
        Assert.Equal(Value.Of(25_000_000L), world.Evaluate(world.Incident(("drug", "cannabis"))));
        Assert.Equal(Value.Unknown, world.Evaluate(world.Incident(("drug", "cocaine"))));
        Assert.Equal(Value.Unknown, world.Evaluate(world.Incident()));
    }

    [Fact]
    public void A_derived_field_is_what_is_given_or_else_computed_and_unknown_where_the_two_disagree()
    {
        Assert.Equal(Value.True, World.Evaluate("minor", ("person.age", 17)));
        Assert.Equal(Value.True, World.Evaluate("minor", ("person.minor", true)));
        Assert.Equal(Value.Unknown, World.Evaluate("minor", ("person.minor", true), ("person.age", 18)));
        Assert.Equal(Value.True, World.Evaluate("minor", ("person.minor", true), ("person.age", Value.Range(16, 20))));
        Assert.Equal(Value.Unknown, World.Evaluate("minor", ("person.age", Value.Range(16, 20))));
        Assert.Equal(Value.True, World.Evaluate("dangerous", ("offence", "robbery")));
    }

    [Fact]
    public void A_field_of_an_unknown_reference_is_unknown() =>
        Assert.Equal(Value.Unknown, World.Evaluate("person.age", ("person", Value.Unknown)));

    [Fact]
    public void Date_parts_are_known_as_far_as_the_instant_is()
    {
        (string, object) at = ("at", "2024-01-01T22:00..2024-01-01T22:30");
        Assert.Equal(Value.Of(22L), World.Evaluate("hour of at", at));
        Assert.Equal(Value.True, World.Evaluate("weekday of at is monday", at));
        Assert.Equal(Value.True, World.Evaluate("date of at = 2024-01-01", at));
        Assert.Equal(Value.True, World.Evaluate("weekday of at in [monday, tuesday]", ("at", "2024-01-01T22:00..2024-01-02T22:30")));
    }

    [Fact]
    public void Defines_that_name_each_other_twice_cost_no_more_than_their_number()
    {
        var defines = string.Join('\n', Enumerable.Range(1, 60).Select(i => $"define d{i} = d{i - 1} + d{i - 1}"));
        var world = World.Of($"define d0 = quantity\n{defines}\ndefine x = d60 > 0 g");
        Assert.Equal(Value.Unknown, world.Evaluate(world.Incident(("quantity", 1.5m))));
        Assert.Equal(Value.Of(0L), World.Of($"define d0 = quantity\n{defines}\ndefine x = d60").Evaluate(world.Incident(("quantity", 0m))));
        Assert.Equal(["d0 + d0"], Wanted(world, ("quantity", 1_000_000_000_000m)));
    }

    [Theory]
    [InlineData("minor and offence is supply", new[] { "person.age", "incident.offence" })]
    [InlineData("armed or offence is supply", new[] { "incident.armed", "incident.offence" })]
    [InlineData("certainly armed or offence is supply", new[] { "incident.offence" })]
    [InlineData("quantity is at most limit of drug", new[] { "incident.quantity", "incident.drug" })]
    [InlineData("count(incidents of person  within past 2 days) > 1", new[] { "count(incidents of person within past 2 days)" })]
    [InlineData("match drug { heroin => offence is supply, otherwise => armed }", new[] { "incident.drug" })]
    public void What_is_wanting_is_named_once_and_in_order(string condition, string[] expected)
    {
        var world = World.Of($"define x = {condition}\ntable limit of drug gives mass {{ heroin => 1 g }}");
        Assert.Equal(expected, Wanted(world));
    }

    [Fact]
    public void What_could_not_have_changed_the_answer_is_not_wanting()
    {
        var world = World.Of("define x = (armed or drug is heroin) and (offence is supply or quantity > 1 g)");
        Assert.Equal(["incident.armed"], Wanted(world, ("drug", "cocaine"), ("offence", "supply")));
        Assert.Equal(["incident.person"], Wanted(World.Of("define x = minor"), ("person", Value.Unknown)));
    }

    private static IEnumerable<string> Wanted(World world, params (string Path, object Value)[] given)
    {
        var evaluator = new ExpressionEvaluator(world.Compilation.Scope, new EvaluationInputs { History = new ListedHistory([]) });
        return evaluator.FindWanting(world.Find<DefineSymbol>("x").Value ?? throw new InvalidOperationException(), world.Incident(given));
    }
}
