using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>Braces and the lines between them.</summary>
internal sealed partial class Parser
{
    /// <param name="what">What the brace opens, for the message.</param>
    private SyntaxToken ExpectOpenBrace(string what)
    {
        if (At(TokenKind.OpenBrace))
        {
            return Next();
        }

        ReportExpected(SyntaxErrors.MissingOpenBrace, what, At(TokenKind.Name) && !StartsLine ? "A name is one word: join words with `_`." : null);
        for (var offset = 0; offset < 8 && !PeekStartsLine(offset); offset++)
        {
            if (Peek(offset).Kind == TokenKind.OpenBrace)
            {
                index += offset;
                return Next();
            }

            if (Peek(offset).Kind != TokenKind.Name)
            {
                break;
            }
        }

        return Missing(TokenKind.OpenBrace);
    }

    private SyntaxToken ExpectCloseBrace(SyntaxToken open, string what, Func<bool>? atEnd = null)
    {
        if (!At(TokenKind.CloseBrace) && !At(TokenKind.EndOfFile) && !AtStop() && !AtLineOfBlock() && !AtPlainItem() && (atEnd is null || !atEnd()))
        {
            ReportUnexpected();
            SkipUntil(AtLineOfBlock);
        }

        if (At(TokenKind.CloseBrace))
        {
            return Next();
        }

        if (!open.IsMissing)
        {
            var line = source.GetLinePosition(open.Span.Start).Line + 1;
            Report(Diagnostic.Create(SyntaxErrors.MissingCloseBrace, new Location(source, FindGap()), what, line) with
            {
                Hint = $"Write `}}` where {what} ends.",
                Related = [new RelatedLocation(new Location(source, open.Span), "opened here")],
            });
        }

        return Missing(TokenKind.CloseBrace);
    }

    /// <summary>True for a declaration that is no more than its keyword and name on a line of its own.</summary>
    private bool AtPlainItem() => StartsLine && IsWord(0, ["service", "partner", "activity", "channel"])
        && Peek(1).Kind == TokenKind.Name && (PeekStartsLine(2) || Peek(2).Kind == TokenKind.EndOfFile);

    /// <summary>True where a line starts like one of the lines around the braces being read, which have no keyword.</summary>
    private bool AtLineOfBlock() => StartsLine && At(TokenKind.Name) && block switch
    {
        Block.Mapping => Peek(1).Kind == TokenKind.Equals,
        Block.Entity => Peek(1).Kind is TokenKind.Equals or TokenKind.Colon,
        _ => false,
    };

    /// <summary>
    /// The lines between two braces. What begins none of them is skipped up to where one begins; a declaration ends them all, as does
    /// <paramref name="atEnd"/>, which knows the lines of the block around.
    /// </summary>
    private SyntaxList<T> ParseLines<T>(Block kind, string what, ImmutableArray<string> words, Func<T?> parseLine, Func<bool>? atEnd = null)
        where T : SyntaxNode
    {
        var outer = block;
        block = kind;
        var lines = ImmutableArray.CreateBuilder<T>();
        while (!At(TokenKind.CloseBrace) && !At(TokenKind.EndOfFile) && !AtDeclarationStart() && (atEnd is null || !atEnd()))
        {
            var start = index;
            if (AtLineStart() && Peek(1).Kind != TokenKind.OpenBrace && !IsWord(0, words))
            {
                TryCorrectLine(words);
            }

            if (parseLine() is { } line)
            {
                lines.Add(line);
                if (index > start)
                {
                    continue;
                }
            }

            ReportLine(what, words);
            if (index == start && !At(TokenKind.OpenBrace))
            {
                Skip();
            }

            SkipUntil(atEnd);
        }

        block = outer;
        return new SyntaxList<T>(lines.ToImmutable());
    }

    private bool AtLineStart() => StartsLine || (index > 0 && tokens[index - 1].Kind == TokenKind.OpenBrace);

    private void TryCorrectLine(ImmutableArray<string> words)
    {
        if (!words.IsEmpty && !SyntaxFacts.IsKnownWord(Current.Text) && Peek(1).Kind is not (TokenKind.Not or TokenKind.Comma or TokenKind.CloseBrace))
        {
            TryCorrect(words);
        }
    }

    private void ReportLine(string what, ImmutableArray<string> words)
    {
        if (!AtLineStart() || !SyntaxFacts.IsWord(Current.Kind) || words.IsEmpty)
        {
            ReportUnexpected();
            return;
        }

        var hint = Current.Text switch
        {
            "unless" => "`unless` follows the condition after `when`.",
            "otherwise" when block == Block.Rule => "Write `, otherwise` on the line of `then`, or `otherwise` outside the braces for the whole policy.",
            _ when block == Block.Rule && (Peek(1).Kind == TokenKind.CloseBrace || PeekStartsLine(1)) => $"An action follows `then`: `then {Current.Text}`.",
            _ => $"Such a line begins with {List(words)}.",
        };
        if (!IsQuiet() && !TryReportUnit())
        {
            Report(SyntaxErrors.UnknownClause, Current, hint, Quote(Current.Text), what);
        }
    }

    private static string Name(string kind, SyntaxToken name) => name.IsMissing ? $"the {kind}" : $"{kind} {Quote(name.Text)}";
}
