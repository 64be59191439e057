using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Peers.Lowering;

/// <summary>The file as a table, and a table in memory, in the types that make each database fastest: texts of which there are few as enums.</summary>
internal sealed class SqlTables(SqlDialect dialect, PeerColumns columns)
{
    public const string Table = "incidents";

    private readonly Dictionary<string, PeerColumn> mapped = columns.All.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The file as something to select from. Only columns that a question names are converted.</summary>
    public string WriteFile(string path)
    {
        var names = IncidentFile.Header.Split(',');
        return dialect == SqlDialect.DuckDb
            ? $"read_csv({SqlWriter.Quote(path)}, header = true, auto_detect = false, delim = ',', quote = '\"', columns = {{{string.Join(", ", names.Select(n => $"{n}: {SqlWriter.Quote(TypeOf(n))}"))}}})"
            : $"file({SqlWriter.Quote(path)}, 'CSVWithNames', {SqlWriter.Quote(string.Join(", ", names.Select(n => $"{n} {TypeOf(n)}")))})";
    }

    /// <summary>Statements that fill a table with the mapped columns of the file.</summary>
    public ImmutableArray<string> WriteLoad(string path)
    {
        var names = string.Join(", ", mapped.Keys);
        return dialect == SqlDialect.DuckDb
            ? [$"CREATE TABLE {Table} AS SELECT {names} FROM {WriteFile(path)}"]
            : [$"CREATE TABLE {Table} ({string.Join(", ", mapped.Keys.Select(n => $"{n} {TypeOf(n)}"))}) ENGINE = Memory", $"INSERT INTO {Table} SELECT {names} FROM {WriteFile(path)}"];
    }

    private string TypeOf(string name) => name == "area" ? EnumOf(Enumerable.Range(0, IncidentGenerator.Areas).Select(a => string.Create(CultureInfo.InvariantCulture, $"A{a:000}")))
        : mapped.GetValueOrDefault(name) is not { } column ? Text
        : (column.Kind, dialect) switch
        {
            (PeerKind.Code, _) => EnumOf(column.Texts.Select(t => t.Text)),
            (PeerKind.Flag, SqlDialect.DuckDb) => "BOOLEAN",
            (PeerKind.Flag, _) => "Nullable(Bool)",
            (PeerKind.Integer, SqlDialect.DuckDb) => "SMALLINT",
            (PeerKind.Integer, _) => "Nullable(Int16)",
            (PeerKind.Thousandths, SqlDialect.DuckDb) => "DECIMAL(12, 3)",
            (PeerKind.Thousandths, _) => "Nullable(Decimal(12, 3))",
            (PeerKind.Time, SqlDialect.DuckDb) => "TIMESTAMP",
            (PeerKind.Time, _) => "DateTime('UTC')",
            _ => Text,
        };

    private string Text => dialect == SqlDialect.DuckDb ? "VARCHAR" : "String";

    private string EnumOf(IEnumerable<string> texts)
    {
        var list = string.Join(", ", texts.Select(SqlWriter.Quote));
        return dialect == SqlDialect.DuckDb ? $"ENUM({list})" : $"Nullable(Enum8({list}))";
    }
}
