namespace PolicyDsl.Evaluation.Loading;

/// <summary>Text line by line, each line in a buffer that is used again. A line longer than a row may be is passed over; only its start is kept.</summary>
internal sealed class LineReader(Stream text, RowSourceRequest request)
{
    private const int MaxKeptOfTooLong = 64 * 1024;

    private readonly byte[] _chunk = new byte[request.BufferBytes];
    private byte[] _line = new byte[1024];
    private int _chunkStart;
    private int _chunkEnd;
    private int _length;

    /// <summary>The line without its line break. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Text => _line.AsSpan(0, _length);

    public long Number { get; private set; }

    public bool IsTooLong { get; private set; }

    public bool IsBlank => Text.IndexOfAnyExcept(" \t"u8) < 0;

    /// <summary>The place in the text behind the line.</summary>
    public long End { get; private set; }

    public bool Read(LineEnds lineEnds)
    {
        _length = 0;
        IsTooLong = false;
        var isStarted = false;
        while (_chunkStart < _chunkEnd || Fetch())
        {
            isStarted = true;
            var rest = _chunk.AsSpan(_chunkStart, _chunkEnd - _chunkStart);
            var end = rest.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..end];
            Append(part);
            _chunkStart += part.Length + (end < 0 ? 0 : 1);
            End += part.Length + (end < 0 ? 0 : 1);
            if (end >= 0)
            {
                EndLine(lineEnds);
                return true;
            }
        }

        Number += isStarted ? 1 : 0;
        return isStarted;
    }

    private void EndLine(LineEnds lineEnds)
    {
        Number++;
        if (_length > 0 && _line[_length - 1] == '\r')
        {
            _length--;
            lineEnds.CountStart("\r\n"u8);
        }
        else
        {
            lineEnds.CountStart("\n"u8);
        }
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        if (_length + part.Length > request.MaxRowBytes)
        {
            IsTooLong = true;
            part = part[..Math.Clamp(Math.Min(MaxKeptOfTooLong, request.MaxRowBytes) - _length, 0, part.Length)];
            _length = Math.Min(_length, MaxKeptOfTooLong);
        }

        if (_length + part.Length > _line.Length)
        {
            Array.Resize(ref _line, Math.Max(_line.Length * 2, _length + part.Length));
        }

        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }

    private bool Fetch()
    {
        _chunkStart = 0;
        _chunkEnd = text.Read(_chunk);
        return _chunkEnd > 0;
    }
}
