using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

public sealed class ConstantTests
{
    [Theory]
    [InlineData("children", "3", "3")]
    [InlineData("children", "-3", "-3")]
    [InlineData("score", "3", "3000000 decimal")]
    [InlineData("score", "35%", "350000 decimal")]
    [InlineData("quantity", "0.5 g", "500000 mass")]
    [InlineData("quantity", "0", "0 mass")]
    [InlineData("quantity", "1..2 g", "1000000..2000000 mass")]
    [InlineData("quantity", "1 g..", "1000000.. mass")]
    [InlineData("children", "18..24", "18..24 integer")]
    [InlineData("children", "5..5", "5")]
    [InlineData("held", "90 minutes", "5400 duration")]
    [InlineData("value", "10 GBP", "10000000 money")]
    [InlineData("id", "\"x\"", "\"x\"")]
    [InlineData("uses_minors", "true", "true")]
    [InlineData("uses_minors", "unknown", "unknown boolean")]
    [InlineData("drug", "heroin", "drug.heroin")]
    [InlineData("drug", "drug.other", "drug.other")]
    [InlineData("drug", "one of heroin, cocaine", "one of drug.heroin, drug.cocaine")]
    [InlineData("drug", "one of heroin", "drug.heroin")]
    [InlineData("drugs", "[heroin, cocaine]", "[drug.heroin, drug.cocaine]")]
    [InlineData("recorded", "arrest", "arrest")]
    [InlineData("recorded", "one of warn, arrest", "one of warn, arrest")]
    [InlineData("day", "2024-01-31", "19753 date")]
    [InlineData("at", "2024-01-31T00:00", "1706659200 instant")]
    [InlineData("at", "2024-01-31", "1706659200..1706745599 instant")]
    [InlineData("at", "2024-01-01..2024-01-31", "1704067200..1706745599 instant")]
    public void A_value_in_a_test_is_what_it_says(string field, string written, string printed)
    {
        var (trial, value) = Bind(field, written, allowPartlyKnown: true);

        Assert.Equal("", trial.Messages);
        Assert.NotNull(value);
        Assert.Equal(printed, BoundTreePrinter.Print(value.Value, TypeOf(trial, field), trial.Vocabulary.Scope));
    }

    [Theory]
    [InlineData("children", "1.5", "PD1320 `1.5` is a number, and a whole number is wanted here.")]
    [InlineData("children", "2 g", "PD1320 `2 g` is a mass, and a whole number is wanted here.")]
    [InlineData("quantity", "2", "PD1320 `2` is a whole number, and a mass is wanted here. Write the unit, as in `2 g`.")]
    [InlineData("quantity", "2..1 g", "PD1327 The range `2..1 g` is empty: its low end is above its high end. Write the lower end first.")]
    [InlineData("quantity", "2 months", "PD1330 `2 months` has no fixed length: months and years stand only after `within past`, `lasts`, `rests` and `for`. Write days, as in `30 days` or `365 days`.")]
    [InlineData("drug", "heroine", "PD1301 Nothing is called `heroine` here. Did you mean `heroin`?")]
    [InlineData("drug", "arrest", "PD1303 `arrest` is an action, and `drug` is one of `none`, `heroin`, `cocaine`, `cannabis` or `other`.")]
    [InlineData("drug", "\"heroin\"", "PD1320 `\"heroin\"` is a text, and a `drug` is wanted here. Write the member's name without quotes.")]
    [InlineData("drug", "drug.heroine", "PD1304 `drug` has no member `heroine`. Did you mean `heroin`?")]
    [InlineData("drug", "1..2", "PD1320 `1..2` is a range, and a `drug` is wanted here. Name the members that it may be: `one of a, b`.")]
    [InlineData("drugs", "heroin", "PD1320 `heroin` is one `drug`, and a set of `drug` is wanted here. Write `[heroin]`.")]
    [InlineData("id", "heroin", "PD1335 `heroin` is no value that is written out, as `12`, `2 g`, `\"text\"` or a member is. Write `\"heroin\"`, in quotes.")]
    [InlineData("uses_minors", "yes", "PD1335 `yes` is no value that is written out, as `12`, `2 g`, `\"text\"` or a member is. Write `true` or `false`.")]
    [InlineData("children", "one of heroin, cocaine", "PD1320 `one of heroin, cocaine` is one of several members, and a whole number is wanted here.")]
    [InlineData("drug", "[heroin]", "PD1335 `[heroin]` is no value that is written out, as `12`, `2 g`, `\"text\"` or a member is.")]
    [InlineData("children", "18..24 g", "PD1320 `24 g` is a mass, and a whole number is wanted here.")]
    public void A_value_that_does_not_fit_says_why(string field, string written, string message)
    {
        var (trial, value) = Bind(field, written, allowPartlyKnown: true);

        Assert.Null(value);
        Assert.Equal(message, trial.Messages);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("1..2 g")]
    public void Where_one_value_is_wanted_a_partly_known_one_is_refused(string written)
    {
        var (trial, value) = Bind("quantity", written, allowPartlyKnown: false);

        Assert.Null(value);
        Assert.Equal("PD1336", Assert.Single(trial.Diagnostics).Id);
    }

