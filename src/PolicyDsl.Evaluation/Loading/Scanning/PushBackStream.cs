namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>A stream to which bytes can be given back, so that they are read again. Memory: what was given back and not read yet.</summary>
internal sealed class PushBackStream(Stream inner) : ReadOnlyStream
{
    private byte[] _bytes = [];
    private int _start;

    public override int Read(Span<byte> buffer)
    {
        if (_start == _bytes.Length)
        {
            return inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _bytes.Length - _start);
        _bytes.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <summary>Puts bytes in front of what is read next.</summary>
    public void PushBack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _start)
        {
            // At the end of the new array, with room in front for the next time.
            var left = _bytes.AsSpan(_start);
            var larger = new byte[2 * (bytes.Length + left.Length)];
            left.CopyTo(larger.AsSpan(larger.Length - left.Length));
            _start = larger.Length - left.Length;
            _bytes = larger;
        }

        _start -= bytes.Length;
        bytes.CopyTo(_bytes.AsSpan(_start));
    }
}
