using System.Collections.Immutable;

namespace PolicyDsl.Language.Text;

/// <summary>One source file: its text and its path as the user named it. Lines end at CR, LF or CRLF.</summary>
public sealed class SourceText
{
    private readonly ImmutableArray<int> lineStarts;

    /// <param name="text">The whole text, without a byte order mark.</param>
    /// <param name="path">The path shown in messages; for a library module its name, as in <c>idpc.vocabulary</c>.</param>
    public SourceText(string text, string path)
    {
        Text = text;
        Path = path;
        lineStarts = FindLineStarts(text);
    }

    public string Text { get; }

    public string Path { get; }

    public int Length => Text.Length;

    public int LineCount => lineStarts.Length;

    public LinePosition GetLinePosition(int position)
    {
        var line = lineStarts.BinarySearch(position);
        if (line < 0)
        {
            line = ~line - 1;
        }

        return new LinePosition(line, position - lineStarts[line]);
    }

    /// <summary>The position of a zero-based line and column, held inside the text.</summary>
    public int GetPosition(LinePosition place) =>
        Math.Clamp(lineStarts[Math.Clamp(place.Line, 0, LineCount - 1)] + place.Column, 0, Length);

    /// <summary>The text of a zero-based line without its line end.</summary>
    public string GetLine(int line)
    {
        var end = line + 1 < LineCount ? lineStarts[line + 1] : Length;
        return Text[lineStarts[line]..end].TrimEnd('\r', '\n');
    }

    public string ToString(TextSpan span) => Text.Substring(span.Start, span.Length);

    public override string ToString() => Text;

    private static ImmutableArray<int> FindLineStarts(string text)
    {
        var starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return starts.ToImmutable();
    }
}
