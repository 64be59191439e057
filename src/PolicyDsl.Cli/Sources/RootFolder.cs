using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Cli.Sources;

/// <summary>
/// The folder that a policy may read from: that of the nearest <c>policydsl.json</c> above the policy file, else the policy's own. Whether
/// a path lies in it is judged after every link on the way is followed.
/// </summary>
internal sealed class RootFolder
{
    public const string ConfigurationName = "policydsl.json";

    private readonly string realPath;

    private RootFolder(string path, string? configurationPath)
    {
        FullPath = path;
        ConfigurationPath = configurationPath;
        realPath = RealPath.Find(path) ?? path;
    }

    public string FullPath { get; }

    /// <summary>The configuration file in the folder, or null where there is none.</summary>
    public string? ConfigurationPath { get; }

    /// <summary>The root of a file that was named on the command line.</summary>
    public static RootFolder Find(string fullPath)
    {
        var own = Path.GetDirectoryName(fullPath) ?? fullPath;
        for (var folder = own; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var configuration = Path.Combine(folder, ConfigurationName);
            if (File.Exists(configuration))
            {
                return new RootFolder(folder, configuration);
            }
        }

        return new RootFolder(own, null);
    }

    /// <summary>The real path of a file in or below the folder; null where it lies elsewhere, by <c>..</c> or through a link.</summary>
    public string? FindInside(string fullPath) =>
        RealPath.IsInside(fullPath, FullPath) && RealPath.Find(fullPath) is { } real && RealPath.IsInside(real, realPath) ? real : null;
}
