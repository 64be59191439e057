namespace PolicyDsl.Cli.Sources;

/// <summary>
/// The folder that a policy may read from: that of the nearest <c>policydsl.json</c> above the policy file, else the policy's own. Whether
/// a path lies in it is judged after every link on the way is followed.
/// </summary>
internal sealed class RootFolder
{
    public const string ConfigurationName = "policydsl.json";

    private const int MaxLinks = 40;

    private readonly string realPath;

    private RootFolder(string path, string? configurationPath)
    {
        FullPath = path;
        ConfigurationPath = configurationPath;
        realPath = FollowLinks(path) ?? path;
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
        IsInside(fullPath, FullPath) && FollowLinks(fullPath) is { } real && IsInside(real, realPath) ? real : null;

    /// <summary>The path with every link on the way followed; null where they go round in circles.</summary>
    public static string? FollowLinks(string fullPath)
    {
        var linksLeft = MaxLinks;
        return FollowLinks(fullPath, ref linksLeft);
    }

    private static string? FollowLinks(string path, ref int linksLeft)
    {
        var current = Path.GetPathRoot(path) ?? "";
        foreach (var segment in path[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(current, segment);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (linksLeft-- == 0 || FollowLinks(Path.GetFullPath(target, current), ref linksLeft) is not { } followed)
            {
                return null;
            }

            current = followed;
        }

        return current;
    }

    private static bool IsInside(string path, string folder) =>
        string.Equals(path, folder, StringComparison.Ordinal)
        || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
