using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>Comparisons, in symbols and in words. They do not chain.</summary>
internal sealed partial class Parser
{
    /// <summary>What people write for <c>more than</c> and <c>less than</c>.</summary>
    private static readonly ImmutableArray<string> MoreWords = ["more", "greater", "higher", "larger", "bigger", "older", "longer", "above", "over"];

    private static readonly ImmutableArray<string> LessWords = ["less", "fewer", "lower", "smaller", "younger", "shorter", "below", "under"];

    /// <summary><c>Comparison ::= Default Tail?</c></summary>
    private ExpressionSyntax ParseComparison()
    {
        var left = ParseDefault();
        if (!AtTail())
        {
            return left;
        }

        var comparison = ParseTail(left);
        if (AtTail())
        {
            SkipFurtherTails();
        }

        return comparison;
    }

    private void SkipFurtherTails()
    {
        if (At(TokenKind.In) && (IsWord(1, "past") || IsWord(1, "last") || IsWord(1, "the")))
        {
            ReportUnexpected("A window of time is written `within past 365 days`, before the closing parenthesis of a history.");
            return;
        }

        if (lastErrorIndex != index)
        {
            Report(SyntaxErrors.ChainedComparison, Current, "Write `a < b and b < c`, or `b in 1..9`.", Current.Text);
        }

        // What is read here is thrown away and its tokens skipped, so that the tree holds one comparison.
        var start = skipStart;
        var filler = MissingExpression();
        while (AtTail())
        {
            ParseTail(filler);
        }

        skipStart = start;
        lastErrorIndex = index;
    }

    /// <summary>True where a comparison goes on: a word may also begin the next line, so it must be followed as its comparison is.</summary>
    private bool AtTail()
    {
        if (SyntaxFacts.FindComparison(Current.Kind) is not null || Current.Kind is TokenKind.Is or TokenKind.In)
        {
            // At the start of a line, `in force` is a header.
            return !(StartsLine && At("in", "force") && Peek(2).Kind == TokenKind.Date);
        }

        if (At(TokenKind.Not))
        {
            return Peek(1).Kind == TokenKind.In;
        }

        var next = Peek(1);
        return Current.Kind == TokenKind.Name && Current.Text switch
        {
            "has" => !StartsLine || next.Kind == TokenKind.Name,
            "contains" or "matches" => next.Kind == TokenKind.Text || (!StartsLine && next.Kind == TokenKind.Name),
            "starts" or "ends" => IsWord(1, "with") && (!StartsLine || Peek(2).Kind == TokenKind.Text),
            _ => false,
        };
    }

    /// <summary><c>Tail</c>, as in the grammar.</summary>
    private ExpressionSyntax ParseTail(ExpressionSyntax left) => Current.Kind switch
    {
        TokenKind.Is => ParseIs(left),
        TokenKind.In => new InSyntax(left, null, Next(), ParseInTarget()),
        TokenKind.Not => new InSyntax(left, Next(), Next(), ParseInTarget()),
        TokenKind.Name when At("has") => ParseHas(left),
        TokenKind.Name => new TextTestSyntax(left, ParseTextPattern()),
        _ => new ComparisonSyntax(
            left, SyntaxFacts.FindComparison(Current.Kind) ?? ComparisonOperator.Equal, new SyntaxList<SyntaxToken>([Next()]), ParseDefault()),
    };

