namespace PolicyDsl.Benchmarks;

/// <summary>What a measurement was made on.</summary>
internal static class Machine
{
    public static string ReadProcessor() => FindLine("/proc/cpuinfo", "model name")?.Split(':')[^1].Trim() ?? "an unknown processor";

    /// <summary>How many processes wanted to run in the last minute.</summary>
    public static string ReadLoad() => FindLine("/proc/loadavg", "")?.Split(' ')[0] ?? "unknown";

    private static string? FindLine(string path, string start) =>
        File.Exists(path) ? File.ReadLines(path).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) : null;
}
