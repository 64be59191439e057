using System.ComponentModel;
using System.Diagnostics;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>The programs that come from npm, installed once into a folder beside the data, in the versions that package.json names.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The folder with the packages and the script.</summary>
    /// <exception cref="PeerException">There is no Node, or the packages are not to be had.</exception>
    public static string Install(string cache)
    {
        var folder = Path.Combine(cache, "node");
        Directory.CreateDirectory(folder);
        var (manifest, done) = (Path.Combine(folder, "package.json"), Path.Combine(folder, "installed.json"));
        var wanted = Resources.Read("package.json");
        File.WriteAllText(Path.Combine(folder, "peer.mjs"), Resources.Read("peer.mjs"));
        if (!File.Exists(done) || File.ReadAllText(done) != wanted)
        {
            File.WriteAllText(manifest, wanted);
            Run("npm", folder, "install", "--no-audit", "--no-fund", "--loglevel=error");
            File.WriteAllText(done, wanted);
        }

        return folder;
    }

    private static void Run(string program, string folder, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new PeerException($"`{program}` does not start");
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Longest))
            {
                process.Kill(entireProcessTree: true);
                throw new PeerException($"`{program} install` took longer than {Longest.TotalMinutes:F0} minutes");
            }

            if (process.ExitCode != 0)
            {
                throw new PeerException($"`{program} install` failed: {errors.Result.ReplaceLineEndings(" ").Trim()} {output.Result.ReplaceLineEndings(" ").Trim()}");
            }
        }
        catch (Win32Exception)
        {
            throw new PeerException($"`{program}` is not installed");
        }
    }
}
