using System.IO.Compression;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The content of a gzip archive. A damaged or cut archive, and one that unpacks to absurdly more than its size, end in a message.</summary>
internal sealed class GunzipStream : ReadOnlyStream
{
    /// <summary>Real incident files pack 5 to 30 times; beyond both bounds a file is taken for an attack on the reader's time.</summary>
    private const long UnsuspiciousBytes = 1L << 30;
    private const int UnsuspiciousRatio = 200;

    private readonly LocatedFile _file;
    private readonly GZipStream _inner;
    private readonly GzipMembers _members;
    private long _unpacked;

    public GunzipStream(LocatedFile file, Stream packed, GzipMembers members)
    {
        _file = file;
        _members = members;
        _inner = new GZipStream(packed, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int count;
        try
        {
            count = _inner.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new DataException($"the gzip archive `{_file.Name}` is damaged", _file.Name, exception);
        }

        _unpacked += count;
        if (count == 0 && !_members.IsComplete(_unpacked))
        {
            throw new DataException($"the gzip archive `{_file.Name}` is cut off: it ends before its content does", _file.Name);
        }

        if (_unpacked > UnsuspiciousBytes && _unpacked / UnsuspiciousRatio > _file.Bytes)
        {
            throw new DataException($"the gzip archive `{_file.Name}` unpacks to more than {UnsuspiciousRatio} times its size; unpack it by hand if that is right", _file.Name);
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
