using PolicyDsl.Testing;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Tables;

namespace PolicyDsl.Verification.Tests.Tables;

/// <summary>Tables and graphs by hand.</summary>
public class TableTests
{
    private const string Rules = """
        rule small { when offence is possession and quantity is at most 5 g then divert to treatment }
        rule armed { when weapon is firearm then arrest overrides all }
        """;

    [Fact]
    public void Rows_of_known_incidents_say_what_is_certain()
    {
        var table = new PolicyTabulator(Model(Rules)).Create(20);
        Assert.Equal(["offence", "quantity", "weapon"], table.Columns.Order(StringComparer.Ordinal));
        var divert = Assert.Single(table.Rows, r => r.Outcome == "divert");
        Assert.Equal(["possession", "at most 5 g"], divert.Cells.OfType<string>().Take(2));
        Assert.Equal(["small"], divert.Rules.Select(r => r?.Name));
        Assert.Equal(["treatment"], divert.Offers.Select(s => s.Name));
        Assert.Equal("firearm", Assert.Single(Assert.Single(table.Rows, r => r.Outcome == "arrest").Cells.OfType<string>()));
        Assert.All(table.Rest, r => Assert.False(r.HasKnown));
    }

    [Fact]
    public void Rows_that_are_left_out_are_counted()
    {
        var table = new PolicyTabulator(Model(Rules)).Create(1);
        Assert.Equal(["no_action", "divert", "arrest"], table.Rows.Select(r => r.Outcome));
        Assert.Contains(table.Rest, r => r is { Outcome: "no_action", HasKnown: true });
    }

    [Fact]
    public void Rows_for_partly_known_incidents_leave_nothing_over()
    {
        var table = new PolicyTabulator(Model(Rules), isForPartlyKnown: true).Create(40);
        Assert.Empty(table.Rest);
        Assert.Empty(table.OffersRest);
    }

    [Fact]
    public void A_graph_asks_for_terms_and_ends_at_dispositions()
    {
        var graph = new PolicyGrapher(Model(Rules)).Create(20);
        Assert.Equal(["arrest", "divert", "no_action"], graph.Nodes.Where(n => n.IsOutcome).Select(n => n.Text).Order(StringComparer.Ordinal));
        Assert.Contains(graph.Nodes.SelectMany(n => n.Edges).SelectMany(e => e.Answers), a => a == "at most 5 g");
        Assert.Contains(graph.Nodes.SelectMany(n => n.Edges).SelectMany(e => e.Answers), a => a == "not firearm");
    }

    [Fact]
    public void A_graph_that_is_too_large_is_not_drawn() => Assert.Throws<GraphTooLargeException>(() => new PolicyGrapher(Model(Rules)).Create(2));

    private static PolicyModel Model(string rules)
    {
        var compilation = TestCompilation.CompileWithoutErrors($"policy p\nusing idpc.vocabulary\n{rules}\notherwise no_action\n");
        return Universe.Create([new ModelledPolicy(compilation.Policy ?? throw new ArgumentException("No policy."), compilation.Scope)]).Models[0];
    }
}
