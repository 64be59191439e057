using System.ComponentModel;
using System.Text.Json.Nodes;
using PolicyDsl.Benchmarks.Peers.Lowering;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>pandas, where a Python with it is at hand; it works on one thread.</summary>
internal sealed class PandasPeer(string python, PeerSetting setting) : IPeer
{
    private PeerProcess? process;

    public string Name { get; private set; } = "pandas";

    public void Prepare()
    {
        var script = Path.Combine(setting.Folder, "peer.py");
        File.WriteAllText(script, Resources.Read("peer.py"));
        try
        {
            process = PeerProcess.Start(python, setting.Folder, script);
        }
        catch (Win32Exception)
        {
            throw new PeerException($"`{python}` is not installed");
        }

        var version = process.Ask(new JsonObject
        {
            ["ask"] = "start",
            ["file"] = setting.File,
            ["columns"] = new JsonObject(setting.Columns.All.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)KindOf(c)))),
            ["rules"] = new JsonArray([.. setting.Rules.Select(r => (JsonNode)PandasWriter.Write(r.Condition))]),
            ["arrests"] = new JsonArray([.. setting.Rules.Index().Where(r => r.Item.IsArrest).Select(r => (JsonNode)r.Index)]),
        }).Rows[0][0];
        Name += $" {version}";
        process.Ask("load");
    }

    public bool Can(PeerTask task) => task is PeerTask.FileToCensus or PeerTask.LoadedToCensus;

    public PeerMeasurement Run(PeerTask task)
    {
        var answer = (process ?? throw new InvalidOperationException("Not prepared.")).Ask(task == PeerTask.FileToCensus ? "csv" : "census");
        return new PeerMeasurement(answer.Cost, SqlPeer.ToCensus(answer.Rows, setting.Rules.Length, milligrams: 1), []);
    }

    public void Dispose() => process?.Dispose();

    private static string KindOf(PeerColumn column) => column.Kind switch
    {
        PeerKind.Code => "code",
        PeerKind.Flag => "flag",
        PeerKind.Integer => "number",
        PeerKind.Thousandths => "thousandths",
        PeerKind.Time => "time",
        _ => "key",
    };
}
