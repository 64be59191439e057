namespace PolicyDsl.Evaluation.Loading;

/// <summary>Where a path really leads. What may be read is judged by it, for policies and for data alike.</summary>
public static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The path with every link on the way followed; what does not exist is kept as it is written. Null where links go round in circles, or are more than forty.</summary>
    /// <param name="fullPath">A rooted path.</param>
    public static string? Find(string fullPath)
    {
        var linksLeft = MaxLinks;
        return FollowLinks(fullPath, ref linksLeft);
    }

    /// <summary>Whether a path is a folder or lies below it, as both are written.</summary>
    public static bool IsInside(string path, string folder) =>
        string.Equals(path, folder, StringComparison.Ordinal)
        || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

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
}
