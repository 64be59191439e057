using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>Taking the tokens that a production calls for, or a missing one and a message.</summary>
internal sealed partial class Parser
{
    private SyntaxToken Expect(TokenKind kind)
    {
        if (At(kind))
        {
            return Next();
        }

        ReportExpected(SyntaxErrors.ExpectedToken, Describe(kind));
        return SkipsTo(Peek(1).Kind == kind) ? Next() : Missing(kind);
    }

    /// <summary>A closing parenthesis; what stands before the one on this line is skipped.</summary>
    private SyntaxToken ExpectCloseParen()
    {
        if (At(TokenKind.CloseParen))
        {
            return Next();
        }

        ReportExpected(SyntaxErrors.ExpectedToken, Describe(TokenKind.CloseParen));
        var open = 0;
        for (var offset = 0; offset < 40 && !PeekStartsLine(offset) && !EndsParentheses(Peek(offset).Kind); offset++)
        {
            if (open == 0 && Peek(offset).Kind == TokenKind.CloseParen)
            {
                index += offset;
                return Next();
            }

            open += Peek(offset).Kind == TokenKind.OpenParen ? 1 : Peek(offset).Kind == TokenKind.CloseParen ? -1 : 0;
        }

        return Missing(TokenKind.CloseParen);
    }

    /// <summary>True for tokens that stand in no parentheses, or at least not in the ones that lack their end.</summary>
    private static bool EndsParentheses(TokenKind kind) => kind is TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.Arrow
        or TokenKind.When or TokenKind.Then or TokenKind.Else or TokenKind.Unless or TokenKind.EndOfFile;

    private SyntaxToken Expect(string word)
    {
        if (At(word) || TryCorrect([word]))
        {
            return Next();
        }

        ReportExpected(SyntaxErrors.ExpectedToken, $"`{word}`");
        return SkipsTo(IsWord(1, word)) ? Next() : Missing(SyntaxFacts.ReservedWords.GetValueOrDefault(word, TokenKind.Name));
    }

    private SyntaxToken ExpectOneOf(params ImmutableArray<string> words)
    {
        if (IsWord(0, words) || TryCorrect(words))
        {
            return Next();
        }

        ReportExpected(SyntaxErrors.ExpectedToken, List(words));
        return SkipsTo(IsWord(1, words)) ? Next() : Missing(TokenKind.Name);
    }

    private SyntaxToken ExpectPeriod() => ExpectOneOf(SyntaxFacts.Periods);

    /// <summary>Skips one stray token on this line if the one after it is the one that is wanted.</summary>
    private bool SkipsTo(bool isNextWanted)
    {
        if (!isNextWanted || At(TokenKind.EndOfFile) || StartsLine || PeekStartsLine(1) || At(TokenKind.OpenBrace) || At(TokenKind.CloseBrace))
        {
            return false;
        }

        Skip();
        return true;
    }

    /// <summary>A name; a reserved word on the same line is taken for one, with a message.</summary>
    private SyntaxToken ExpectName(string what = "a name", string? hint = null)
    {
        if (At(TokenKind.Name) && !AtStop())
        {
            return Next();
        }

        if (SyntaxFacts.IsReserved(Current.Kind) && !StartsLine && !IsClauseWord(0) && !At(TokenKind.Unless))
        {
            Report(SyntaxErrors.ReservedWord, Current, "Choose another name.", Current.Text);
            return Next();
        }

        ReportExpected(SyntaxErrors.ExpectedName, what, hint);
        return Missing(TokenKind.Name);
    }

    /// <summary>The word after a dot: any word is a name there.</summary>
    private SyntaxToken ExpectWordAfterDot() =>
        SyntaxFacts.IsReserved(Current.Kind) && !StartsLine ? Next() : ExpectName();

