namespace PolicyDsl.Evaluation.Loading;

/// <summary>Where the choice of an encoding came from.</summary>
public enum EncodingOrigin
{
    /// <summary>Nothing said otherwise.</summary>
    Assumed,

    /// <summary>The data set names it.</summary>
    Declared,

    /// <summary>The file starts with a byte order mark, which wins over what is declared.</summary>
    ByteOrderMark,

    /// <summary>The pattern of zero bytes shows it.</summary>
    Detected,
}

/// <summary>
/// How the bytes of a text file became text. A byte that does not fit UTF-8 is read as Windows-1252, the encoding of older office files,
/// and counted: nothing is dropped, and a file that mixes both is read as its writers meant it.
/// </summary>
public sealed class TextEncoding
{
    internal TextEncoding(string name, EncodingOrigin origin)
    {
        Name = name;
        Origin = origin;
    }

    /// <summary>The name as used on the web, such as <c>utf-8</c>.</summary>
    public string Name { get; }

    public EncodingOrigin Origin { get; }

    /// <summary>Bytes that are not valid UTF-8 and were read as Windows-1252. Always 0 for other encodings.</summary>
    public long FallbackBytes { get; internal set; }

    /// <summary>The line of the first such byte, or null.</summary>
    public long? FallbackLine { get; internal set; }

    /// <summary>Characters outside ASCII that were valid UTF-8 were seen too, so the file mixes two encodings.</summary>
    public bool IsMixed { get; internal set; }

    /// <summary>In words, for reports.</summary>
    public override string ToString()
    {
        if (FallbackBytes == 0)
        {
            return Origin switch
            {
                EncodingOrigin.ByteOrderMark => $"{Name} with a byte order mark",
                EncodingOrigin.Declared => $"{Name}, as declared",
                _ => Name,
            };
        }

        var what = IsMixed ? "utf-8 and windows-1252 mixed" : "windows-1252";
        var where = FallbackLine is { } line ? FormattableString.Invariant($", the first in line {line}") : "";
        return FormattableString.Invariant($"{what} ({FallbackBytes} {(FallbackBytes == 1 ? "byte is" : "bytes are")} not valid UTF-8{where})");
    }
}
