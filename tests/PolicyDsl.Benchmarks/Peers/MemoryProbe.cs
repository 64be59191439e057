using System.Diagnostics;
using System.Globalization;
using PolicyDsl.Benchmarks.Peers.Engines;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Peers;

/// <summary>
/// How much memory a run takes that reads the file as it goes: measured in a process that does nothing else, as the most that was ever resident, the runtime and the compiled program
/// included.
/// </summary>
internal static class MemoryProbe
{
    private const string Command = "peers-stream";

    /// <summary>The most that was resident, in bytes.</summary>
    public static long Measure(PeersOptions options)
    {
        var program = Environment.ProcessPath ?? throw new PeerException("the program does not know its own path");
        string[] own = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(MemoryProbe).Assembly.Location] : [];
        string[] arguments = [.. own, Command, "--rows", Number(options.Rows), "--seed", Number(options.Seed), "--threads", Number(options.Threads), "--folder", options.Folder];
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })
            ?? throw new PeerException($"`{program}` does not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.TryParse(output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : throw new PeerException($"the streaming run failed: {output}");
    }

    public static bool IsAsked(ReadOnlySpan<string> args) => args is [Command, ..];

    /// <summary>What the process does: one run, then it tells the most that it held.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        var options = PeersOptions.Parse(args[1..]);
        var setting = new PeerSetting(options.Folder, new IncidentGenerator(options.Rows, (ulong)options.Seed), options.Threads, options.Sample);
        using var own = new PolicyDslPeer(setting);
        own.RunOnce();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(process.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
