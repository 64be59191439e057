using System.Collections.Concurrent;
using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// The files that this process has read or is about to read. No result ever replaces one of them: a slip such as
/// <c>--rejects incidents.csv</c> must not cost the data. Only the verbs that rewrite policies replace what they read.
/// </summary>
internal static class ReadFiles
{
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    public static void Add(string path) => Known[Normalize(path)] = true;

    /// <exception cref="CommandException">A file to be written is one that is read, or two of them are one file.</exception>
    public static void CheckOutputs(IEnumerable<string?> outputs)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in outputs.OfType<string>().Where(p => p.Length > 0))
        {
            var real = Normalize(path);
            if (Known.ContainsKey(real))
            {
                throw new CommandException(ExitCodes.Usage, $"`{path}` is read here, and the result would take its place; nothing was written.", "Give the result a name of its own.");
            }

            if (!seen.Add(real) && !real.StartsWith("/dev/", StringComparison.Ordinal))
            {
                throw new CommandException(ExitCodes.Usage, $"`{path}` is named for two results; nothing was written.", "Give each a name of its own.");
            }
        }
    }

    private static string Normalize(string path)
    {
        var full = Path.GetFullPath(path);
        return RealPath.Find(full) ?? full;
    }
}
