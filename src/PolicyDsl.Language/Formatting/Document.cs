using System.Collections.Immutable;

namespace PolicyDsl.Language.Formatting;

/// <summary>
/// A text whose line breaks are not yet decided. The algebra is the usual one (Wadler, Prettier): texts, lines that are a space or a
/// break, groups that fit on a line or break at their lines, fills that break only where the next part does not fit.
/// </summary>
/// <param name="MustBreak">True where a line break is certain, so that it cannot be printed on one line.</param>
internal abstract record Document(bool MustBreak)
{
    public static Document Empty { get; } = new Text("");

    public static Document Space { get; } = new Line(0, CanBreak: false);

    public static Document HardLine { get; } = new HardLine(IsBlank: false);

    public static Document BlankLine { get; } = new HardLine(IsBlank: true);

    public static Document Concat(params ImmutableArray<Document> parts) => parts.Length == 1 ? parts[0] : new Concat(parts);
}

internal sealed record Text(string Value) : Document(false);

/// <summary>A space of 1 + <paramref name="Padding"/> columns; where it may break and its group or fill does, a line break.</summary>
internal sealed record Line(int Padding, bool CanBreak) : Document(false);

/// <summary>A line break in any case, with an empty line if it is a blank one.</summary>
internal sealed record HardLine(bool IsBlank) : Document(true);

internal sealed record Concat(ImmutableArray<Document> Parts) : Document(Parts.Any(p => p.MustBreak));

/// <summary>Lines that go on a clause start further to the right; blocks inside do not.</summary>
internal sealed record Indent(int Columns, Document Content) : Document(Content.MustBreak);

/// <summary>Lines of a block start further to the right than the line on which the clause around it began.</summary>
internal sealed record Nest(int Columns, Document Content) : Document(Content.MustBreak);

/// <summary>Lines inside start in the column where the content starts.</summary>
internal sealed record Align(Document Content) : Document(Content.MustBreak);

/// <summary>All on one line, or a break at each of its own lines.</summary>
internal sealed record Group(Document Content) : Document(Content.MustBreak);

/// <summary>Contents at even places, lines at odd ones; each line breaks only if the content after it does not fit.</summary>
internal sealed record Fill(ImmutableArray<Document> Parts) : Document(Parts.Any(p => p.MustBreak));

/// <summary>A comment on lines of its own, before a token.</summary>
internal sealed record CommentLine(string Value, bool IsBlankBefore) : Document(true);

/// <summary>An empty line that the author left between a comment and what it precedes.</summary>
internal sealed record BlankAfterComment() : Document(false);

/// <summary>A comment at the end of a line, in the column (counted from the start of its line's text) where the author put it, if that is free.</summary>
internal sealed record EndComment(string Value, int Column) : Document(false);
