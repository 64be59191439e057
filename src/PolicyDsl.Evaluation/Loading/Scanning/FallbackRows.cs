namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>A stretch of text that the fast scan does not understand, read row by row with <see cref="SeparatedReader"/>, so that it decides what the text means.</summary>
internal sealed class FallbackRows(ChunkedText source, TextInput input, SeparatedReader reader, LineEnds lineEnds) : IDisposable
{
    private long _blankLines;

    /// <summary>Whether the reader stands on a row that is not in a chunk yet.</summary>
    public bool StandsOnRow { get; init; }

    public bool IsAtEnd { get; private set; }

    public SeparatedReader Reader { get; } = reader;

    /// <summary>Reads rows until they take so many bytes, at least one; none at the end.</summary>
    public ScannedChunk Read(int bytes)
    {
        var chunk = new FallbackChunk(source, StandsOnRow ? Reader.Line : Reader.NextLine);
        var start = StandsOnRow ? Reader.Start : Reader.End;
        var (crLf, lf, cr) = (lineEnds.CrLf, lineEnds.Lf, lineEnds.Cr);
        if (StandsOnRow)
        {
            chunk.Add(Reader);
        }

        while (Reader.End - start < bytes && !IsAtEnd)
        {
            if (Reader.Read())
            {
                SeparatedRows.NoteRepair(input, Reader);
                chunk.Add(Reader);
            }
            else
            {
                IsAtEnd = true;
            }
        }

        chunk.Index.BlankLines += Reader.BlankLines - _blankLines;
        _blankLines = Reader.BlankLines;
        chunk.Index.LineEnds.Add(lineEnds.CrLf - crLf, lineEnds.Lf - lf, lineEnds.Cr - cr);
        return chunk.Build();
    }

    public void Dispose() => Reader.Dispose();
}
