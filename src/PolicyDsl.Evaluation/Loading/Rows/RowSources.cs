namespace PolicyDsl.Evaluation.Loading;

/// <summary>The way in to data files.</summary>
public static class RowSources
{
    /// <summary>
    /// Finds the files, checks that each can be opened and that all have the same columns, whatever their order.
    /// JSON lines may lack columns that others have, so theirs are put together.
    /// </summary>
    /// <exception cref="DataException">A file is missing, outside the root folder, empty, damaged, or has other columns than the first one.</exception>
    public static IRowSource Open(RowSourceRequest request, CancellationToken cancellationToken = default) => OpenFiles(request, cancellationToken);

    /// <summary>The same, with its files.</summary>
    internal static RowSource OpenFiles(RowSourceRequest request, CancellationToken cancellationToken)
    {
        var files = new FileLocator(request.Root).Locate(request.Patterns)
            .Select(file => FileRows.Create(file, request))
            .ToList();
        var columns = new List<IReadOnlyList<string>>();
        foreach (var file in files)
        {
            columns.Add(file.ReadColumns(cancellationToken));
        }

        return files.TrueForAll(file => file.ColumnsMayBeAbsent)
            ? new RowSource(files, [.. columns.SelectMany(names => names).Distinct(StringComparer.Ordinal)], columns)
            : new RowSource(files, columns[0], CheckSame(files, columns));
    }

    /// <summary>The real paths of the files meant, without opening one; none where something is wrong with them.</summary>
    public static IReadOnlyList<string> Find(RowSourceRequest request)
    {
        try
        {
            return [.. new FileLocator(request.Root).Locate(request.Patterns).Select(file => file.FullPath)];
        }
        catch (DataException)
        {
            return [];
        }
    }

    private static List<IReadOnlyList<string>> CheckSame(List<FileRows> files, List<IReadOnlyList<string>> columns)
    {
        for (var i = 1; i < files.Count; i++)
        {
            RequireAll(files[i], columns[i], columns[0], files[0]);
            RequireAll(files[0], columns[0], columns[i], files[i]);
        }

        return columns;
    }

    private static void RequireAll(FileRows file, IReadOnlyList<string> present, IReadOnlyList<string> wanted, FileRows other)
    {
        if (file.ColumnsMayBeAbsent)
        {
            return;
        }

        var names = present.ToHashSet(StringComparer.Ordinal);
        if (wanted.FirstOrDefault(name => !names.Contains(name)) is { } missing)
        {
            throw new DataException($"`{file.File.Name}` has no column `{missing}`, which `{other.File.Name}` has; files of one data set must have the same columns", file.File.Name);
        }
    }
}
