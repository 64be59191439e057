namespace PolicyDsl.Evaluation.Loading;

/// <summary>What one reading of a source saw, file by file.</summary>
public sealed class SourceReport
{
    private readonly List<FileReport> _files = [];

    public IReadOnlyList<FileReport> Files => _files;

    /// <summary>Rows that can be used.</summary>
    public long Rows => _files.Sum(file => file.Rows);

    /// <summary>Rows that were rejected. <see cref="Rows"/> plus these is the number of rows read.</summary>
    public long Rejected => _files.Sum(file => file.Rejected);

    internal FileReport Add(string fileName)
    {
        var report = new FileReport(fileName);
        _files.Add(report);
        return report;
    }
}

/// <summary>What one reading of a file saw. Complete once the file was read to its end.</summary>
public sealed class FileReport(string fileName)
{
    public string FileName { get; } = fileName;

    /// <summary>How the bytes became text; null for a workbook.</summary>
    public TextEncoding? Encoding { get; internal set; }

    /// <summary>What separates the cells; null for a workbook and for JSON lines.</summary>
    public char? Separator { get; internal set; }

    public LineEnds LineEnds { get; } = new();

    public long Rows { get; internal set; }

    public long Rejected { get; internal set; }

    /// <summary>SHA-256 of the file on disk, in lower-case hexadecimal; null until it was read to its end.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>Lines with nothing on them. They are neither rows nor rejected.</summary>
    public long BlankLines { get; internal set; }
}

/// <summary>How the rows of a text file end. Line breaks inside quoted cells are not counted.</summary>
public sealed class LineEnds
{
    public long CrLf { get; private set; }

    public long Lf { get; private set; }

    public long Cr { get; private set; }

    /// <summary>In words, such as <c>CRLF</c>, or <c>mixed (CRLF 10, LF 2)</c>.</summary>
    public override string ToString()
    {
        var seen = new[] { ("CRLF", CrLf), ("LF", Lf), ("CR", Cr) }.Where(end => end.Item2 > 0).ToList();
        return seen.Count switch
        {
            0 => "none",
            1 => seen[0].Item1,
            _ => FormattableString.Invariant($"mixed ({string.Join(", ", seen.Select(end => FormattableString.Invariant($"{end.Item1} {end.Item2}")))})"),
        };
    }

    internal void Add(long crLf, long lf, long cr)
    {
        CrLf += crLf;
        Lf += lf;
        Cr += cr;
    }

    /// <summary>Counts the line break that <paramref name="text"/> starts with, if it starts with one.</summary>
    internal void CountStart(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\r\n"u8))
        {
            CrLf++;
        }
        else if (text.StartsWith("\n"u8))
        {
            Lf++;
        }
        else if (text.StartsWith("\r"u8))
        {
            Cr++;
        }
    }
}
