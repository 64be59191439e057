using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>Matches with their arms and patterns; constants, ranges, lists and quantities.</summary>
internal sealed partial class Parser
{
    /// <summary><c>Match ::= "match" Default Arms</c></summary>
    private ExpressionSyntax ParseMatch()
    {
        if (depth >= SyntaxFacts.MaximumDepth)
        {
            return TooDeeplyNested();
        }

        depth++;
        var match = new MatchSyntax(Next(), ParseDefault(), ParseArms("the match"));
        depth--;
        return match;
    }

    /// <summary><c>Arms ::= "{" Arm ( "," Arm )* ","? "}"</c></summary>
    private ArmsSyntax ParseArms(string what)
    {
        var open = ExpectOpenBrace(what);
        var arms = ParseSeparated(ParseArm, AtArm, mayEndWithComma: true, TokenKind.CloseBrace);
        return new ArmsSyntax(open, arms, ExpectCloseBrace(open, what));
    }

    /// <summary>True where an arm begins although the comma before it is missing.</summary>
    private bool AtArm()
    {
        var follows = Peek(1).Kind is TokenKind.Arrow or TokenKind.Or or TokenKind.Where or TokenKind.Dot or TokenKind.DotDot;
        return Current.Kind switch
        {
            TokenKind.Otherwise or TokenKind.Unknown => Peek(1).Kind == TokenKind.Arrow,
            TokenKind.Text or TokenKind.True or TokenKind.False or TokenKind.Number or TokenKind.Percent or TokenKind.Date or TokenKind.Instant => follows,
            TokenKind.Name => follows || AtTextPattern(),
            _ => false,
        };
    }

    /// <summary><c>Arm ::= ( Pattern ( "or" Pattern )* ( "where" Cond )? | "unknown" | "otherwise" ) "=>" ( Expr | Range )</c></summary>
    private ArmSyntax ParseArm()
    {
        if (Current.Kind is TokenKind.Unknown or TokenKind.Otherwise)
        {
            var pattern = new KeywordPatternSyntax(Next());
            return new ArmSyntax(new([pattern]), null, null, Expect(TokenKind.Arrow), ParseArmValue());
        }

        var patterns = ImmutableArray.CreateBuilder<SyntaxElement>();
        patterns.Add(ParsePattern());
        while (At(TokenKind.Or))
        {
            patterns.Add(Next());
            patterns.Add(ParsePattern());
        }

        var where = NextIf(TokenKind.Where);
        var guard = where is null ? null : ParseCondition();
        return new ArmSyntax(new(patterns.ToImmutable()), where, guard, Expect(TokenKind.Arrow), ParseArmValue());
    }

    /// <summary>An expression, or a range of fixed values: an age band is some age between two.</summary>
    private ExpressionSyntax ParseArmValue()
    {
        if (At(TokenKind.DotDot))
        {
            return ParseRangeOrConstant();
        }

        var value = ParseExpression();
        if (!At(TokenKind.DotDot) || value is not (LiteralSyntax or QuantitySyntax or PrefixSyntax { Operand: LiteralSyntax or QuantitySyntax }))
        {
            return value;
        }

        var dots = Next();
        return new RangeSyntax(value, dots, AtSigned() ? ParseSigned() : null);
    }

    /// <summary><c>Pattern ::= Range | Constant | TextTest</c></summary>
    private ExpressionSyntax ParsePattern() => AtTextPattern() ? ParseTextPattern() : ParseRangeOrConstant();

    private bool AtTextPattern() => Current.Kind == TokenKind.Name && Current.Text switch
    {
        "contains" or "matches" => Peek(1).Kind == TokenKind.Text,
        "starts" or "ends" => IsWord(1, "with"),
        _ => false,
    };

    /// <summary><c>TextTest ::= ( "contains" | "starts" "with" | "ends" "with" | "matches" ) TEXT ( "ignoring" "case" )?</c></summary>
    private TextPatternSyntax ParseTextPattern()
    {
        var hasWith = At("starts") || At("ends");
        var keyword = Next();
        var with = hasWith ? Expect("with") : null;
        var text = ExpectPatternText();
        var ignoring = At("ignoring", "case") ? Next() : null;
        return new TextPatternSyntax(keyword, with, text, ignoring, ignoring is null ? null : Next());
    }

    private SyntaxToken ExpectPatternText()
    {
        if (!At(TokenKind.Name) || StartsLine)
        {
            return ExpectText();
        }

        if (!IsQuiet())
        {
            Report(SyntaxErrors.ExpectedText, Current, $"A column is searched for a text; members are looked for with `has`, as in `drugs has {Current.Text}`.", DescribeFound());
        }

        return SkipAndMiss(TokenKind.Text);
    }

