using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class RowTests
{
    private const string Tables = """
        table drug_of of text gives drug { "Heroin" => heroin, "Coke" or "Cocaine" => cocaine, starts with "Canna" => cannabis, "?" => unknown }
        table offence_of of text gives offence { "S" => supply, "P" => possession, "R" => robbery, "?" => unknown }
        """;

    [Theory]
    [InlineData("quantity = number(`a`) * 1 g", "2.5", "2.5 g", "")]
    [InlineData("quantity = number(trim(`a`)) * 1 g", " 2 ", "2 g", "")]
    [InlineData("quantity = number(`a`) * 1 g", "2,5", "unknown", "2,5")]
    [InlineData("quantity = number(`a`) * 1 g", "", "unknown", "")]
    [InlineData("drug = drug_of of `a`", "Coke", "cocaine", "")]
    [InlineData("drug = drug_of of `a`", "coke", "unknown", "coke")]
    [InlineData("drug = drug_of of `a`", "?", "unknown", "")]
    [InlineData("drug = drug_of of `a`", "Cannabis resin", "cannabis", "")]
    [InlineData("armed = `a` contains \"gun\" ignoring case", "A Gun", "true", "")]
    [InlineData("armed = `a` matches \"^g.n$\"", "gun", "true", "")]
    [InlineData("at = instant(`a`, \"yyyy-MM-dd HH:mm\")", "2024-01-31 23:15", "2024-01-31T23:15", "")]
    [InlineData("at = instant(`a`, \"yyyy-MM-dd HH:mm\")", "2024-02-31 23:15", "unknown", "2024-02-31 23:15")]
    [InlineData("at = date(`a`, \"dd/MM/yyyy\")", "31/01/2024", "2024-01-31T00:00..2024-01-31T23:59:59", "")]
    [InlineData("at = month(`a`, \"yyyy-MM\")", "2024-02", "2024-02-01T00:00..2024-02-29T23:59:59", "")]
    [InlineData("at = date(`a`, \"dd/MM/yyyy\") default date(`a`, \"yyyy-MM-dd\")", "2024-01-31", "2024-01-31T00:00..2024-01-31T23:59:59", "")]
    [InlineData("drugs = drug_of of split(`a`, \";\")", "Heroin; Coke;", "[heroin, cocaine]", "")]
    [InlineData("drugs = drug_of of split(`a`, \";\")", "Heroin;x", "unknown", "x")]
    [InlineData("drug = first of drug_of of split(`a`, \";\")", "Heroin;x", "heroin", "x")]
    [InlineData("offence = most serious of offence_of of split(`a`, \";\")", "P;S", "supply", "")]
    [InlineData("offence = most serious of offence_of of split(`a`, \";\")", "P;?", "unknown", "")]
    [InlineData("recorded = match `a` { \"A\" or \"B\" => arrest, unknown => advise }", "B", "arrest", "")]
    [InlineData("recorded = match `a` { \"A\" or \"B\" => arrest, unknown => advise }", "", "advise", "")]
    [InlineData("recorded = match `a` { \"A\" or \"B\" => arrest, unknown => advise }", "C", "unknown", "C")]
    public void A_cell_is_read(string mapping, string cell, string expected, string unreadable)
    {
        var (value, complaints) = Read(mapping, cell);
        Assert.Equal(expected, value);
        Assert.Equal(unreadable, string.Join('|', complaints));
    }

    [Fact]
    public void A_default_reports_what_nothing_could_read()
    {
        const string Dates = "at = date(`a`, \"dd/MM/yyyy\") default date(`a`, \"yyyy-MM-dd\")";
        Assert.Equal(["soon", "soon"], Read(Dates, "soon").Complaints);
        Assert.Equal(["two"], Read("quantity = (number(`a`) default 0) * 1 g", "two").Complaints);
        Assert.Equal("0 g", Read("quantity = (number(`a`) default 0) * 1 g", "two").Value);
    }

    [Fact]
    public void A_missing_cell_adds_no_element_and_an_unreadable_one_an_unknown()
    {
        const string Mapping = "armed = any of (`a` contains \"gun\")";
        Assert.Empty(Elements(Mapping, ""));
        Assert.Equal([Value.False], Elements(Mapping, "knife"));
        Assert.Equal([Value.Unknown], Elements("offence = most serious of offence_of of `a`", "x"));
        Assert.Equal([Value.Of(1L)], Elements("recorded = harshest of match `a` { \"x\" => arrest, unknown => warn }", ""));
        Assert.Equal([Value.Of(1L), Value.Unknown], Elements("drug = first of drug_of of split(`a`, \";\")", "Heroin;NA"));
    }

    private static IReadOnlyList<Value> Elements(string mapping, string cell)
    {
        var (scope, field) = Bind(mapping);
        var evaluator = new ExpressionEvaluator(scope, new EvaluationInputs { Row = new Row(cell) });
        return evaluator.ReadElements(Assert.IsType<BoundFold>(field.Value));
    }

    private static (string Value, List<string> Complaints) Read(string mapping, string cell)
    {
        var (scope, field) = Bind(mapping);
        var complaints = new List<string>();
        var evaluator = new ExpressionEvaluator(scope, new EvaluationInputs { Row = new Row(cell), Unreadable = (_, text) => complaints.Add(text) });
        var value = evaluator.Evaluate(field.Value, null);
        return (new ValueFormatter(scope).Format(value, field.Field.Type), complaints);
    }

    private static (GlobalScope Scope, FieldMapping Field) Bind(string mapping)
    {
        var world = World.Of($"{Tables}\ndataset d \"D\" {{ from \"d.csv\" licence \"none\" unit \"a row\" one incident per `k` incident {{ {mapping} }} }}");
        return (world.Compilation.Scope, world.Compilation.Datasets[0].Mappings[0].Fields[0]);
    }

    private sealed class Row(string cell) : IRowValues
    {
        public Value GetColumn(string name) => IsMissing(cell) ? Value.Unknown : Value.Of(cell);

        public bool IsMissing(string text) => text is "" or "NA";
    }
}
