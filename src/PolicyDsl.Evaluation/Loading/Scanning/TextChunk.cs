namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>A piece of a file that starts and ends with whole rows. It is scanned once, on any thread.</summary>
internal abstract class TextChunk(ChunkedText source)
{
    public ChunkedText Source { get; } = source;

    /// <summary>Whether its rows were read one by one, because the text is irregular.</summary>
    public abstract bool WasRead { get; }

    /// <summary>Finds the rows and cells. The result takes the chunk's buffers over, and is to be disposed.</summary>
    public abstract ScannedChunk Scan();

    /// <summary>Text that was cut and is to be scanned. The array is taken over.</summary>
    public static TextChunk Create(ChunkedText source, TextKernel kernel, byte[] text, TextCut cut, long line) => new Cut(source, kernel, text, cut, line);

    /// <summary>Rows that were read already.</summary>
    public static TextChunk Create(ScannedChunk rows) => new Read(rows);

    private sealed class Cut(ChunkedText source, TextKernel kernel, byte[] text, TextCut cut, long line) : TextChunk(source)
    {
        public override bool WasRead => false;

        public override ScannedChunk Scan()
        {
            var content = text.AsSpan(0, cut.Length);
            var index = new RowIndex(cut.Length);
            using var found = new StructureBuffer(index);
            kernel.Scan(content, (byte)Source.Separator, cut, found);
            RowScan.Run(content, found, Source.Columns.Count, line);
            return new ScannedChunk(Source, line, text, index, cut.HasQuotes);
        }
    }

    private sealed class Read(ScannedChunk rows) : TextChunk(rows.Source)
    {
        public override bool WasRead => true;

        public override ScannedChunk Scan() => rows;
    }
}
