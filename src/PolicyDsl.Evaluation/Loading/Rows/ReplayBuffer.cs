namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// A stream that keeps what was read since a place that its user moves forward, so that a row can be looked at again and reading can start anew after
/// a broken quote. Memory: the bytes since that place, plus one read.
/// </summary>
/// <param name="start">What to call the place of the first byte.</param>
internal sealed class ReplayBuffer(Stream inner, int readBytes, long start = 0) : ReadOnlyStream
{
    private byte[] _bytes = new byte[2 * readBytes];

    /// <summary>The place in the stream of the first byte kept.</summary>
    private long _start = start;
    private int _length;
    private long _released;

    /// <summary>Where the next read continues.</summary>
    public long Place { get; private set; } = start;

    /// <summary>Says that nothing before this place will be asked for again.</summary>
    public void Release(long place) => _released = Math.Max(_released, place);

    /// <summary>Continues reading at an earlier place that was not released, or a later one that was read.</summary>
    public void MoveTo(long place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(place, _start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(place, _start + _length);
        Place = place;
    }

    /// <summary>What was read and kept from a place on. Valid until the next read.</summary>
    public ReadOnlySpan<byte> From(long place) =>
        place >= _start && place <= _start + _length ? _bytes.AsSpan((int)(place - _start), _length - (int)(place - _start)) : [];

    public override int Read(Span<byte> buffer)
    {
        if (Place == _start + _length && !FetchMore())
        {
            return 0;
        }

        var available = From(Place);
        var count = Math.Min(available.Length, buffer.Length);
        available[..count].CopyTo(buffer);
        Place += count;
        return count;
    }

    /// <summary>Reads more into the buffer, behind what is kept; false at the end.</summary>
    private bool FetchMore()
    {
        var drop = (int)Math.Clamp(_released - _start, 0, _length);
        if (_bytes.Length - _length < readBytes)
        {
            var target = _length - drop + readBytes > _bytes.Length ? new byte[Math.Max(_bytes.Length * 2, _length - drop + readBytes)] : _bytes;
            _bytes.AsSpan(drop, _length - drop).CopyTo(target);
            _bytes = target;
            _start += drop;
            _length -= drop;
        }

        var count = inner.Read(_bytes.AsSpan(_length, readBytes));
        _length += count;
        return count > 0;
    }
}
