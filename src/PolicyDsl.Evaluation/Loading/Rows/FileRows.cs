namespace PolicyDsl.Evaluation.Loading;

/// <summary>One file as rows. Each of its methods opens the file anew.</summary>
internal abstract class FileRows(LocatedFile file, RowSourceRequest request)
{
    public const int MaxColumns = 16_384;

    public LocatedFile File { get; } = file;

    /// <summary>Whether a row may lack a column without being broken.</summary>
    public virtual bool ColumnsMayBeAbsent => false;

    internal RowSourceRequest Request { get; } = request;

    public static FileRows Create(LocatedFile file, RowSourceRequest request)
    {
        var name = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Name[..^3] : file.Name;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" or ".TSV" or ".TXT" => new SeparatedRows(file, request),
            ".NDJSON" or ".JSONL" => new JsonRows(file, request),
            ".XLSX" or ".XLS" when name.Length == file.Name.Length => new SheetRows(file, request),
            ".JSON" => throw new DataException($"`{file.Name}` is JSON; write one object a line, in a file that ends in .ndjson", file.Name),
            _ => throw new DataException($"`{file.Name}` is of no kind that can be read; it must end in .csv, .tsv, .txt or .ndjson (also packed as .gz), .xlsx or .xls", file.Name),
        };
    }

    public abstract IReadOnlyList<string> ReadColumns(CancellationToken cancellationToken);

    public abstract IEnumerable<DataRow> Read(FileReport report, ReadProgress? progress, CancellationToken cancellationToken);

    /// <summary>The names of a header, blanks around them removed and an empty one replaced by its place.</summary>
    protected IReadOnlyList<string> NameColumns(IReadOnlyList<string?> header)
    {
        if (header.Count > MaxColumns)
        {
            throw new DataException(FormattableString.Invariant($"`{File.Name}` has {header.Count} columns; at most {MaxColumns} can be read"), File.Name);
        }

        var names = new List<string>(header.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in header)
        {
            var place = names.Count + 1;
            var name = Request.HasHeader && !string.IsNullOrWhiteSpace(text) ? text.Trim() : FormattableString.Invariant($"#{place}");
            if (!places.TryAdd(name, place))
            {
                throw new DataException(
                    FormattableString.Invariant($"columns {places[name]} and {place} of `{File.Name}` are both called `{name}`; give one of them another name in the file"), File.Name);
            }

            names.Add(name);
        }

        return names;
    }

    /// <summary>Why a row does not fit the columns, or null.</summary>
    protected static string? CountProblem(int count, int expected) => count switch
    {
        _ when count == expected => null,
        _ when count < expected => FormattableString.Invariant($"too few columns: {count} of {expected}"),
        _ => FormattableString.Invariant($"too many columns: {count} instead of {expected}"),
    };
}
