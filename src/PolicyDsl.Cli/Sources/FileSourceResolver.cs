using PolicyDsl.Cli.Hosting;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Cli.Sources;

/// <summary>
/// Files for one compilation. What a file names lies in or below the root folder of the file of the command line that led to it. A file
/// has one <see cref="SourceText"/> however it is named, shown under the path by which it was reached first.
/// </summary>
internal sealed class FileSourceResolver : ISourceResolver
{
    private readonly Dictionary<string, SourceText> byRealPath = new(StringComparer.Ordinal);
    private readonly Dictionary<SourceText, (string FullPath, RootFolder Root)> places = new(ReferenceEqualityComparer.Instance);

    private readonly SortedDictionary<string, string> codeFiles = new(StringComparer.Ordinal);

    /// <summary>The code files of tables that were read: the path shown and the real one.</summary>
    public IReadOnlyDictionary<string, string> CodeFiles => codeFiles;

    /// <summary>Every source read so far, in order.</summary>
    public IReadOnlyCollection<SourceText> Sources => places.Keys;

    /// <summary>Makes a file of the command line known, with the folder that it may read from.</summary>
    public void Add(SourceFile file, RootFolder root)
    {
        byRealPath[RealPath.Find(file.FullPath) ?? file.FullPath] = file.Source;
        places[file.Source] = (file.FullPath, root);
    }

    /// <summary>Where a source is; null for a module of the standard library.</summary>
    public string? FindPath(SourceText source) => places.TryGetValue(source, out var place) ? place.FullPath : null;

    /// <summary>The folder that a source may read from; null for a module of the standard library.</summary>
    public RootFolder? FindRoot(SourceText source) => places.TryGetValue(source, out var place) ? place.Root : null;

    public ResolvedText ReadSource(string path, SourceText from)
    {
        var (real, root, failure) = Locate(path, from);
        if (real is null || root is null)
        {
            return new ResolvedText(null, failure);
        }

        if (byRealPath.TryGetValue(real, out var known))
        {
            return new ResolvedText(known, null);
        }

        var (source, reason) = SourceReader.TryReadFile(real, ShowPath(path, from));
        if (source is null)
        {
            return new ResolvedText(null, $"the file `{path}` {reason}");
        }

        byRealPath[real] = source;
        places[source] = (Path.GetFullPath(path, GetFolder(from)), root);
        return new ResolvedText(source, null);
    }

    public ResolvedRows ReadTable(string path, string keyColumn, string valueColumn, SourceText from)
    {
        var (real, root, failure) = Locate(path, from);
        if (real is null || root is null || path.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            return new ResolvedRows([], failure ?? $"a table is read from one file, and `{path}` is a pattern");
        }

        ReadFiles.Add(real);
        var rows = CodeFile.Read(root.FullPath, Path.GetFullPath(path, GetFolder(from)), keyColumn, valueColumn);
        if (rows.Failure is null)
        {
            codeFiles[ShowPath(path, from)] = real;
        }

        return rows;
    }

    private (string? RealPath, RootFolder? Root, string? Failure) Locate(string path, SourceText from)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return (null, null, "the name of the file is empty or not a name");
        }

        if (!places.TryGetValue(from, out var place))
        {
            return (null, null, "a module of the standard library names no files");
        }

        var full = Path.GetFullPath(path, GetFolder(from));
        return place.Root.FindInside(full) is { } real
            ? (real, place.Root, null)
            : (null, null, $"the file `{path}` lies outside the folder of the policy; only files in or below it may be read (a `{RootFolder.ConfigurationName}` in a folder above widens it to that folder)");
    }

    private string GetFolder(SourceText from) => Path.GetDirectoryName(places[from].FullPath) ?? places[from].Root.FullPath;

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
