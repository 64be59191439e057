using System.CommandLine;
using PolicyDsl.Cli.Sources;

namespace PolicyDsl.Cli.Hosting;

/// <summary>
/// <c>--watch</c>: runs a verb, and again whenever a file that it read changes, appears or goes. Files are looked at a few times a second
/// (which works on every file system) and a change counts once it has been still for one look.
/// </summary>
internal static class Watcher
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static Option<bool> CreateOption() => new("--watch", "-w") { Description = "Run again whenever a file changes; Ctrl-C ends it." };

    /// <summary>Runs once, or until interrupted.</summary>
    /// <param name="host">The host of the verb.</param>
    /// <param name="isWatching">Whether to go on.</param>
    /// <param name="findFiles">The files that matter now.</param>
    /// <param name="run">One round; its exit code counts where there is only one.</param>
    public static int Run(CommandHost host, bool isWatching, Func<IEnumerable<string>> findFiles, Func<int> run)
    {
        if (!isWatching)
        {
            return run();
        }

        while (true)
        {
            var before = TakeSnapshot(findFiles);
            host.Terminal.ClearScreen();
            RunRound(host, run);
            host.Terminal.WriteNote("Watching for changes; Ctrl-C ends.");
            WaitForChange(before, findFiles, host.CancellationToken);
        }
    }

    /// <summary>The same for a verb over policy files, which adds what else it reads to a set.</summary>
    public static int Run(CommandHost host, bool isWatching, string[] files, Func<HashSet<string>, int> run)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        return Run(host, isWatching, () => SourceFiles.Expand(files).Select(Path.GetFullPath).Union(read), () => run(read));
    }

    private static void RunRound(CommandHost host, Func<int> run)
    {
        try
        {
            run();
        }
        catch (CommandException e)
        {
            host.Terminal.WriteError(e.Message, e.Hint);
        }

        host.Terminal.Output.Flush();
    }

    private static void WaitForChange(string before, Func<IEnumerable<string>> findFiles, CancellationToken cancellationToken)
    {
        var last = before;
        while (true)
        {
            cancellationToken.WaitHandle.WaitOne(Pause);
            cancellationToken.ThrowIfCancellationRequested();
            var now = TakeSnapshot(findFiles);
            if (now == last && now != before)
            {
                return;
            }

            last = now;
        }
    }

    private static string TakeSnapshot(Func<IEnumerable<string>> findFiles)
    {
        try
        {
            return string.Join('\n', findFiles().Select(Describe));
        }
        catch (Exception e) when (e is CommandException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static string Describe(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{path}|{file.Length}|{file.LastWriteTimeUtc.Ticks}" : $"{path}|gone";
    }
}
