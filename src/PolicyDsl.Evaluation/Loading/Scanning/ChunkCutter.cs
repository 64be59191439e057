using System.Buffers;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>
/// Cuts a text into chunks of whole rows. Regular text is only checked and counted here; from a row that is not, <see cref="SeparatedReader"/> reads a stretch,
/// so that what irregular text means is decided in one place.
/// Invariant: the window starts with a row, all before it is in chunks, and <see cref="_line"/> is its line.
/// Cost: linear. Stretches read row by row get longer where irregular rows lie close together, so that taking turns costs no more than reading.
/// Memory: a chunk, or the longest row that may be.
/// </summary>
internal sealed class ChunkCutter : IDisposable
{
    private const int LeastStretch = 4096;

    private readonly ChunkedText _source;
    private readonly RowSourceRequest _request;
    private readonly TextInput _input;
    private readonly PushBackStream _text;
    private readonly ScanOptions _options;
    private readonly int _chunkBytes;
    private readonly byte _separator;
    private byte[] _window = [];
    private int _length;
    private bool _isEnd;

    /// <summary>Where the window starts in the text, and the number of its line.</summary>
    private long _place;
    private long _line;

    /// <summary>How much to read row by row, where the last time ended, and what it cost.</summary>
    private int _stretch;
    private long _stretchEnd;
    private long _charged;

    public ChunkCutter(ChunkedText source, RowSourceRequest request, TextInput input, PushBackStream text, ScanOptions options)
    {
        _source = source;
        _request = request;
        _input = input;
        _text = text;
        _options = options;
        _chunkBytes = Math.Min(options.ChunkBytes, request.MaxRowBytes);
        _stretch = Math.Min(LeastStretch, _chunkBytes);
        _separator = (byte)source.Separator;
    }

    /// <summary>The line breaks behind rows that were read one by one, where the next was not.</summary>
    public LineEnds LineEnds { get; } = new();

    /// <summary>All chunks behind the row that a reader stands on.</summary>
    public IEnumerable<TextChunk> CutBehind(FallbackRows first)
    {
        TakeOver(first);
        var wanted = _chunkBytes;
        while (Fill(wanted))
        {
            var cut = _options.Kernel.Cut(_window.AsSpan(0, _length), _separator, _isEnd);
            if (cut.Length > 0)
            {
                yield return TakeChunk(cut);
            }

            if (cut.IsIrregular || (cut.Length == 0 && _length >= _request.MaxRowBytes))
            {
                foreach (var chunk in ReadStretch())
                {
                    yield return chunk;
                }
            }

            wanted = cut.Length > 0 ? _chunkBytes : Math.Min(_request.MaxRowBytes, Math.Max(_chunkBytes, 2 * _length));
        }
    }

    public void Dispose()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window);
            _window = [];
        }
    }

    /// <summary>Reads until the window holds so many bytes or the text ends; false if nothing is left.</summary>
    private bool Fill(int wanted)
    {
        if (_window.Length < wanted)
        {
            var larger = ArrayPool<byte>.Shared.Rent(wanted);
            _window.AsSpan(0, _length).CopyTo(larger);
            Dispose();
            _window = larger;
        }

        while (!_isEnd && _length < wanted)
        {
            var count = _text.Read(_window.AsSpan(_length, wanted - _length));
            _length += count;
            _isEnd = count == 0;
        }

        return _length > 0;
    }

    /// <summary>Makes a chunk of the window and goes on with what is behind it in another.</summary>
    private TextChunk TakeChunk(TextCut cut)
    {
        NoteRepair(cut.Length);
        var chunk = TextChunk.Create(_source, _options.Kernel, _window, cut, _line);
        var left = _length - cut.Length;
        var window = ArrayPool<byte>.Shared.Rent(Math.Max(left, _chunkBytes));
        _window.AsSpan(cut.Length, left).CopyTo(window);
        _window = window;
        _length = left;
        _place += cut.Length;
        _line += cut.Lines;
        return chunk;
    }

    /// <summary>Notes the line of the first byte that was no UTF-8, if it stands in the start of the window.</summary>
    private void NoteRepair(int length)
    {
        if (_input.Encoding.FallbackLine is null && _input.Repair?.FirstRepair is { } place && place < _place + length)
        {
            _input.Encoding.FallbackLine = _line + LineBreaks.Count(_window.AsSpan(0, (int)(place - _place)));
        }
    }

    private IEnumerable<TextChunk> ReadStretch()
    {
        _stretch = _place - _stretchEnd < 4L * _stretch ? Math.Min(2 * _stretch, _chunkBytes) : Math.Min(LeastStretch, _chunkBytes);
        _text.PushBack(_window.AsSpan(0, _length));
        _text.PushBack("\n"u8);
        (_length, _isEnd) = (0, false);
        var readBytes = Math.Min(_request.BufferBytes, Math.Max(LeastStretch, 2 * _stretch));
        var lineEnds = new LineEnds();
        using var rows = new FallbackRows(
            _source,
            _input,
            new SeparatedReader(new ReplayBuffer(_text, readBytes, _place - 1), _source.Separator, _request with { BufferBytes = readBytes }, lineEnds, _line, _charged),
            lineEnds);
        do
        {
            yield return TextChunk.Create(rows.Read(_stretch));
        }
        while (!rows.IsAtEnd && rows.Reader.QuotesStayOnLine);
        TakeOver(rows);
        _stretchEnd = _place;
    }

    /// <summary>Goes on behind the row that a reader stands on, and behind its line break.</summary>
    private void TakeOver(FallbackRows rows)
    {
        var reader = rows.Reader;
        _charged = reader.Charged;
        (_place, _line) = (reader.End, reader.NextLine);
        if (rows.IsAtEnd)
        {
            return;
        }

        _text.PushBack(reader.Unread);
        Fill(2);
        var start = _window.AsSpan(0, _length);
        LineEnds.CountStart(start);
        var length = LineBreaks.LengthAt(start);
        start[length..].CopyTo(start);
        _length -= length;
        _place += length;
    }
}