    private SyntaxToken ExpectText(string? hint = null)
    {
        if (At(TokenKind.Text))
        {
            return Next();
        }

        // Words without quotes run to the end of the line.
        var (gap, found, start, isQuiet) = (FindGap(), DescribeFound(), index, IsQuiet());
        while (!StartsLine && Current.Kind is not (TokenKind.EndOfFile or TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.Text))
        {
            Skip();
        }

        if (!isQuiet)
        {
            ReportUnquoted(gap, found, start, hint);
        }

        lastErrorIndex = index;
        return At(TokenKind.Text) && !StartsLine ? Next() : Missing(TokenKind.Text);
    }

    private void ReportUnquoted(TextSpan gap, string found, int start, string? hint)
    {
        var diagnostic = Diagnostic.Create(SyntaxErrors.ExpectedText, new Location(source, gap), found);
        if (index == start)
        {
            Report(diagnostic with { Hint = hint ?? "Text stands in double quotes, as in \"Northside Division\"." });
            return;
        }

        var words = new Location(source, TextSpan.FromBounds(tokens[start].Span.Start, tokens[index - 1].Span.End));
        var quoted = "\"" + words.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        Report(diagnostic with
        {
            Hint = hint ?? $"Write {(quoted.Length > 60 ? "it between double quotes" : quoted)}.",
            Fixes = [new CodeFix("Put it in double quotes", [new TextEdit(words, quoted)], IsSafe: false)],
        });
    }

    private SyntaxToken ExpectDate()
    {
        if (At(TokenKind.Date))
        {
            return Next();
        }

        ReportExpected(SyntaxErrors.ExpectedToken, "a date", "Dates are written `2024-01-31`.");
        return At(TokenKind.Instant) ? SkipAndMiss(TokenKind.Date) : Missing(TokenKind.Date);
    }

    private SyntaxToken ExpectNumber()
    {
        if (At(TokenKind.Number))
        {
            return Next();
        }

        ReportExpected(SyntaxErrors.ExpectedQuantity, "a number");
        return At(TokenKind.Percent) ? SkipAndMiss(TokenKind.Number) : Missing(TokenKind.Number);
    }

    private SyntaxToken SkipAndMiss(TokenKind kind)
    {
        var missing = Missing(kind);
        Skip();
        lastErrorIndex = index;
        return missing;
    }

    /// <summary><c>Names ::= NAME ( "," NAME )*</c></summary>
    private SeparatedSyntaxList<SyntaxToken> ParseNames(string what = "a name")
    {
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        all.Add(ExpectName(what));
        while (At(TokenKind.Comma) && !IsWord(1, "otherwise"))
        {
            all.Add(Next());
            all.Add(ExpectName(what));
        }

        return new SeparatedSyntaxList<SyntaxToken>(all.ToImmutable());
    }

    /// <summary><c>Dotted ::= NAME ( "." NAME )*</c>; after a dot any word is a name.</summary>
    private SeparatedSyntaxList<SyntaxToken> ParseDotted(string what = "a name")
    {
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        all.Add(ExpectName(what));
        while (At(TokenKind.Dot))
        {
            all.Add(Next());
            all.Add(ExpectWordAfterDot());
        }

        return new SeparatedSyntaxList<SyntaxToken>(all.ToImmutable());
    }

    /// <summary>Elements with commas between them; one may follow the last where the grammar lets it.</summary>
    private SeparatedSyntaxList<T> ParseSeparated<T>(Func<T> parse, Func<bool> startsElement, bool mayEndWithComma, TokenKind close)
        where T : SyntaxElement
    {
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        all.Add(parse());
        while (At(TokenKind.Comma) || (!At(close) && !AtDeclarationStart() && startsElement()))
        {
            var start = index;
            all.Add(Expect(TokenKind.Comma));
            if (mayEndWithComma && (At(close) || AtStop()))
            {
                break;
            }

            all.Add(parse());
            if (index == start)
            {
                break;
            }
        }

        return new SeparatedSyntaxList<T>(all.ToImmutable());
    }
}
