namespace PolicyDsl.Evaluation.Loading;

/// <summary>Line breaks in bytes: CR, LF and CR LF each count once.</summary>
internal static class LineBreaks
{
    public static ReadOnlySpan<byte> Bytes => "\r\n"u8;

    public static long Count(ReadOnlySpan<byte> text)
    {
        var count = 0L;
        while (text.IndexOfAny(Bytes) is var next and >= 0)
        {
            count++;
            text = text[(next + LengthAt(text[next..]))..];
        }

        return count;
    }

    /// <summary>How many line breaks the text starts with, and how many bytes they take.</summary>
    public static (long Count, int Length) Leading(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(Bytes) is var end and >= 0 ? end : text.Length;
        return (Count(text[..length]), length);
    }

    /// <summary>The length of the line break that the text starts with, 0 if with none.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text) =>
        text.StartsWith("\r\n"u8) ? 2 : text.StartsWith("\n"u8) || text.StartsWith("\r"u8) ? 1 : 0;
}
