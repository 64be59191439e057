using PolicyDsl.Benchmarks.Peers.Lowering;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Benchmarks.Tests.Peers;

public sealed class WriterTests
{
    private static readonly PeerColumn Age = new("age", PeerKind.Integer, []);
    private static readonly PeerColumn Quantity = new("quantity_g", PeerKind.Thousandths, []);
    private static readonly PeerColumn Time = new("occurred", PeerKind.Time, []);
    private static readonly PeerColumn Warrant = new("warrant", PeerKind.Flag, []);
    private static readonly PeerColumn Drug = new("drug", PeerKind.Code, [("heroin", 1), ("crack's", 2)]);

    /// <summary>Every form that there is.</summary>
    private static readonly PeerCondition Condition = new PeerAll(
    [
        new PeerAny([new PeerIn(Drug, ["heroin", "crack's"]), new PeerIn(Drug, ["heroin"])]),
        new PeerNot(new PeerCompare(Age, ComparisonOperator.Less, 18)),
        new PeerNot(new PeerPossibly(new PeerCompare(Quantity, ComparisonOperator.GreaterOrEqual, 0.5m))),
        new PeerCertainly(new PeerFlag(Warrant)),
        new PeerNot(new PeerCertainly(new PeerCompare(Time, ComparisonOperator.Equal, 23))),
    ]);

    [Fact]
    public void Sql_of_DuckDB() => Assert.Equal(
        "(((drug IN ('heroin', 'crack''s')) OR (drug = 'heroin')) AND (NOT (age < 18)) AND (NOT coalesce((quantity_g >= 0.5), true)) AND coalesce(warrant, false) AND (NOT coalesce((hour(occurred) = 23), false)))",
        new SqlWriter(SqlDialect.DuckDb).Write(Condition));

    [Fact]
    public void Sql_of_ClickHouse_differs_in_names_of_functions() =>
        Assert.Contains("(NOT coalesce((toHour(occurred) = 23), false))", new SqlWriter(SqlDialect.ClickHouse).Write(Condition), StringComparison.Ordinal);

    [Fact]
    public void An_expression_of_ZEN_guards_every_comparison_against_empty_cells() => Assert.Equal(
        "(((drug != null and drug in [\"heroin\", \"crack's\"]) or (drug != null and drug in [\"heroin\"])) and (age != null and age >= 18) and (quantity_g != null and quantity_g < 0.5)"
        + " and (warrant != null and warrant == true) and (occurred == null or (occurred != null and occurred != 23)))",
        RuleEngineWriter.WriteZen(Condition));

    [Fact]
    public void Conditions_in_JSON_push_negations_down_to_the_comparisons() => Assert.Equal(
        """
        {"all":[{"any":[{"fact":"drug","operator":"in","value":["heroin","crack\u0027s"]},{"fact":"drug","operator":"in","value":["heroin"]}]},{"fact":"age","operator":"greaterThanInclusive","value":18},{"fact":"quantity_g","operator":"lessThan","value":0.5},{"fact":"warrant","operator":"equal","value":true},{"any":[{"fact":"occurred","operator":"equal","value":null},{"all":[{"fact":"occurred","operator":"notEqual","value":null},{"fact":"occurred","operator":"notEqual","value":23}]}]}]}
        """,
        RuleEngineWriter.WriteJson(Condition).ToJsonString());

    [Fact]
    public void An_expression_of_pandas_weighs_in_milligrams() =>
        Assert.Contains("(~fill((d['quantity_g'] >= 500), True))", PandasWriter.Write(Condition), StringComparison.Ordinal);

    [Fact]
    public void A_history_is_one_window_that_ends_before_the_time_of_the_row()
    {
        var condition = new PeerIn(Drug, ["heroin"]);
        Assert.Contains(
            "WINDOW w AS (PARTITION BY person_id ORDER BY occurred RANGE BETWEEN INTERVAL 365 DAYS PRECEDING AND INTERVAL 1 SECOND PRECEDING)",
            new SqlWriter(SqlDialect.DuckDb).WriteHistory("t", condition, 365, 2),
            StringComparison.Ordinal);
        Assert.Contains(
            "WINDOW w AS (PARTITION BY person_id ORDER BY seconds RANGE BETWEEN 31536000 PRECEDING AND 1 PRECEDING)",
            new SqlWriter(SqlDialect.ClickHouse).WriteHistory("t", condition, 365, 2),
            StringComparison.Ordinal);
    }
}
