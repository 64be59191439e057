using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Benchmarks.Peers.Engines;
using PolicyDsl.Benchmarks.Peers.Lowering;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Peers;

/// <summary>
/// Runs one policy over one file through this project and others, in turns, and holds every count against rules written by hand. Turns are taken
/// within each round, since machines swing: only times of one round may be compared. Any count that differs ends it.
/// </summary>
internal sealed class PeersProgram(PeersOptions options, TextWriter output)
{
    private readonly Dictionary<(PeerTask Task, string Peer), List<PeerCost>> times = [];
    private readonly List<string> skipped = [];
    private long? peakBytes;

    public static int Run(ReadOnlySpan<string> args)
    {
        PeersOptions options;
        try
        {
            options = PeersOptions.Parse(args);
        }
        catch (ArgumentException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 3;
        }

        return new PeersProgram(options, Console.Out).Run();
    }

    private int Run()
    {
        Directory.CreateDirectory(options.Folder);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Rows:N0} incidents, seed {options.Seed}, in {options.Folder}"));
        var setting = new PeerSetting(options.Folder, new IncidentGenerator(options.Rows, (ulong)options.Seed), options.Threads, options.Sample);
        var expected = Expectation.Count(setting);
        var peers = Prepare(setting);
        try
        {
            for (var round = 1; round <= options.Rounds; round++)
            {
                RunRound(round, peers, expected);
            }

            peakBytes = peers.Exists(p => p is PolicyDslPeer) ? MemoryProbe.Measure(options) : null;
        }
        catch (PeerException problem)
        {
            output.WriteLine(problem.Message);
            return 1;
        }
        finally
        {
            peers.ForEach(p => p.Dispose());
        }

        var report = PeersReport.Write(options, peers, times, peakBytes, skipped);
        output.Write(report);
        if (options.Writes)
        {
            PageSection.Write("performance.md", "peers", report.TrimStart());
        }

        return 0;
    }

    private List<IPeer> Prepare(PeerSetting setting)
    {
        (string Word, IPeer Peer)[] all =
        [
            ("policydsl", new PolicyDslPeer(setting)),
            ("duckdb", new SqlPeer(SqlDialect.DuckDb, setting)),
            ("clickhouse", new SqlPeer(SqlDialect.ClickHouse, setting)),
            ("json-rules", new RuleEnginePeer(isZen: false, setting)),
            ("zen", new RuleEnginePeer(isZen: true, setting)),
            ("pandas", new PandasPeer(options.Python, setting)),
        ];
        var ready = new List<IPeer>();
        foreach (var (word, peer) in all)
        {
            if (options.Only.Length > 0 && !options.Only.Contains(word, StringComparer.Ordinal))
            {
                skipped.Add($"{peer.Name}: not asked for");
                continue;
            }

            try
            {
                output.WriteLine($"preparing {peer.Name}");
                peer.Prepare();
                ready.Add(peer);
            }
            catch (PeerException problem)
            {
                peer.Dispose();
                skipped.Add($"{peer.Name}: {problem.Message}");
            }
        }

        return ready;
    }

    private void RunRound(int round, List<IPeer> peers, Expectation expected)
    {
        foreach (var task in Enum.GetValues<PeerTask>())
        {
            foreach (var peer in peers.Where(p => p.Can(task)))
            {
                GC.Collect();
                var measured = Ask(peer, task);
                expected.Check(peer.Name, task, measured);
                if (!times.TryGetValue((task, peer.Name), out var list))
                {
                    times.Add((task, peer.Name), list = []);
                }

                list.Add(measured.Cost);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {PeersReport.Tell(task)}: {peer.Name}: {measured.Cost.Elapsed:N0} ms, processors {measured.Cost.Processor:N0} ms"));
            }
        }
    }

    private static PeerMeasurement Ask(IPeer peer, PeerTask task)
    {
        try
        {
            return peer.Run(task);
        }
        catch (PeerException problem)
        {
            throw new PeerException($"{peer.Name} cannot {task}: {problem.Message}");
        }
    }
}
