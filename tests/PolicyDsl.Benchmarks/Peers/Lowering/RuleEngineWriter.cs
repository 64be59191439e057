using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Benchmarks.Peers.Lowering;

/// <summary>Conditions in the forms of two engines that decide row by row: conditions in JSON for json-rules-engine, and expressions for ZEN. An empty cell is null to both.</summary>
internal static class RuleEngineWriter
{
    /// <summary>The conditions of a rule of json-rules-engine.</summary>
    public static JsonObject WriteJson(PeerCondition condition) => Write(TwoValued.WhereTrue(condition)) switch
    {
        var test when test.ContainsKey("fact") => new JsonObject { ["all"] = new JsonArray(test) },
        var all => all,
    };

    /// <summary>An expression of ZEN.</summary>
    public static string WriteZen(PeerCondition condition) => WriteZen(TwoValued.WhereTrue(condition));

    private static JsonObject Write(TwoValued condition) => condition switch
    {
        TwoValuedAll all => new JsonObject { ["all"] = ToArray(all.Operands) },
        TwoValuedAny any => new JsonObject { ["any"] = ToArray(any.Operands) },
        TwoValuedTest { OrEmpty: true } test => new JsonObject { ["any"] = new JsonArray(Fact(test.Atom.Column, "equal", null), Write(test with { OrEmpty = false })) },
        TwoValuedTest { Atom: PeerIn { } list, Wanted: false } => new JsonObject { ["all"] = new JsonArray(Fact(list.Column, "notEqual", null), Fact(list.Column, "notIn", Texts(list))) },
        TwoValuedTest { Atom: PeerIn { } list } => Fact(list.Column, "in", Texts(list)),
        TwoValuedTest { Atom: PeerFlag { } flag } test => Fact(flag.Column, "equal", test.Wanted),
        TwoValuedTest { Atom: PeerCompare { } compare } test => WriteComparison(compare, test.Wanted),
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private static JsonObject WriteComparison(PeerCompare compare, bool wanted) => (wanted ? compare.Operator : Complement(compare.Operator)) switch
    {
        ComparisonOperator.Equal => Fact(compare.Column, "equal", compare.Constant),
        ComparisonOperator.NotEqual => new JsonObject { ["all"] = new JsonArray(Fact(compare.Column, "notEqual", null), Fact(compare.Column, "notEqual", compare.Constant)) },
        ComparisonOperator.Less => Fact(compare.Column, "lessThan", compare.Constant),
        ComparisonOperator.LessOrEqual => Fact(compare.Column, "lessThanInclusive", compare.Constant),
        ComparisonOperator.Greater => Fact(compare.Column, "greaterThan", compare.Constant),
        _ => Fact(compare.Column, "greaterThanInclusive", compare.Constant),
    };

    private static JsonObject Fact(PeerColumn column, string @operator, JsonNode? value) => new() { ["fact"] = column.Name, ["operator"] = @operator, ["value"] = value };

    private static JsonArray Texts(PeerIn list) => [.. list.Texts.Select(t => (JsonNode)t)];

    private static JsonArray ToArray(ImmutableArray<TwoValued> operands) => [.. operands.Select(Write)];

    private static string WriteZen(TwoValued condition) => condition switch
    {
        TwoValuedAll all => $"({string.Join(" and ", all.Operands.Select(WriteZen))})",
        TwoValuedAny any => $"({string.Join(" or ", any.Operands.Select(WriteZen))})",
        TwoValuedTest { OrEmpty: true } test => $"({test.Atom.Column.Name} == null or {WriteZen(test with { OrEmpty = false })})",
        TwoValuedTest test => $"({test.Atom.Column.Name} != null and {WriteZenTest(test)})",
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private static string WriteZenTest(TwoValuedTest test) => test.Atom switch
    {
        PeerIn list => $"{list.Column.Name} {(test.Wanted ? "in" : "not in")} [{string.Join(", ", list.Texts.Select(t => $"\"{t}\""))}]",
        PeerFlag flag => $"{flag.Column.Name} == {(test.Wanted ? "true" : "false")}",
        PeerCompare compare => $"{compare.Column.Name} {Sign(test.Wanted ? compare.Operator : Complement(compare.Operator))} {compare.Constant.ToString(CultureInfo.InvariantCulture)}",
        _ => throw new NotSupportedException(test.Atom.GetType().Name),
    };

    private static ComparisonOperator Complement(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
        ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
        _ => ComparisonOperator.Less,
    };

    private static string Sign(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