    [Theory]
    [InlineData("14 days", true, "14 days")]
    [InlineData("1 hour", true, "1 hour")]
    [InlineData("0.5 hours", true, "30 minutes")]
    [InlineData("0.01 hours", true, "36 seconds")]
    [InlineData("12 months", true, "12 months")]
    [InlineData("0", true, "0 days")]
    [InlineData("12 months", false, "PD1330")]
    [InlineData("1.5 years", true, "PD1331")]
    [InlineData("3", true, "PD1331")]
    [InlineData("3 g", true, "PD1331")]
    public void Lengths_of_time_are_whole(string written, bool allowCalendarUnits, string expected)
    {
        var trial = ExpressionTrial.Start($"define x = {written}");
        var length = trial.Binder.BindLength(trial.Find<DefineSyntax>().Value, trial.Context, allowCalendarUnits);

        Assert.Equal(expected, length?.ToString() ?? Assert.Single(trial.Diagnostics).Id);
    }

    [Theory]
    [InlineData("4_000 hours", 14_400_000, "duration")]
    [InlineData("12", 12_000_000, "decimal")]
    [InlineData("1.5 kg", 1_500_000_000, "mass")]
    [InlineData("2 GBP", 2_000_000, "money in GBP")]
    public void A_quantity_comes_in_stored_units(string written, long amount, string type)
    {
        var trial = ExpressionTrial.Start($"define x = {written}");
        var quantity = trial.Binder.BindQuantity(trial.Find<DefineSyntax>().Value, trial.Context);

        Assert.Equal((amount, type), (quantity?.Amount, quantity?.Type.Name));
    }

    [Theory]
    [InlineData("900 .. 1_500 .. 2_400 GBP", "900000000 1500000000 2400000000 money in GBP")]
    [InlineData("0.25 .. 0.5 .. 1 hours", "900 1800 3600 duration")]
    [InlineData("365 days", "31536000 31536000 31536000 duration")]
    [InlineData("-58% .. -39% .. -10%", "-580000 -390000 -100000 decimal")]
    [InlineData("0 GBP", "0 0 0 money in GBP")]
    [InlineData("3 .. 2 .. 1 GBP", "PD1337")]
    [InlineData("1 g .. 2 .. 3 GBP", "PD1350")]
    public void An_estimate_has_one_unit_and_rises(string written, string expected)
    {
        var trial = ExpressionTrial.Start($"assumptions a {{ cost of arrest = {written} }}");
        var estimate = trial.Binder.BindEstimate(trial.Find<EstimateSyntax>(), trial.Context, null);

        Assert.Equal(expected, estimate is null ? Assert.Single(trial.Diagnostics).Id : $"{estimate.Low} {estimate.Central} {estimate.High} {estimate.Type}");
    }

    private static (ExpressionTrial Trial, Value? Value) Bind(string field, string written, bool allowPartlyKnown)
    {
        var trial = ExpressionTrial.Start($$"""test "t" { given incident { {{field}}: {{written}} } }""");
        var value = trial.Binder.BindConstant(trial.Find<PairSyntax>().Value, TypeOf(trial, field), trial.Context, allowPartlyKnown);
        return (trial, value);
    }

    private static TypeSymbol TypeOf(ExpressionTrial trial, string field) =>
        trial.Vocabulary.Incident.FindField(field)?.Type ?? throw new InvalidOperationException($"No field {field}");
}
