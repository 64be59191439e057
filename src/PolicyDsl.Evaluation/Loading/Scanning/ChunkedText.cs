namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>
/// One file of separated text as chunks that any thread can scan: the same rows, rejections, lines and counts as <see cref="SeparatedRows"/> gives.
/// One thread opens it and enumerates <see cref="ReadChunks"/>; chunks are scanned on any; one thread at a time gives them to <see cref="Account"/>, in order.
/// </summary>
internal sealed class ChunkedText : IDisposable
{
    private readonly TextInput _input;
    private readonly FallbackRows _fallback;
    private readonly FileReport _report;
    private readonly ScanOptions _options;

    private ChunkedText(LocatedFile file, RowSourceRequest request, TextInput input, FileReport report, ScanOptions options)
    {
        File = file;
        _input = input;
        _report = report;
        _options = options;
        var rows = new SeparatedRows(file, request);
        var lineEnds = new LineEnds();
        var reader = rows.CreateReader(input, lineEnds);
        _fallback = new FallbackRows(this, input, reader, lineEnds);
        report.Encoding = input.Encoding;
        report.Separator = reader.Separator;
        Separator = reader.Separator;
        Columns = rows.ReadHeader(reader);
        SeparatedRows.NoteRepair(input, reader);
        _fallback.StandsOnRow = !request.HasHeader;
    }

    public LocatedFile File { get; }

    /// <summary>The names of the columns, all different, in the order of the file.</summary>
    public IReadOnlyList<string> Columns { get; }

    public char Separator { get; }

    /// <param name="report">Is complete once the last chunk was given to <see cref="Account"/>.</param>
    /// <exception cref="DataException">The file cannot be read, or has no usable header.</exception>
    public static ChunkedText Open(
        LocatedFile file, RowSourceRequest request, FileReport report, ReadProgress? progress, ScanOptions options, CancellationToken cancellationToken)
    {
        TextInput? input = TextInput.Open(file, request, progress, cancellationToken);
        try
        {
            var result = new ChunkedText(file, request, input, report, options);
            input = null;
            return result;
        }
        finally
        {
            input?.Dispose();
        }
    }

    /// <summary>All chunks in order, the last one perhaps empty. To be enumerated once, by one thread.</summary>
    /// <exception cref="DataException">The file cannot be read to its end.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public IEnumerable<TextChunk> ReadChunks()
    {
        while (true)
        {
            var chunk = _fallback.Read(_options.ChunkBytes);
            if (_fallback.IsAtEnd)
            {
                Sha256 = _input.FinishHash();
            }

            yield return new TextChunk(this, () => chunk);
            if (_fallback.IsAtEnd)
            {
                yield break;
            }
        }
    }

    /// <summary>Adds what was seen in a chunk to the report of the file.</summary>
    public void Account(ScannedChunk chunk)
    {
        _report.Rows += chunk.RowCount;
        _report.Rejected += chunk.Rejected.Count;
        _report.BlankLines += chunk.BlankLines;
        _report.LineEnds.Add(chunk.LineEnds.CrLf, chunk.LineEnds.Lf, chunk.LineEnds.Cr);
        if (chunk.IsLast)
        {
            _report.Sha256 = Sha256;
        }
    }

    public void Dispose()
    {
        _fallback.Dispose();
        _input.Dispose();
    }

    private string? Sha256 { get; set; }
}
