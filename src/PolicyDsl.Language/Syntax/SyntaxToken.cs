using System.Collections.Immutable;
using System.Text;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Syntax;

/// <summary>White space, a comment or skipped text before or after a token.</summary>
public readonly record struct SyntaxTrivia(TriviaKind Kind, string Text);

/// <summary>
/// The smallest piece of text with meaning, with the trivia around it: trailing trivia runs up to the line break,
/// which leads the next token with everything else.
/// </summary>
public sealed class SyntaxToken : SyntaxElement
{
    internal SyntaxToken(
        TokenKind kind,
        int fullStart,
        string text,
        ImmutableArray<SyntaxTrivia> leading,
        ImmutableArray<SyntaxTrivia> trailing,
        object? value = null,
        bool isMissing = false)
    {
        Kind = kind;
        Text = text;
        LeadingTrivia = leading;
        TrailingTrivia = trailing;
        Value = value;
        IsMissing = isMissing;
        Span = new TextSpan(fullStart + Measure(leading), text.Length);
        FullSpan = TextSpan.FromBounds(fullStart, Span.End + Measure(trailing));
    }

    public TokenKind Kind { get; }

    /// <summary>The token as written; empty for a missing one.</summary>
    public string Text { get; }

    /// <summary>
    /// What the text stands for: the decoded <c>string</c> of a text or column, the <c>decimal</c> of a number or percent
    /// (35% is 0.35), the <c>DateOnly</c> of a date, the <c>DateTime</c> of an instant; otherwise null. Null too where the text is not well
    /// formed, but for a text with an unknown escape, which keeps it as written. A misspelt keyword has the keyword that is meant.
    /// </summary>
    public object? Value { get; }

    /// <summary>True for a token that the grammar wants and the text lacks; it has no width.</summary>
    public bool IsMissing { get; }

    public ImmutableArray<SyntaxTrivia> LeadingTrivia { get; }

    public ImmutableArray<SyntaxTrivia> TrailingTrivia { get; }

    public override TextSpan Span { get; }

    public override TextSpan FullSpan { get; }

    public override ImmutableArray<SyntaxElement> Children => [];

    public override SyntaxToken FirstToken => this;

    public override SyntaxToken LastToken => this;

    /// <summary>The name or decoded text that the token stands for: <see cref="Value"/> if it is a string, else the text.</summary>
    public string ValueText => Value as string ?? Text;

    public override string ToString() => Text;

    private static int Measure(ImmutableArray<SyntaxTrivia> trivia)
    {
        var length = 0;
        foreach (var piece in trivia)
        {
            length += piece.Text.Length;
        }

        return length;
    }

    internal void AppendFull(StringBuilder builder)
    {
        foreach (var trivia in LeadingTrivia)
        {
            builder.Append(trivia.Text);
        }

        builder.Append(Text);
        foreach (var trivia in TrailingTrivia)
        {
            builder.Append(trivia.Text);
        }
    }
}
