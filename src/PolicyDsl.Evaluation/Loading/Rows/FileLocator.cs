using System.IO.Enumeration;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Turns the paths and patterns of a data set into files inside one root folder. A path that leaves the folder, by <c>..</c> or through a link, is refused
/// before anything is opened.
/// </summary>
internal sealed class FileLocator
{
    private readonly string _root;
    private readonly string _realRoot;

    public FileLocator(string root)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _realRoot = Path.TrimEndingDirectorySeparator(Follow(_root, root));
    }

    /// <summary>All files in the order to read them.</summary>
    public IReadOnlyList<LocatedFile> Locate(IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
        {
            throw new DataException("no data file is named");
        }

        var files = new List<LocatedFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            foreach (var file in Matches(pattern))
            {
                if (!seen.Add(file.FullPath))
                {
                    throw new DataException($"`{file.Name}` is named twice", file.Name);
                }

                files.Add(file);
            }
        }

        return files;
    }

    private IEnumerable<LocatedFile> Matches(string pattern)
    {
        if (pattern.Length == 0 || pattern.Contains('\0', StringComparison.Ordinal))
        {
            throw new DataException("the name of a data file is empty or not a name");
        }

        var path = Path.GetFullPath(Path.Combine(_root, pattern));
        if (!RealPath.IsInside(path, _root))
        {
            throw new DataException($"`{pattern}` lies outside the folder `{_root}`; only files in or below it may be read", pattern);
        }

        if (pattern.AsSpan().IndexOfAny('*', '?') < 0 || File.Exists(path))
        {
            return [Check(path)];
        }

        var found = Expand(_root, path[_root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries), 0)
            .Select(Check)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToList();
        return found.Count > 0 ? found : throw new DataException($"no file matches `{pattern}` in `{_root}`", pattern);
    }

    private static IEnumerable<string> Expand(string folder, string[] segments, int index)
    {
        var isLast = index == segments.Length - 1;
        var names = isLast ? Directory.EnumerateFiles(folder) : Directory.EnumerateDirectories(folder);
        foreach (var path in names.Where(path => FileSystemName.MatchesSimpleExpression(segments[index], Path.GetFileName(path), ignoreCase: false)).ToList())
        {
            if (isLast)
            {
                yield return path;
                continue;
            }

            foreach (var inner in Expand(path, segments, index + 1))
            {
                yield return inner;
            }
        }
    }

    private LocatedFile Check(string path)
    {
        var name = Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/');
        var realPath = Follow(path, name);
        if (!RealPath.IsInside(realPath, _realRoot))
        {
            throw new DataException($"`{name}` is a link that leads outside the folder `{_root}`; only files in or below it may be read", name);
        }

        if (Directory.Exists(path))
        {
            throw new DataException($"`{name}` is a folder; write a pattern such as `{name}/*.csv`", name);
        }

        return File.Exists(path)
            ? new LocatedFile(name, realPath, new FileInfo(realPath).Length)
            : throw new DataException($"the file `{name}` does not exist in `{_root}`", name);
    }

    private static string Follow(string path, string name) =>
        RealPath.Find(path) ?? throw new DataException($"`{name}` goes through too many links", name);
}

/// <param name="Name">Relative to the root folder, with forward slashes.</param>
/// <param name="FullPath">Where it is.</param>
/// <param name="Bytes">Its size on disk.</param>
internal sealed record LocatedFile(string Name, string FullPath, long Bytes);
