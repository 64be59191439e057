namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>A piece of a file that starts and ends with whole rows. It is scanned once, on any thread.</summary>
internal sealed class TextChunk
{
    private readonly Func<ScannedChunk> _scan;

    public TextChunk(ChunkedText source, Func<ScannedChunk> scan)
    {
        Source = source;
        _scan = scan;
    }

    public ChunkedText Source { get; }

    /// <summary>Finds the rows and cells. The result takes the chunk's buffers over, and is to be disposed.</summary>
    public ScannedChunk Scan() => _scan();
}
