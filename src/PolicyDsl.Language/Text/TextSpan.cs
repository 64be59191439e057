namespace PolicyDsl.Language.Text;

/// <summary>A stretch of a source text, in UTF-16 code units from its start.</summary>
public readonly record struct TextSpan(int Start, int Length) : IComparable<TextSpan>
{
    /// <summary>The position just after the last character.</summary>
    public int End => Start + Length;

    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    public bool Contains(int position) => position >= Start && position < End;

    /// <summary>True where the two share a character, or touch at an empty one.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    public int CompareTo(TextSpan other) => Start != other.Start ? Start.CompareTo(other.Start) : Length.CompareTo(other.Length);
}

/// <summary>A place in a text as a person counts it, but from zero: line and UTF-16 column.</summary>
public readonly record struct LinePosition(int Line, int Column);

/// <summary>A span in one source, as diagnostics and symbols carry it.</summary>
public sealed record Location(SourceText Source, TextSpan Span)
{
    public LinePosition Start => Source.GetLinePosition(Span.Start);

    public LinePosition End => Source.GetLinePosition(Span.End);

    public string Text => Source.ToString(Span);
}
