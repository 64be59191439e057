using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>
/// The rows of one chunk: where each cell of each usable row lies, the rows that cannot be used, and what else was seen.
/// Invariant: cell c of row r lies between bounds <c>_rowBounds[r] + c</c> and the next; a bound is the place of the byte before and behind a cell.
/// A chunk is used by one thread at a time. Spans are valid until it is disposed.
/// </summary>
internal sealed class ScannedChunk : IDisposable
{
    private readonly RowIndex _index;
    private readonly bool _hasQuotes;
    private byte[] _text;
    private byte[] _unescaped = [];
    private int _unescapedLength;

    /// <summary>Takes over the text and the index.</summary>
    /// <param name="hasQuotes">Whether cells may be quoted; false where they hold their values already.</param>
    public ScannedChunk(ChunkedText source, long firstLine, byte[] text, RowIndex index, bool hasQuotes)
    {
        Source = source;
        FirstLine = firstLine;
        _text = text;
        _index = index;
        _hasQuotes = hasQuotes;
    }

    public ChunkedText Source { get; }

    /// <summary>The line on which the chunk starts, from 1.</summary>
    public long FirstLine { get; }

    /// <summary>The number of rows that can be used. Each has a cell for every column of the file.</summary>
    public int RowCount => _index.RowCount;

    /// <summary>Rows that cannot be used, in order.</summary>
    public IReadOnlyList<RejectedText> Rejected => _index.Rejected;

    /// <summary>Lines with nothing on them. They are neither rows nor rejected.</summary>
    public long BlankLines => _index.BlankLines;

    public LineEnds LineEnds => _index.LineEnds;

    /// <summary>Whether nothing of the file comes after.</summary>
    public bool IsLast { get; init; }

    /// <summary>The line of the file on which a usable row starts, from 1.</summary>
    public long GetLine(int row) => FirstLine + _index.LineOf(row);

    /// <summary>The value of a cell in UTF-8: without the quotes around it, doubled quotes made one. Empty for an empty cell.</summary>
    /// <param name="column">The place of the column in <see cref="ChunkedText.Columns"/>.</param>
    public ReadOnlySpan<byte> GetCell(int row, int column) => GetColumn(column)[row];

    /// <summary>All cells of a column, for loops.</summary>
    /// <param name="column">The place of the column in <see cref="ChunkedText.Columns"/>.</param>
    public ScannedColumn GetColumn(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Source.Columns.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        return new ScannedColumn(this, _index, _text, column, _hasQuotes);
    }

    /// <summary>Finds where the values of a column lie in the text of the chunk; false where one may hold doubled quotes, so that it does not stand there as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryLocate(int column, int from, Span<int> starts, Span<int> lengths, out byte[] text)
    {
        text = _text;
        if (_hasQuotes && _index.HasDoubledQuotes)
        {
            return false;
        }

        var rows = _index.RowBounds.Slice(from, starts.Length);
        var bounds = _index.Bounds.AsSpan(column);
        for (var row = 0; row < rows.Length; row++)
        {
            var place = rows[row];
            var start = bounds[place] + 1;
            var length = bounds[place + 1] - start;
            if (_hasQuotes && length > 0 && text[start] == (byte)'"')
            {
                start++;
                length -= 2;
            }

            starts[row] = start;
            lengths[row] = length;
        }

        return true;
    }

    /// <summary>The value of a cell as text.</summary>
    public string GetText(int row, int column) => Encoding.UTF8.GetString(GetCell(row, column));

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        if (_text.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_text);
            _text = [];
        }

        _index.Dispose();
    }

    /// <summary>What a quoted cell says, from what stands between its quotes.</summary>
    internal ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> inner) =>
        _index.HasDoubledQuotes && inner.IndexOf((byte)'"') is var quote and >= 0 ? Unescape(inner, quote) : inner;

    /// <summary>Earlier spans stay valid: where room is lacking, a new array is begun and the old one lives as long as they do.</summary>
    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> inner, int quote)
    {
        if (_unescaped.Length - _unescapedLength < inner.Length)
        {
            _unescaped = new byte[Math.Max(4096, inner.Length)];
            _unescapedLength = 0;
        }

        var start = _unescapedLength;
        while (quote >= 0)
        {
            inner[..(quote + 1)].CopyTo(_unescaped.AsSpan(_unescapedLength));
            _unescapedLength += quote + 1;
            inner = inner[(quote + 2)..];
            quote = inner.IndexOf((byte)'"');
        }

        inner.CopyTo(_unescaped.AsSpan(_unescapedLength));
        _unescapedLength += inner.Length;
        return _unescaped.AsSpan(start, _unescapedLength - start);
    }
}