    /// <summary><c>Range ::= Signed ".." Signed? | ".." Signed</c>, or a constant.</summary>
    private ExpressionSyntax ParseRangeOrConstant()
    {
        if (At(TokenKind.DotDot))
        {
            return new RangeSyntax(null, Next(), ParseSigned());
        }

        var low = ParseConstant();
        if (!At(TokenKind.DotDot))
        {
            return low;
        }

        var dots = Next();
        return new RangeSyntax(low, dots, AtSigned() ? ParseSigned() : null);
    }

    /// <summary><c>Constant ::= Signed | TEXT | "true" | "false" | Dotted</c></summary>
    private ExpressionSyntax ParseConstant() => Current.Kind switch
    {
        TokenKind.Text or TokenKind.True or TokenKind.False => new LiteralSyntax(Next()),
        TokenKind.Name when !AtStop() => new PathSyntax(null, null, ParseDotted()),
        _ when AtSigned() => ParseSigned(),
        _ => ReportMissingValue("a fixed value"),
    };

    private bool AtSigned() =>
        Current.Kind is TokenKind.Minus or TokenKind.Number or TokenKind.Percent or TokenKind.Date or TokenKind.Instant;

    /// <summary><c>Signed ::= "-"? ( NUMBER | QUANTITY | PERCENT | DATE | INSTANT )</c></summary>
    private ExpressionSyntax ParseSigned()
    {
        var minus = NextIf(TokenKind.Minus);
        ExpressionSyntax value = At(TokenKind.Number) ? ParseNumber()
            : AtSigned() && !At(TokenKind.Minus) ? new LiteralSyntax(Next())
            : ReportMissingValue("a number, an amount or a date");
        return minus is null ? value : new PrefixSyntax(minus, value);
    }

    /// <summary><c>NUMBER | QUANTITY</c>: a number, with its unit if that is on the same line.</summary>
    private ExpressionSyntax ParseNumber()
    {
        var number = Next();
        if (!At(TokenKind.Name) || StartsLine)
        {
            return new LiteralSyntax(number);
        }

        if (SyntaxFacts.IsUnit(Current.Text))
        {
            return new QuantitySyntax(number, Next());
        }

        if (FindMeantUnit(Current.Text) is { } meant)
        {
            ReportUnit(number, meant);
            return new QuantitySyntax(number, Next());
        }

        return new LiteralSyntax(number);
    }

    private void ReportUnit(SyntaxToken number, string meant)
    {
        var location = new Location(source, Current.Span);
        Report(Diagnostic.Create(SyntaxErrors.UnknownUnit, location, Current.Text) with
        {
            Hint = meant.Length == 0 ? "Currencies are written as in `1_500 GBP`." : $"Write `{number.Text} {meant}`.",
            Fixes = meant.Length == 0 ? [] : [new CodeFix($"Write `{meant}`", [new TextEdit(location, meant)], IsSafe: true)],
        });
        lastErrorIndex = -1;
    }

    /// <summary>The unit that a word stands for in other languages; empty for what looks like an unknown currency; else null.</summary>
    private static string? FindMeantUnit(string word)
    {
        var upper = word.ToUpperInvariant();
        return SyntaxFacts.MistakenUnits.GetValueOrDefault(word)
            ?? (SyntaxFacts.Currencies.Contains(upper) && word is not ("all" or "top" or "try") ? upper : null)
            ?? (SyntaxFacts.Units.ContainsKey(word.ToLowerInvariant()) ? word.ToLowerInvariant() : null)
            ?? (word.Length == 3 && word.All(char.IsAsciiLetterUpper) ? "" : null);
    }

    /// <summary><c>QUANTITY</c>: a number and its unit; zero needs none.</summary>
    private ExpressionSyntax ParseQuantity(string what)
    {
        if (!At(TokenKind.Number))
        {
            ReportExpected(SyntaxErrors.ExpectedQuantity, what);
            return new LiteralSyntax(Missing(TokenKind.Number));
        }

        var number = ParseNumber();
        if (number is LiteralSyntax { Token.Value: not 0m })
        {
            ReportExpected(SyntaxErrors.ExpectedQuantity, $"a unit after the number: {what}");
        }

        return number;
    }

    /// <summary><c>"[" item ( "," item )* "]"</c></summary>
    private ListSyntax ParseList(Func<ExpressionSyntax> parseItem)
    {
        var open = Expect(TokenKind.OpenBracket);
        var items = ParseSeparated(parseItem, () => At(TokenKind.Name) && !StartsLine, mayEndWithComma: false, TokenKind.CloseBracket);
        return new ListSyntax(open, items, Expect(TokenKind.CloseBracket));
    }
}
