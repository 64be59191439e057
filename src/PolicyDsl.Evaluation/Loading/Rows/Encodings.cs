using System.Text;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Tells the encoding of a text file from its first bytes and from what is declared, and files that are not text.</summary>
internal static class Encodings
{
    private static readonly (byte[] Mark, string Name)[] ByteOrderMarks =
    [
        ([0xEF, 0xBB, 0xBF], "utf-8"),
        ([0xFF, 0xFE, 0x00, 0x00], "utf-32"),
        ([0x00, 0x00, 0xFE, 0xFF], "utf-32BE"),
        ([0xFF, 0xFE], "utf-16"),
        ([0xFE, 0xFF], "utf-16BE"),
    ];

    private static readonly (byte[] Signature, string What)[] Binaries =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive or a workbook; give a workbook a name that ends in .xlsx, and unpack an archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old office file; give a workbook a name that ends in .xls"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF document; data must be a table in text form"),
        ([0x1F, 0x8B], "a gzip archive inside another; unpack it once"),
    ];

    /// <summary>The encoding, what to call it, why it was chosen, and how many bytes of the start are a mark and not text.</summary>
    public static (Encoding Encoding, string Name, EncodingOrigin Origin, int MarkLength) Choose(LocatedFile file, ReadOnlySpan<byte> start, string? declared)
    {
        foreach (var (mark, name) in ByteOrderMarks)
        {
            if (start.StartsWith(mark))
            {
                return (Find(name) ?? Encoding.UTF8, name, EncodingOrigin.ByteOrderMark, mark.Length);
            }
        }

        if (declared is not null)
        {
            var encoding = Find(declared.Trim())
                ?? throw new DataException($"the encoding `{declared}` of `{file.Name}` is not known; write utf-8, utf-16 or windows-1252", file.Name);
            return (encoding, encoding.WebName, EncodingOrigin.Declared, 0);
        }

        return DetectUtf16(start) is { } name16
            ? (Find(name16) ?? Encoding.Unicode, name16, EncodingOrigin.Detected, 0)
            : (Encoding.UTF8, "utf-8", EncodingOrigin.Assumed, 0);
    }

    /// <summary>Fails with what to do about it where the file is no text at all.</summary>
    public static void RefuseBinary(LocatedFile file, ReadOnlySpan<byte> start, Encoding encoding)
    {
        foreach (var (signature, what) in Binaries)
        {
            if (start.StartsWith(signature))
            {
                throw new DataException($"`{file.Name}` is {what}", file.Name);
            }
        }

        // One stray zero byte is a damaged row; many are no text.
        if (encoding.IsSingleByte || encoding.CodePage == Encoding.UTF8.CodePage)
        {
            var zeros = start.Count((byte)0);
            if (zeros > 8 && zeros > start.Length / 10)
            {
                throw new DataException($"`{file.Name}` is not a text file", file.Name);
            }
        }
    }

    private static Encoding? Find(string name)
    {
        try
        {
            // The code pages of old office files are not among those that the platform finds by itself.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Western text in UTF-16 has a zero in nearly every second byte, always on the same side.</summary>
    private static string? DetectUtf16(ReadOnlySpan<byte> start)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        var pairs = start.Length / 2;
        return pairs switch
        {
            < 2 => null,
            _ when odd * 10 > pairs * 6 && even * 10 < pairs => "utf-16",
            _ when even * 10 > pairs * 6 && odd * 10 < pairs => "utf-16BE",
            _ => null,
        };
    }
}