    /// <summary>
    /// <c>"is" "at" ( "least" | "most" ) Default | "is" ( "more" | "less" ) "than" Default | "is" "not"? ( "known" | "unknown" | Value )</c>
    /// </summary>
    private ExpressionSyntax ParseIs(ExpressionSyntax left)
    {
        var isKeyword = Next();
        if (At("at") && (IsWord(1, "least") || IsWord(1, "most")))
        {
            var comparison = IsWord(1, "least") ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.LessOrEqual;
            return new ComparisonSyntax(left, comparison, new([isKeyword, Next(), Next()]), ParseDefault());
        }

        if (IsWord(1, "than") && (IsWord(0, MoreWords) || IsWord(0, LessWords)))
        {
            return ParseMoreThan(left, isKeyword);
        }

        if (Peek(1).Kind is TokenKind.Number or TokenKind.Date && Current.Text is "over" or "above" or "after" or "under" or "below" or "before")
        {
            return ParseOver(left, isKeyword);
        }

        var not = NextIf(TokenKind.Not);
        if (Current.Kind is TokenKind.Known or TokenKind.Unknown)
        {
            return new KnownTestSyntax(left, isKeyword, not, Next());
        }

        if (At(TokenKind.In))
        {
            return ParseIsIn(left, isKeyword, not);
        }

        SyntaxList<SyntaxToken> words = not is null ? new([isKeyword]) : new([isKeyword, not]);
        return new ComparisonSyntax(left, not is null ? ComparisonOperator.Equal : ComparisonOperator.NotEqual, words, ParseIsValue());
    }

    /// <summary>Reads <c>is over 18</c>, which plain English has and the language not, as <c>is more than 18</c>.</summary>
    private ComparisonSyntax ParseOver(ExpressionSyntax left, SyntaxToken isKeyword)
    {
        var isMore = Current.Text is "over" or "above" or "after";
        ReportWording(TextSpan.FromBounds(isKeyword.Span.Start, Current.Span.End), $"is {Current.Text}", isMore ? "is more than" : "is less than");
        return new ComparisonSyntax(left, isMore ? ComparisonOperator.Greater : ComparisonOperator.Less, new([isKeyword, Next()]), ParseDefault());
    }

    /// <summary>Reads <c>is more than</c>, and <c>is greater than</c> or <c>is less than or equal to</c> as what they mean.</summary>
    private ComparisonSyntax ParseMoreThan(ExpressionSyntax left, SyntaxToken isKeyword)
    {
        var isMore = IsWord(0, MoreWords);
        var orEqual = Peek(2).Kind == TokenKind.Or && IsWord(3, "equal");
        var length = !orEqual ? 2 : IsWord(4, "to") ? 5 : 4;
        var written = string.Join(' ', Enumerable.Range(-1, length + 1).Select(i => Peek(i).Text));
        var meant = (isMore, orEqual) switch
        {
            (true, false) => "is more than",
            (true, true) => "is at least",
            (false, false) => "is less than",
            (false, true) => "is at most",
        };
        if (written != meant)
        {
            var end = Peek(length - 1).Span.End;
            ReportWording(TextSpan.FromBounds(isKeyword.Span.Start, end), written, meant);
        }

        var words = new SyntaxList<SyntaxToken>([isKeyword, Next(), Next()]);
        index += length - 2;

        var comparison = (isMore, orEqual) switch
        {
            (true, false) => ComparisonOperator.Greater,
            (true, true) => ComparisonOperator.GreaterOrEqual,
            (false, false) => ComparisonOperator.Less,
            (false, true) => ComparisonOperator.LessOrEqual,
        };
        return new ComparisonSyntax(left, comparison, words, ParseDefault());
    }

    private void ReportWording(TextSpan span, string written, string meant)
    {
        var location = new Location(source, span);
        Report(Diagnostic.Create(SyntaxErrors.MisspeltKeyword, location, written, meant) with
        {
            Hint = $"Write `{meant}`.",
            Fixes = [new CodeFix($"Write `{meant}`", [new TextEdit(location, meant)], IsSafe: true)],
        });
        lastErrorIndex = -1;
    }

    /// <summary>Reads <c>is in</c>, which plain English has and the language not, as <c>in</c>.</summary>
    private InSyntax ParseIsIn(ExpressionSyntax left, SyntaxToken isKeyword, SyntaxToken? not)
    {
        var words = not is null ? "in" : "not in";
        ReportWording(TextSpan.FromBounds(isKeyword.Span.Start, Current.Span.End), $"is {words}", words);
        var trivia = isKeyword.LeadingTrivia.Add(new SyntaxTrivia(TriviaKind.Skipped, isKeyword.Text)).AddRange(isKeyword.TrailingTrivia);
        if (not is not null)
        {
            var first = new SyntaxToken(TokenKind.Not, isKeyword.FullSpan.Start, not.Text, trivia.AddRange(not.LeadingTrivia), not.TrailingTrivia);
            return new InSyntax(left, first, Next(), ParseInTarget());
        }

        var inKeyword = Next();
        inKeyword = new SyntaxToken(TokenKind.In, isKeyword.FullSpan.Start, inKeyword.Text, trivia.AddRange(inKeyword.LeadingTrivia), inKeyword.TrailingTrivia);
        return new InSyntax(left, null, inKeyword, ParseInTarget());
    }

