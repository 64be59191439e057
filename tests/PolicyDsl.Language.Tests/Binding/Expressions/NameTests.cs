using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

public sealed class NameTests
{
    [Theory]
    [InlineData("population > 1", "PD1302 `population` may be `person.population` or `area.population`. Write `person.population` or `area.population`.")]
    [InlineData("quantitiy > 1 g", "PD1301 Nothing is called `quantitiy` here. Did you mean `quantity`?")]
    [InlineData("drug is heroine", "PD1301 Nothing is called `heroine` here. Did you mean `heroin`?")]
    [InlineData("drgu is heroin", "PD1301 Nothing is called `drgu` here. Did you mean `drug`?")]
    [InlineData("drug is zzz", "PD1301 Nothing is called `zzz` here. `drug` is one of `none`, `heroin`, `cocaine`, `cannabis` or `other`.")]
    [InlineData("drug is arrest", "PD1303 `arrest` is an action, and `drug` is one of `none`, `heroin`, `cocaine`, `cannabis` or `other`.")]
    [InlineData("drug is supply", "PD1303 `supply` is a member of `offence`, and `drug` is one of `none`, `heroin`, `cocaine`, `cannabis` or `other`. Compare it with a field, as in `offence is supply` or `offence in [supply, ...]`; the member itself is `offence.supply`.")]
    [InlineData("drug is opioids", "PD1303 `opioids` is a set of `drug`, and `drug` is one of `none`, `heroin`, `cocaine`, `cannabis` or `other`. Write `drug in opioids`.")]
    [InlineData("drug in opiods", "PD1301 Nothing is called `opiods` here. Did you mean `opioids`?")]
    [InlineData("drug in violent", "PD1326 `violent` is a set of `offence`, and `drug` is a `drug`: this can never be true. Sets of `drug` are `opioids`.")]
    [InlineData("drug in heroin", "PD1303 `heroin` is one member of `drug`, and a set is wanted here. Write `drug is heroin`.")]
    [InlineData("drug in [opioids, cocaine]", "PD1303 `opioids` is a set of `drug`, and one member is wanted here. Write `drug in opioids`, without brackets.")]
    [InlineData("drugs has opioids", "PD1303 `opioids` is a set of `drug`, and one member is wanted here. Write `drugs has any of opioids`.")]
    [InlineData("drugs has any of heroin", "PD1303 `heroin` is one member of `drug`, and a set is wanted here. Write `drugs has heroin`.")]
    [InlineData("heroin", "PD1303 `heroin` is a member of `drug`, and a value is wanted here. Compare it with a field, as in `drug is heroin` or `drug in [heroin, ...]`; the member itself is `drug.heroin`.")]
    [InlineData("person.agee > 1", "PD1305 `person` has no field `agee`. Did you mean `age`?")]
    [InlineData("age.years > 1", "PD1306 `age` is a whole number and has no fields, so `.years` means nothing.")]
    [InlineData("cost > 1", "PD1303 `cost` is known only in measures, and a value is wanted here. Write `sum(cost over incidents)` in a measure.")]
    [InlineData("action is arrest", "PD1303 `action` is known only in measures, and a value is wanted here. The decision is read in measures: `count(incidents where action is arrest)`.")]
    [InlineData("personal_limits of drug > 1 g", "PD1301 Nothing is called `personal_limits` here. Did you mean `personal_limit`?")]
    [InlineData("personal_limit > 1 g", "PD1303 `personal_limit` is a table, and a value is wanted here. Look it up: `personal_limit of drug`.")]
    [InlineData("quantity of drug > 1 g", "PD1354 `quantity` is a field, so `quantity of` means nothing. Before `of` stands a table, or `hour`, `weekday` or `date`.")]
    [InlineData("personal_limit of offence > 1 g", "PD1320 `offence` is an `offence`, and a `drug` is wanted here.")]
    [InlineData("personal_limit(drug) > 1 g", "PD1355 There is no function `personal_limit`. `personal_limit` is a table: write `personal_limit of drug`.")]
    [InlineData("drug is opiods", "PD1301 Nothing is called `opiods` here. Did you mean `drug in opioids`?")]
    [InlineData("minor = yes", "PD1301 Nothing is called `yes` here. Write `true`, or the field alone, with `not` before it where it is not to hold.")]
    [InlineData("broken > 1", "")]
    [InlineData("broken_define and minor", "")]
    public void A_wrong_name_says_what_it_is_and_what_was_meant(string condition, string message)
    {
        var trial = ExpressionTrial.OfCondition(condition);

        Assert.Equal(message, trial.Messages);
        Assert.IsType<BoundErrorExpression>(trial.Bound);
    }

