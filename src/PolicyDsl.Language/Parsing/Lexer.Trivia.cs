using System.Buffers;
using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>White space, line breaks and comments.</summary>
internal sealed partial class Lexer
{
    private static readonly ImmutableArray<SyntaxTrivia> OneSpace = [new SyntaxTrivia(TriviaKind.Whitespace, " ")];

    /// <summary>Characters that change the order in which text is shown; in a policy they could make it read as its opposite.</summary>
    private static readonly SearchValues<char> DirectionControls =
        SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C");

    /// <summary>Set once no <c>*/</c> follows, so that the rest of the text is searched only once.</summary>
    private bool lacksCommentEnd;

    private ImmutableArray<SyntaxTrivia> LexLeadingTrivia()
    {
        while (TryLexTrivia() || TryLexLineBreak())
        {
        }

        return TakeTrivia();
    }

    private ImmutableArray<SyntaxTrivia> LexTrailingTrivia()
    {
        if (Current == ' ' && !AtTrivia(1))
        {
            position++;
            return OneSpace;
        }

        while (TryLexTrivia())
        {
        }

        return TakeTrivia();
    }

    private ImmutableArray<SyntaxTrivia> TakeTrivia()
    {
        var taken = trivia.ToImmutable();
        trivia.Clear();
        return taken;
    }

    private bool AtTrivia(int offset)
    {
        var c = Peek(offset);
        return IsBlank(c) || (c == '/' && Peek(offset + 1) == '/');
    }

    private bool TryLexTrivia()
    {
        if (AtEnd || !AtTrivia(0))
        {
            return false;
        }

        var start = position;
        if (Current == '/')
        {
            LexComment();
            return true;
        }

        while (!AtEnd && IsBlank(Current))
        {
            position++;
        }

        trivia.Add(new SyntaxTrivia(TriviaKind.Whitespace, text[start..position]));
        return true;
    }

    private bool TryLexLineBreak()
    {
        var length = Current == '\r' && Peek(1) == '\n' ? 2 : Current is '\r' or '\n' ? 1 : 0;
        if (length == 0)
        {
            return false;
        }

        trivia.Add(new SyntaxTrivia(TriviaKind.LineBreak, Current == '\n' ? "\n" : text.Substring(position, length)));
        position += length;
        return true;
    }

    /// <summary>Three slashes document a declaration; four or more are a rule drawn across the page.</summary>
    private void LexComment()
    {
        var start = position;
        SkipToEndOfLine();
        var comment = text[start..position];
        var isDocumentation = comment.StartsWith("///", StringComparison.Ordinal) && !comment.StartsWith("////", StringComparison.Ordinal);
        ReportHiddenCharacter(start);
        trivia.Add(new SyntaxTrivia(isDocumentation ? TriviaKind.DocComment : TriviaKind.Comment, comment));
    }

    /// <summary>Takes <c>/* ... */</c>, over several lines if it must, or a line that begins with <c>#</c>, as one bad token.</summary>
    private (TokenKind Kind, object? Value) ScanForeignComment()
    {
        var start = position;
        var opening = Current == '#' ? "#" : "/*";
        var end = Current == '#' || lacksCommentEnd ? -1 : text.IndexOf("*/", position + 2, StringComparison.Ordinal);
        lacksCommentEnd |= Current != '#' && end < 0;
        if (end >= 0)
        {
            position = end + 2;
        }
        else
        {
            SkipToEndOfLine();
        }

        Report(SyntaxErrors.ForeignComment, start, "A comment is `//` and the rest of the line.", opening);
        return (TokenKind.Bad, null);
    }

    private void SkipToEndOfLine()
    {
        var length = text.AsSpan(position).IndexOfAny('\r', '\n');
        position = length < 0 ? text.Length : position + length;
    }

    private void ReportHiddenCharacter(int start)
    {
        var found = text.AsSpan(start, position - start).IndexOfAny(DirectionControls);
        if (found >= 0)
        {
            Report(SyntaxErrors.HiddenCharacter, start, "Remove it; in a text it can be written as an escape.", $"U+{(int)text[start + found]:X4}");
        }
    }

    private static bool IsBlank(char c) => c == ' ' || c == '\t' || (c is not ('\r' or '\n') && char.IsWhiteSpace(c)) || c == '\uFEFF';
}