    /// <summary><c>Value ::= Signed | TEXT | "true" | "false" | Path</c>; more than that is read, with a message.</summary>
    private ExpressionSyntax ParseIsValue()
    {
        var start = index;
        var value = ParseDefault();
        var isValue = value is LiteralSyntax { Token.Kind: not TokenKind.Unknown } or QuantitySyntax or PathSyntax or ColumnSyntax or MissingExpressionSyntax
            or PrefixSyntax { OperatorToken.Kind: TokenKind.Minus, Operand: LiteralSyntax or QuantitySyntax };
        if (!isValue && lastErrorIndex != index)
        {
            var hint = value is OneOfSyntax or FoldSyntax ? "Write `in [...]` with the members between the brackets." : "Compare with `=` or `!=`.";
            Report(SyntaxErrors.IsTakesOneValue, TextSpan.FromBounds(tokens[start].Span.Start, tokens[index - 1].Span.End), hint);
            lastErrorIndex = -1;
        }

        return value;
    }

    /// <summary><c>Range | "[" Constant ( "," Constant )* "]" | NAME</c></summary>
    private ExpressionSyntax ParseInTarget()
    {
        switch (Current.Kind)
        {
            case TokenKind.OpenBracket:
                return ParseList(ParseConstant);
            case TokenKind.Name when !AtStop():
                return new PathSyntax(null, null, new SeparatedSyntaxList<SyntaxToken>([Next()]));
            case TokenKind.OpenParen or TokenKind.OpenBrace:
                ReportExpected(SyntaxErrors.ExpectedValue, "a set, a list or a range", "A list stands in square brackets: `in [supply, production]`.");
                return SkipBrackets();
        }

        var range = ParseRangeOrConstant();
        if (range is not (RangeSyntax or MissingExpressionSyntax))
        {
            ReportExpected(SyntaxErrors.ExpectedToken, "`..` and the end of the range", "A range is `1..2`, `3..` or `..5`; one value is compared with `is`.");
        }

        return range;
    }

    /// <summary>Skips a list in other brackets than square ones, with its brackets.</summary>
    private MissingExpressionSyntax SkipBrackets()
    {
        var missing = MissingExpression();
        Skip();
        SkipNested(isCommaPart: true);
        if (Current.Kind is TokenKind.CloseParen or TokenKind.CloseBrace)
        {
            Skip();
        }

        lastErrorIndex = index;
        return missing;
    }

    /// <summary><c>"has" ( "any" "of" )? NAME | "has" ( "no" | "at" ( "least" | "most" ) NUMBER ) Incidents</c></summary>
    private ExpressionSyntax ParseHas(ExpressionSyntax left)
    {
        var has = Next();
        if (At("no", "incidents"))
        {
            return new HasIncidentsSyntax(left, has, Next(), null, null, null, ParseIncidents());
        }

        if (At("at") && (IsWord(1, "least") || IsWord(1, "most")))
        {
            return new HasIncidentsSyntax(left, has, null, Next(), Next(), ExpectNumber(), ParseIncidents());
        }

        if (At(TokenKind.Number) || (IsWord(1, "than") && Peek(2).Kind == TokenKind.Number))
        {
            ReportExpected(SyntaxErrors.ExpectedName, "a member or a set", "How many incidents there are is written `has at least 3 incidents`, `has at most 3 incidents` or `has no incidents`.");
            SkipNested();
            return new HasSyntax(left, has, null, null, Missing(TokenKind.Name));
        }

        var any = At("any", "of") ? Next() : null;
        return new HasSyntax(left, has, any, any is null ? null : Next(), ExpectName("a member or a set"));
    }
}
