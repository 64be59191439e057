using System.Buffers;
using System.Text;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>Makes a scanned chunk out of rows that were read one by one: their values, one byte apart.</summary>
internal sealed class FallbackChunk(ChunkedText source, long firstLine)
{
    private readonly ArrayBufferWriter<byte> _text = new(4096);
    private int _bounds;

    public RowIndex Index { get; } = new(textBytes: 0);

    public void Add(SeparatedReader reader)
    {
        var columns = source.Columns.Count;
        if (SeparatedRows.IsBlank(reader, columns))
        {
            Index.BlankLines++;
        }
        else if (SeparatedRows.FindProblem(reader, columns) is { } problem)
        {
            Index.Reject(reader.Line, problem, reader.RawText);
        }
        else
        {
            AddRow(reader, columns);
        }
    }

    public ScannedChunk Build()
    {
        var text = ArrayPool<byte>.Shared.Rent(Math.Max(1, _text.WrittenCount));
        _text.WrittenSpan.CopyTo(text);
        return new ScannedChunk(source, firstLine, text, Index, hasQuotes: false);
    }

    private void AddRow(SeparatedReader reader, int columns)
    {
        Index.AddRow(_bounds, (int)(reader.Line - firstLine));
        AddBound(_text.WrittenCount - 1);
        for (var column = 0; column < columns; column++)
        {
            Encoding.UTF8.GetBytes(reader.GetField(column), _text);
            AddBound(_text.WrittenCount);
            _text.Write(","u8);
        }
    }

    private void AddBound(int place)
    {
        if (_bounds == Index.Bounds.Length)
        {
            Index.GrowBounds(_bounds);
        }

        Index.Bounds[_bounds++] = place;
    }
}
