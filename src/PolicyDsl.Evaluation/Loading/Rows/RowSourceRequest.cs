namespace PolicyDsl.Evaluation.Loading;

/// <summary>Which files to read, and what their <c>dataset</c> declaration says about them.</summary>
public sealed record RowSourceRequest
{
    /// <summary>The folder that no file may lie outside of, links followed.</summary>
    public required string Root { get; init; }

    /// <summary>Paths relative to <see cref="Root"/>, or patterns with <c>*</c> and <c>?</c>. The matches of a pattern are read in ordinal order.</summary>
    public required IReadOnlyList<string> Patterns { get; init; }

    /// <summary>The sheet of a workbook; the first one if null.</summary>
    public string? Sheet { get; init; }

    /// <summary>One ASCII character, or <c>tab</c>; found from the text if null (a file that ends in .tsv has tabs).</summary>
    public string? Separator { get; init; }

    /// <summary>The name of an encoding, such as <c>windows-1252</c>; UTF-8 if null, with Windows-1252 for what is not valid UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>False where the first row is data; the columns are then <c>#1</c>, <c>#2</c>…</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Also keep the text of rows that can be used, in <see cref="DataRow.RawText"/>.</summary>
    public bool KeepsRawText { get; init; }

    /// <summary>The longest row in bytes of UTF-8; a longer one is rejected. Also bounds how far a quote that never closes is followed, and so memory.</summary>
    public int MaxRowBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How much is read at once, for tests: results never depend on it.</summary>
    internal int BufferBytes { get; init; } = 64 * 1024;
}
