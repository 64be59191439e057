using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Benchmarks.Peers.Lowering;

/// <summary>The words in which two databases differ.</summary>
internal enum SqlDialect
{
    DuckDb,
    ClickHouse,
}

/// <summary>
/// Conditions and questions as SQL. SQL's own logic of three values is Kleene's, so a condition says the same there as it stands: true, false, or NULL for unknown.
/// </summary>
internal sealed class SqlWriter(SqlDialect dialect)
{
    /// <summary>What is asked of a table of incidents; see <see cref="Workload.Census"/>. A row per area: area, incidents, then fired and open of each rule, then grams.</summary>
    public string WriteCensus(string table, ImmutableArray<PeerRule> rules)
    {
        var text = new StringBuilder("SELECT area, count(*)");
        for (var i = 0; i < rules.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $",\n  {CountTrue($"r{i}")}, count(*) - count(r{i})");
        }

        var arrests = string.Join(" OR ", rules.Index().Where(r => r.Item.IsArrest).Select(r => $"r{r.Index}"));
        text.Append(CultureInfo.InvariantCulture, $",\n  {SumWhere("quantity_g", arrests)}\nFROM (SELECT area, quantity_g");
        for (var i = 0; i < rules.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $",\n  {Write(rules[i].Condition)} AS r{i}");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n  FROM {table}) AS decided\nGROUP BY area ORDER BY area").ToString();
    }

    public string Write(PeerCondition condition) => condition switch
    {
        PeerAll all => Join(" AND ", all.Operands),
        PeerAny any => Join(" OR ", any.Operands),
        PeerNot not => $"(NOT {Write(not.Operand)})",
        PeerCertainly certainly => $"coalesce({Write(certainly.Operand)}, false)",
        PeerPossibly possibly => $"coalesce({Write(possibly.Operand)}, true)",
        PeerIn { Texts: [var only] } one => $"({one.Column.Name} = {Quote(only)})",
        PeerIn list => $"({list.Column.Name} IN ({string.Join(", ", list.Texts.Select(Quote))}))",
        PeerFlag flag => flag.Column.Name,
        PeerCompare compare => $"({Operand(compare.Column)} {Sign(compare.Operator)} {compare.Constant.ToString(CultureInfo.InvariantCulture)})",
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    /// <summary>
    /// In how many rows at least so many earlier ones of the same person, within so many days before, satisfy a condition; and in how many only possibly. Rows of one
    /// time are not earlier than one another. The two counts share one window.
    /// </summary>
    public string WriteHistory(string table, PeerCondition condition, int days, int least)
    {
        var (certain, possible) = (Write(condition), $"coalesce({Write(condition)}, true)");
        var (time, frame) = dialect == SqlDialect.DuckDb
            ? ("occurred", string.Create(CultureInfo.InvariantCulture, $"INTERVAL {days} DAYS PRECEDING AND INTERVAL 1 SECOND PRECEDING"))
            : ("seconds", string.Create(CultureInfo.InvariantCulture, $"{days * 86_400} PRECEDING AND 1 PRECEDING"));
        var from = dialect == SqlDialect.DuckDb ? table : $"(SELECT person_id, toUnixTimestamp(occurred) AS seconds, {certain} AS certain, {possible} AS possible FROM {table})";
        var counts = dialect == SqlDialect.DuckDb
            ? $"count(*) FILTER (WHERE {certain}) OVER w AS low, count(*) FILTER (WHERE {possible}) OVER w AS high"
            : "sum(toUInt8(coalesce(certain, false))) OVER w AS low, sum(toUInt8(possible)) OVER w AS high";
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT {CountTrue($"low >= {least}")}, {CountTrue($"low < {least} AND high >= {least}")}
            FROM (SELECT {counts} FROM {from}
              WINDOW w AS (PARTITION BY person_id ORDER BY {time} RANGE BETWEEN {frame})) AS counted
            """);
    }

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private string Join(string word, ImmutableArray<PeerCondition> operands) => $"({string.Join(word, operands.Select(Write))})";

    private string CountTrue(string column) => dialect == SqlDialect.DuckDb ? $"count_if({column})" : $"countIf({column})";

    private string SumWhere(string column, string condition) =>
        dialect == SqlDialect.DuckDb ? $"coalesce(sum({column}) FILTER (WHERE {condition}), 0)" : $"coalesce(sumIf({column}, {condition}), 0)";

    private string Operand(PeerColumn column) => (column.Kind, dialect) switch
    {
        (PeerKind.Time, SqlDialect.DuckDb) => $"hour({column.Name})",
        (PeerKind.Time, _) => $"toHour({column.Name})",
        _ => column.Name,
    };

    private static string Sign(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
