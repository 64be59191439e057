using System.Text;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>A text file as UTF-8 without a byte order mark, unpacked if it is a gzip archive, whatever its encoding on disk.</summary>
internal sealed class TextInput : IDisposable
{
    /// <summary>Enough to tell a text file from others.</summary>
    private const int PeekBytes = 4096;

    private readonly RawFileStream _raw;

    private TextInput(RawFileStream raw, Stream utf8, TextEncoding encoding, Utf8RepairStream? repair)
    {
        _raw = raw;
        Utf8 = utf8;
        Encoding = encoding;
        Repair = repair;
    }

    public Stream Utf8 { get; }

    public TextEncoding Encoding { get; }

    /// <summary>Where bytes that are not UTF-8 are replaced, or null for other encodings.</summary>
    public Utf8RepairStream? Repair { get; }

    /// <param name="hashesApart">Whether the hash is made on a thread of its own.</param>
    public static TextInput Open(LocatedFile file, RowSourceRequest request, ReadProgress? progress, CancellationToken cancellationToken, bool hashesApart = false)
    {
        var raw = RawFileStream.Open(file, progress, cancellationToken, hashesApart);
        Stream? current = raw;
        try
        {
            var start = Peek(current);
            current = new PrefixedStream(start, current);
            if (start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            {
                var members = new GzipMembers();
                members.Add(start);
                raw.Watch(members);
                current = new GunzipStream(file, current, members);
                start = Peek(current);
                current = new PrefixedStream(start, current);
            }
            else if (file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                throw new DataException($"`{file.Name}` is not a gzip archive, though its name ends in .gz", file.Name);
            }

            var result = Decode(file, request, start, raw, current);
            current = null;
            return result;
        }
        finally
        {
            current?.Dispose();
        }
    }

    /// <summary>The hash of the file on disk, once its text was read to its end.</summary>
    public string FinishHash() => _raw.FinishHash();

    public void Dispose() => Utf8.Dispose();

    private static TextInput Decode(LocatedFile file, RowSourceRequest request, byte[] start, RawFileStream raw, Stream bytes)
    {
        var (encoding, name, origin, markLength) = Encodings.Choose(file, start, request.Encoding);
        Encodings.RefuseBinary(file, start, encoding);
        bytes.ReadExactly(stackalloc byte[markLength]);
        var report = new TextEncoding(name, origin);
        if (encoding.CodePage != System.Text.Encoding.UTF8.CodePage)
        {
            return new TextInput(raw, System.Text.Encoding.CreateTranscodingStream(bytes, encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)), report, repair: null);
        }

        var repair = new Utf8RepairStream(bytes, report, request.BufferBytes);
        return new TextInput(raw, repair, report, repair);
    }

    private static byte[] Peek(Stream stream)
    {
        var buffer = new byte[PeekBytes];
        var length = stream.ReadAtLeast(buffer, PeekBytes, throwOnEndOfStream: false);
        return buffer[..length];
    }
}
