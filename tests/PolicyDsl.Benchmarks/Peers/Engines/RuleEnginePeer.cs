using System.Globalization;
using System.Text.Json.Nodes;
using PolicyDsl.Benchmarks.Peers.Lowering;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>An engine that decides one object at a time: json-rules-engine or ZEN, inside a Node process. It counts where rules fire; open ones it does not know.</summary>
internal sealed class RuleEnginePeer(bool isZen, PeerSetting setting) : IPeer
{
    private PeerProcess? process;

    public string Name { get; private set; } = isZen ? "GoRules ZEN" : "json-rules-engine";

    public void Prepare()
    {
        process = PeerProcess.Start("node", NodePackages.Install(setting.Folder), "peer.mjs", isZen ? "zen" : "json-rules");
        var rules = new JsonArray([.. setting.Rules.Select(r => isZen ? (JsonNode)RuleEngineWriter.WriteZen(r.Condition) : RuleEngineWriter.WriteJson(r.Condition))]);
        var columns = new JsonObject(setting.Columns.All.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)KindOf(c))));
        var version = process.Ask(new JsonObject { ["ask"] = "start", ["rules"] = rules, ["columns"] = columns, ["file"] = setting.File, ["rows"] = setting.Sample }).Rows[0][0];
        Name += $" {version}";
    }

    public bool Can(PeerTask task) => task == PeerTask.RowByRow;

    public PeerMeasurement Run(PeerTask task)
    {
        var answer = (process ?? throw new InvalidOperationException("Not prepared.")).Ask("rows");
        return new PeerMeasurement(answer.Cost, Census: null, [.. answer.Rows[0].Select(c => long.Parse(c ?? "0", CultureInfo.InvariantCulture))]);
    }

    public void Dispose() => process?.Dispose();

    /// <summary>Times are given as their hour, the one thing that is asked of them.</summary>
    private static string KindOf(PeerColumn column) => column.Kind switch
    {
        PeerKind.Integer or PeerKind.Thousandths => "number",
        PeerKind.Flag => "flag",
        PeerKind.Time => "hour",
        _ => "text",
    };
}
