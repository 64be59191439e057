using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PolicyDsl.Benchmarks.Peers.Lowering;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>DuckDB or ClickHouse, inside a Node process.</summary>
internal sealed class SqlPeer(SqlDialect dialect, PeerSetting setting) : IPeer
{
    private const int MilligramsPerGram = 1000;

    private readonly SqlWriter writer = new(dialect);
    private readonly SqlTables tables = new(dialect, setting.Columns);
    private PeerProcess? process;

    public string Name { get; private set; } = dialect == SqlDialect.DuckDb ? "DuckDB" : "ClickHouse";

    public void Prepare()
    {
        process = PeerProcess.Start("node", NodePackages.Install(setting.Folder), "peer.mjs", dialect == SqlDialect.DuckDb ? "duckdb" : "clickhouse");
        var version = process.Ask(new JsonObject { ["ask"] = "start", ["threads"] = setting.Threads }).Rows[0][0];
        Name += $" {version?.TrimStart('v')}";
        foreach (var statement in tables.WriteLoad(setting.File))
        {
            process.Ask("sql", statement);
        }
    }

    public bool Can(PeerTask task) => task is PeerTask.FileToCensus or PeerTask.LoadedToCensus or PeerTask.History;

    public PeerMeasurement Run(PeerTask task)
    {
        var sql = task switch
        {
            PeerTask.FileToCensus => writer.WriteCensus(tables.WriteFile(setting.File), setting.Rules),
            PeerTask.LoadedToCensus => writer.WriteCensus(SqlTables.Table, setting.Rules),
            _ => writer.WriteHistory(SqlTables.Table, setting.HistoryCondition, PlainHistory.Days, PlainHistory.Least),
        };
        var answer = (process ?? throw new InvalidOperationException("Not prepared.")).Ask("sql", sql);
        return task == PeerTask.History
            ? new PeerMeasurement(answer.Cost, Census: null, [.. answer.Rows[0].Select(ToCount)])
            : new PeerMeasurement(answer.Cost, ToCensus(answer.Rows, setting.Rules.Length, MilligramsPerGram), []);
    }

    public void Dispose() => process?.Dispose();

    /// <summary>A row per area: area, incidents, fired and open of each rule, weight.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rules">How many rules there are.</param>
    /// <param name="milligrams">How many milligrams the weight is counted in.</param>
    public static Census ToCensus(string?[][] rows, int rules, int milligrams)
    {
        var census = new Census();
        foreach (var cells in rows)
        {
            var row = census.GetRow(cells[0] ?? "", rules);
            row.Incidents = ToCount(cells[1]);
            for (var rule = 0; rule < rules; rule++)
            {
                row.Fired[rule] = ToCount(cells[2 + (2 * rule)]);
                row.Open[rule] = ToCount(cells[3 + (2 * rule)]);
            }

            row.Milligrams = (long)(decimal.Parse(cells[2 + (2 * rules)] ?? "0", CultureInfo.InvariantCulture) * milligrams);
        }

        return census;
    }

    private static long ToCount(string? cell) => long.Parse(cell ?? "0", CultureInfo.InvariantCulture);
}
