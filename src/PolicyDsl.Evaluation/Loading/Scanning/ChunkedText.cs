namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>
/// One file of separated text as chunks that any thread can scan: the same rows, rejections, lines and counts as <see cref="SeparatedRows"/> gives.
/// One thread opens it and enumerates <see cref="ReadChunks"/>; chunks are scanned on any; one thread at a time gives them to <see cref="Account"/>, in order.
/// </summary>
internal sealed class ChunkedText : IDisposable
{
    private readonly RowSourceRequest _request;
    private readonly TextInput _input;
    private readonly PushBackStream _text;
    private readonly FallbackRows _header;
    private readonly FileReport _report;
    private readonly ScanOptions _options;
    private string? _sha256;

    private ChunkedText(LocatedFile file, RowSourceRequest request, TextInput input, FileReport report, ScanOptions options)
    {
        File = file;
        _request = request;
        _input = input;
        _text = new PushBackStream(input.Utf8);
        _report = report;
        _options = options;
        var rows = new SeparatedRows(file, request);
        var lineEnds = new LineEnds();
        var reader = rows.CreateReader(new ReplayBuffer(_text, request.BufferBytes), lineEnds);
        _header = new FallbackRows(this, input, reader, lineEnds) { StandsOnRow = !request.HasHeader };
        report.Encoding = input.Encoding;
        report.Separator = reader.Separator;
        Separator = reader.Separator;
        Columns = rows.ReadHeader(reader);
        SeparatedRows.NoteRepair(input, reader);
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
        TextInput? input = TextInput.Open(file, request, progress, cancellationToken, options.HashesApart);
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
        if (!_request.HasHeader)
        {
            yield return TextChunk.Create(_header.Read(bytes: 1));
        }

        using var cutter = new ChunkCutter(this, _request, _input, _text, _options);
        foreach (var chunk in cutter.CutBehind(_header))
        {
            yield return chunk;
        }

        _sha256 = _input.FinishHash();
        yield return TextChunk.Create(CreateLast(cutter));
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
            _report.Sha256 = _sha256;
        }
    }

    public void Dispose()
    {
        _header.Dispose();
        _input.Dispose();
    }

    /// <summary>A chunk without rows, for what stands between chunks.</summary>
    private ScannedChunk CreateLast(ChunkCutter cutter)
    {
        var index = new RowIndex(textBytes: 0) { BlankLines = _request.HasHeader ? _header.Reader.BlankLines : 0 };
        index.LineEnds.Add(cutter.LineEnds.CrLf, cutter.LineEnds.Lf, cutter.LineEnds.Cr);
        return new ScannedChunk(this, firstLine: 1, [], index, hasQuotes: false) { IsLast = true };
    }
}
