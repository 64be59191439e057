using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The files that a data set names: where they are, how they are read, and what is reported of them.</summary>
internal static class DatasetFiles
{
    /// <summary>The incident files.</summary>
    public static RowSourceRequest ForIncidents(LoadRequest request) => new()
    {
        Root = request.Root,
        Patterns = request.Paths.IsEmpty ? [.. request.Dataset.Paths.Select(p => Absolute(request, p))] : request.Paths,
        Sheet = request.Dataset.Sheet,
        Separator = request.Dataset.Separator,
        Encoding = request.Dataset.Encoding,
        HasHeader = request.Dataset.HasHeader,
    };

    /// <summary>A linked file. What the data set says of encoding, separator and header is about its incident files.</summary>
    public static RowSourceRequest ForLink(LoadRequest request, string path) => new() { Root = request.Root, Patterns = [Absolute(request, path)] };

    public static ImmutableArray<LoadedFile> Describe(SourceReport report) =>
        [.. report.Files.Select(f => new LoadedFile(
            f.FileName,
            f.Rows,
            f.Rejected,
            f.BlankLines,
            f.Encoding?.ToString(),
            f.Separator?.ToString(),
            f.Encoding is null ? null : f.LineEnds.ToString(),
            f.Sha256 ?? ""))];

    /// <summary>Paths in a declaration are relative to the file that declares; the folder check is made by whoever opens them.</summary>
    private static string Absolute(LoadRequest request, string path)
    {
        var declaring = request.Dataset.Location?.Source.Path is { Length: > 0 } source ? Path.GetDirectoryName(Path.GetFullPath(source)) : null;
        return Path.Combine(declaring ?? request.Root, path);
    }
}
