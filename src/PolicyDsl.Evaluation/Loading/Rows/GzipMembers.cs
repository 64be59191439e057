using System.Buffers.Binary;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Tells whether a gzip archive was cut off, which the platform's decompressor does not: it ends without a word where its input ends.
/// Each member of an archive ends with the length of its content modulo 2^32, so the last four bytes of the file, and the four before each later
/// member's header, must add up to what was unpacked. A header is ten bytes of which seven are almost fixed, so a chance match is not to be feared.
/// </summary>
internal sealed class GzipMembers
{
    private const int HeaderBytes = 10;
    private const int LengthBytes = 4;
    private const int Overlap = LengthBytes + HeaderBytes - 1;

    private readonly byte[] _tail = new byte[Overlap];
    private int _tailLength;
    private uint _expected;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        // A header may lie across two chunks: the last bytes of the one before are looked at again, together with the first of this one.
        Span<byte> seam = stackalloc byte[2 * Overlap];
        _tail.AsSpan(0, _tailLength).CopyTo(seam);
        var head = bytes[..Math.Min(Overlap, bytes.Length)];
        head.CopyTo(seam[_tailLength..]);
        var seamLength = _tailLength + head.Length;
        Scan(seam[..seamLength], mustEndAfter: _tailLength);
        Scan(bytes, mustEndAfter: Overlap);

        var joined = bytes.Length >= Overlap ? bytes[^Overlap..] : seam[Math.Max(0, seamLength - Overlap)..seamLength];
        joined.CopyTo(_tail);
        _tailLength = joined.Length;
    }

    /// <summary>Whether an archive that unpacked to <paramref name="unpacked"/> bytes came to its proper end.</summary>
    public bool IsComplete(long unpacked) =>
        _tailLength >= LengthBytes
        && unchecked(_expected + BinaryPrimitives.ReadUInt32LittleEndian(_tail.AsSpan(_tailLength - LengthBytes))) == unchecked((uint)unpacked);

    /// <summary>Adds up the lengths before each header that ends after the given place; those that end before it were seen with the chunk before.</summary>
    private void Scan(ReadOnlySpan<byte> bytes, int mustEndAfter)
    {
        var from = LengthBytes;
        while (from + HeaderBytes <= bytes.Length)
        {
            var found = bytes[from..].IndexOf([(byte)0x1F, (byte)0x8B, (byte)8]);
            if (found < 0)
            {
                return;
            }

            from += found;
            if (from + HeaderBytes <= bytes.Length && from + HeaderBytes > mustEndAfter && IsHeader(bytes.Slice(from, HeaderBytes)))
            {
                unchecked
                {
                    _expected += BinaryPrimitives.ReadUInt32LittleEndian(bytes[(from - LengthBytes)..]);
                }
            }

            from++;
        }
    }

    private static bool IsHeader(ReadOnlySpan<byte> header) => header[3] < 32 && header[8] is 0 or 2 or 4 && (header[9] <= 13 || header[9] == 255);
}
