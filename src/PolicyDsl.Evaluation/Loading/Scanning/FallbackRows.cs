namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>Stretches of text that the fast scan does not understand, read row by row with <see cref="SeparatedReader"/>, so that it decides what they mean.</summary>
internal sealed class FallbackRows(ChunkedText source, TextInput input, SeparatedReader reader, LineEnds lineEnds) : IDisposable
{
    private long _blankLines;

    /// <summary>Whether the reader stands on a row that nobody has taken yet.</summary>
    public bool StandsOnRow { get; set; }

    public bool IsAtEnd { get; private set; }

    /// <summary>Reads rows until they take so many bytes, at least one; none at the end.</summary>
    public ScannedChunk Read(int bytes)
    {
        var builder = new FallbackChunk(source, reader.NextLine);
        var start = reader.End;
        var (crLf, lf, cr) = (lineEnds.CrLf, lineEnds.Lf, lineEnds.Cr);
        var blank = _blankLines;
        while (reader.End - start < bytes)
        {
            if (!StandsOnRow && !reader.Read())
            {
                IsAtEnd = true;
                break;
            }

            StandsOnRow = false;
            SeparatedRows.NoteRepair(input, reader);
            builder.Add(reader);
        }

        builder.Index.BlankLines += reader.BlankLines - blank;
        _blankLines = reader.BlankLines;
        builder.Index.LineEnds.Add(lineEnds.CrLf - crLf, lineEnds.Lf - lf, lineEnds.Cr - cr);
        return builder.Build(IsAtEnd);
    }

    public void Dispose() => reader.Dispose();
}
