using System.Globalization;
using System.Text;
using PolicyDsl.Benchmarks.Peers.Engines;

namespace PolicyDsl.Benchmarks.Peers;

/// <summary>The table: medians of all rounds, and how many times as long each program took as this one.</summary>
internal static class PeersReport
{
    public static string Write(PeersOptions options, IReadOnlyList<IPeer> peers, IReadOnlyDictionary<(PeerTask Task, string Peer), List<double>> times, IReadOnlyList<string> skipped)
    {
        var own = peers.FirstOrDefault(p => p is PolicyDslPeer)?.Name;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{options.Rows:N0} incidents, {options.Threads} threads, {Machine.ReadProcessor()}, {Environment.ProcessorCount} processors. Medians of {options.Rounds} rounds in turns; all counts identical.\n\n");
        text.Append("| | program | median | spread | times as long |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (var task in Enum.GetValues<PeerTask>().Where(t => peers.Any(p => times.ContainsKey((t, p.Name)))))
        {
            var reference = own is not null && times.TryGetValue((task, own), out var ours) ? ours : null;
            foreach (var peer in peers.Where(p => times.ContainsKey((task, p.Name))))
            {
                WriteLine(text, task, peer.Name, times[(task, peer.Name)], peer.Name == own ? null : reference);
            }
        }

        foreach (var line in skipped)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nSkipped {line}\n");
        }

        return text.ToString();
    }

    public static string Tell(PeerTask task) => task switch
    {
        PeerTask.FileToCensus => "file to rules by area",
        PeerTask.LoadedToCensus => "loaded columns to rules by area",
        PeerTask.FileToRun => "file to `run --by area`",
        PeerTask.LoadedToRun => "loaded columns to `run --by area`",
        PeerTask.History => "violence of the person in the past 365 days",
        PeerTask.OneJointly => "one policy",
        PeerTask.TenVariants => "it and ten variants",
        _ => "row by row",
    };

    public static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static void WriteLine(StringBuilder text, PeerTask task, string peer, List<double> times, List<double>? reference)
    {
        var ratio = reference is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Median(times) / Median(reference):G3}");
        text.Append(CultureInfo.InvariantCulture, $"| {Tell(task)} | {peer} | {Median(times):N0} ms | {times.Min():N0} to {times.Max():N0} | {ratio} |\n");
    }
}
