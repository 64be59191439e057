using System.Globalization;
using System.Text;
using PolicyDsl.Benchmarks.Peers.Engines;

namespace PolicyDsl.Benchmarks.Peers;

/// <summary>The table: medians of all rounds, and how many times as long each program took as this one.</summary>
internal static class PeersReport
{
    private const double BytesPerMegabyte = 1 << 20;

    public static string Write(PeersOptions options, IReadOnlyList<IPeer> peers, IReadOnlyDictionary<(PeerTask Task, string Peer), List<PeerCost>> times, long? peakBytes, IReadOnlyList<string> skipped)
    {
        var own = peers.FirstOrDefault(p => p is PolicyDslPeer)?.Name;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{options.Rows:N0} incidents, {options.Threads} threads, {Machine.ReadProcessor()}, {Environment.ProcessorCount} processors, load {Machine.ReadLoad()} at the end. Medians of {options.Rounds} rounds in turns; all counts identical.\n\n");
        text.Append("| | program | median | spread | times as long | processor time | times as much |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var task in Enum.GetValues<PeerTask>())
        {
            foreach (var peer in peers.Where(p => times.ContainsKey((task, p.Name))))
            {
                WriteLine(text, options, new Line(task, peer.Name, times[(task, peer.Name)]), FindReference(task, peer.Name == own, own, times));
            }
        }

        if (peakBytes is { } peak)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nThe most memory that a run from the file ever held, in a process of its own: {peak / BytesPerMegabyte:N0} MB.\n");
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
        PeerTask.FileToRun => "file to all of `run --by area`",
        PeerTask.LoadedToRun => "loaded columns to all of `run --by area`",
        PeerTask.History => "violence of the person in the past 365 days",
        PeerTask.OneJointly => "one policy",
        PeerTask.TenVariants => "ten variants of it",
        _ => "row by row",
    };

    public static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>What a time is divided by: ours for the same task; for ten variants, that of one; for programs that go row by row, ours for all rows from loaded columns.</summary>
    private static List<PeerCost>? FindReference(PeerTask task, bool isOwn, string? own, IReadOnlyDictionary<(PeerTask Task, string Peer), List<PeerCost>> times) => (task, own) switch
    {
        (_, null) => null,
        (PeerTask.TenVariants, _) => times.GetValueOrDefault((PeerTask.OneJointly, own)),
        (PeerTask.RowByRow, _) => times.GetValueOrDefault((PeerTask.LoadedToCensus, own)),
        _ => isOwn ? null : times.GetValueOrDefault((task, own)),
    };

    private static void WriteLine(StringBuilder text, PeersOptions options, Line line, List<PeerCost>? reference)
    {
        var rows = line.Task == PeerTask.RowByRow ? Math.Min(options.Sample, options.Rows) : options.Rows;
        var name = line.Task == PeerTask.RowByRow ? string.Create(CultureInfo.InvariantCulture, $"{Tell(line.Task)}, {rows:N0} incidents; ratio by incident") : Tell(line.Task);
        var (elapsed, processor) = (line.Times.ConvertAll(t => t.Elapsed), line.Times.ConvertAll(t => t.Processor));
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {line.Peer} | {Shorten(Median(elapsed))} ms | {Shorten(elapsed.Min())} to {Shorten(elapsed.Max())} | {Ratio(t => t.Elapsed)} | ");
        text.Append(CultureInfo.InvariantCulture, $"{Shorten(Median(processor))} ms | {Ratio(t => t.Processor)} |\n");

        string Ratio(Func<PeerCost, double> cost) =>
            reference is null ? "" : Shorten(Median(line.Times.Select(cost)) / rows / (Median(reference.Select(cost)) / options.Rows));
    }

    private static string Shorten(double number) => number.ToString(number < 10 ? "0.##" : number < 100 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    private sealed record Line(PeerTask Task, string Peer, List<PeerCost> Times);
}
