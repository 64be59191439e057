using PolicyDsl.Language;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Cli.Sources;

/// <summary>
/// Files for one compilation, all in or below its root folder. A file has one <see cref="SourceText"/> however it is named, shown
/// under the path by which it was reached first.
/// </summary>
internal sealed class FileSourceResolver(RootFolder root) : ISourceResolver
{
    private readonly Dictionary<string, SourceText> byRealPath = new(StringComparer.Ordinal);
    private readonly Dictionary<SourceText, string> fullPaths = new(ReferenceEqualityComparer.Instance);

    private readonly SortedDictionary<string, string> codeFiles = new(StringComparer.Ordinal);

    public RootFolder Root { get; } = root;

    /// <summary>The code files of tables that were read: the path shown and the real one.</summary>
    public IReadOnlyDictionary<string, string> CodeFiles => codeFiles;

    /// <summary>Every source read so far, in order.</summary>
    public IReadOnlyCollection<SourceText> Sources => fullPaths.Keys;

    /// <summary>Makes a source known that was read elsewhere: a file of the command line, or standard input.</summary>
    public void Add(SourceText source, string fullPath)
    {
        byRealPath[RootFolder.FollowLinks(fullPath) ?? fullPath] = source;
        fullPaths[source] = fullPath;
    }

    public ResolvedText ReadSource(string path, SourceText from)
    {
        var (real, failure) = Locate(path, from);
        if (real is null)
        {
            return new ResolvedText(null, failure);
        }

        if (byRealPath.TryGetValue(real, out var known))
        {
            return new ResolvedText(known, null);
        }

        var (source, reason) = SourceReader.TryRead(real, ShowPath(path, from));
        if (source is null)
        {
            return new ResolvedText(null, $"the file `{path}` {reason}");
        }

        byRealPath[real] = source;
        fullPaths[source] = Path.Combine(GetFolder(from), path);
        return new ResolvedText(source, null);
    }

    public ResolvedRows ReadTable(string path, string keyColumn, string valueColumn, SourceText from)
    {
        var (real, failure) = Locate(path, from);
        if (real is null || path.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            return new ResolvedRows([], failure ?? $"a table is read from one file, and `{path}` is a pattern");
        }

        codeFiles[ShowPath(path, from)] = real;
        return CodeFile.Read(Root.FullPath, Path.GetFullPath(path, GetFolder(from)), keyColumn, valueColumn);
    }

    private (string? RealPath, string? Failure) Locate(string path, SourceText from)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return (null, "the name of the file is empty or not a name");
        }

        var full = Path.GetFullPath(path, GetFolder(from));
        return Root.FindInside(full) is { } real
            ? (real, null)
            : (null, $"the file `{path}` lies outside the folder of the policy; only files in or below it may be read (a `{RootFolder.ConfigurationName}` in a folder above widens it to that folder)");
    }

    private string GetFolder(SourceText from) =>
        Path.GetDirectoryName(fullPaths.GetValueOrDefault(from)) ?? Root.FullPath;

    private static string ShowPath(string path, SourceText from)
    {
        var folder = from.Path.Contains('/', StringComparison.Ordinal) ? from.Path[..(from.Path.LastIndexOf('/') + 1)] : "";
        var parts = new List<string>();
        foreach (var part in (folder + path.Replace('\\', '/')).Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