    [Fact]
    public void A_slip_comes_with_the_change_that_mends_it()
    {
        var fix = Assert.Single(Assert.Single(ExpressionTrial.OfCondition("drug is heroine").Diagnostics).Fixes);

        Assert.Equal("heroine", fix.Edits[0].Location.Text);
        Assert.Equal("heroin", fix.Edits[0].NewText);
        Assert.False(fix.IsSafe);
    }

    [Fact]
    public void Every_name_is_recorded_with_what_it_stands_for()
    {
        var trial = ExpressionTrial.OfCondition("drug in opioids and minor and person has at least 1 incidents where area.officers > this.area.officers and drug is heroin");
        var names = trial.Tree.Root.DescendantTokens().Where(t => t.Kind == TokenKind.Name && trial.Record.FindSymbol(t) is not null)
            .Select(t => $"{t.Text} {trial.Record.FindSymbol(t)}");

        Assert.Equal(
            [
                "drug field incident.drug", "opioids set opioids", "minor field person.minor", "person field incident.person", "area field incident.area", "officers field area.officers",
                "area field incident.area", "officers field area.officers", "drug field incident.drug", "heroin member drug.heroin",
            ],
            names);
    }

    [Fact]
    public void Every_expression_is_recorded_with_its_type()
    {
        var trial = ExpressionTrial.OfCondition("age < 17.5 and quantity > 0");
        var types = trial.Tree.Root.Descendants().OfType<ExpressionSyntax>().Select(e => $"{trial.Context.Source.ToString(e.Span)}: {trial.Record.FindExpression(e)?.Type}");

        Assert.Equal(
            ["age < 17.5 and quantity > 0: boolean", "age < 17.5: boolean", "age: integer", "17.5: decimal", "quantity > 0: boolean", "quantity: mass", "0: mass"],
            types);
    }

    [Fact]
    public void Types_of_derived_fields_are_asked_for_when_they_are_needed()
    {
        var trial = ExpressionTrial.Start("define x = broken > 1");
        var binder = new ExpressionBinder(trial.Vocabulary.Scope, trial.Diagnostics, trial.Record)
        {
            ResolveField = field => field.Name == "broken" ? field.Type = BasicType.Integer : field.Type,
        };

        var bound = binder.BindCondition(trial.Find<DefineSyntax>().Value, trial.Context);

        Assert.Equal("Greater(it.broken, 1)", BoundTreePrinter.Print(bound, trial.Vocabulary.Scope));
    }

    [Fact]
    public void Dependencies_go_through_names_keys_and_conditions()
    {
        var trial = ExpressionTrial.OfCondition("busy and personal_limit of drug > 1 g and count(incidents of person where minor and quantity > this.quantity) > 1");
        var bound = trial.Bound ?? throw new InvalidOperationException(trial.Messages);
        trial.Vocabulary.Get<DefineSymbol>("busy").Value = ExpressionTrial.Of("uses_minors", vocabulary: trial.Vocabulary).Bound;

        Assert.Equal(
            ["incident.at", "incident.drug", "incident.person", "incident.quantity", "incident.uses_minors", "person.minor"],
            Dependencies.FieldsOf(bound).Select(f => f.QualifiedName).Order(StringComparer.Ordinal));
        Assert.Equal(["busy"], Dependencies.Find(bound).Single(d => d.Field.Name == "uses_minors").Via.Select(s => s.Name));
        Assert.Single(Dependencies.HistoriesOf(bound));
    }
}
