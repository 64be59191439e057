using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>The smallest expressions, and histories.</summary>
internal sealed partial class Parser
{
    /// <summary><c>Primary</c>, as in the grammar.</summary>
    private ExpressionSyntax ParsePrimary()
    {
        switch (Current.Kind)
        {
            case TokenKind.Number:
                return ParseNumber();
            case TokenKind.Percent or TokenKind.Date or TokenKind.Instant or TokenKind.Text or TokenKind.True or TokenKind.False or TokenKind.Unknown:
                return new LiteralSyntax(Next());
            case TokenKind.Column:
                return new ColumnSyntax(Next());
            case TokenKind.OpenParen:
                return new ParenthesizedSyntax(Next(), ParseExpression(), ExpectCloseParen());
            case TokenKind.Match:
                return ParseMatch();
            case TokenKind.This:
                return ParsePath();
            case TokenKind.Name when !AtStop():
                return ParseNamed();
            case TokenKind.If or TokenKind.Not or TokenKind.Certainly or TokenKind.Possibly:
                return ParseBare();
            default:
                return ReportMissingValue(
                    "a value or a condition",
                    At(TokenKind.Is) ? "Say again what is compared: `x is a or x is b`, or write `x in [a, b]`." : null);
        }
    }

    /// <summary>Reads an <c>if</c> or <c>not</c> that stands without parentheses where an operand is wanted.</summary>
    private ExpressionSyntax ParseBare()
    {
        if (depth >= SyntaxFacts.MaximumDepth)
        {
            return TooDeeplyNested();
        }

        if (lastErrorIndex != index)
        {
            Report(SyntaxErrors.NeedsParentheses, Current, $"Write `({Current.Text} ...)`.", Current.Text);
            lastErrorIndex = -1;
        }

        depth++;
        var bare = At(TokenKind.If) ? ParseIf() : ParseNegation();
        depth--;
        return bare;
    }

    private MissingExpressionSyntax ReportMissingValue(string what, string? hint = null)
    {
        var missing = Missing(TokenKind.Name);
        ReportExpected(SyntaxErrors.ExpectedValue, what, hint);
        return new MissingExpressionSyntax(missing);
    }

    /// <summary>Whatever begins with a name: the shape that its next words give it, else a path.</summary>
    private ExpressionSyntax ParseNamed()
    {
        var next = Peek(1);
        switch (Current.ValueText)
        {
            case "one" when IsWord(1, "of"):
                return ParseOneOf();
            case "offered" when next.Kind == TokenKind.Name && !IsStopNext():
                return new OfferedSyntax(Next(), ExpectName("a service"));
            case "count" when next.Kind == TokenKind.OpenParen:
                return ParseHistory(HistoryKind.Count);
            case "any" when next.Kind == TokenKind.OpenParen:
                return ParseHistory(HistoryKind.Any);
            case "sum" when next.Kind == TokenKind.OpenParen:
                return ParseHistory(HistoryKind.Sum);
            case "days" when IsWord(1, "since"):
                return ParseHistory(HistoryKind.DaysSinceLast);
        }

        return next.Kind == TokenKind.OpenParen ? ParseCall() : IsWord(1, "of") ? ParseLookup() : ParsePath();
    }

    /// <summary><c>Path ::= ( "this" "." )? Dotted</c></summary>
    private PathSyntax ParsePath()
    {
        var thisKeyword = NextIf(TokenKind.This);
        if (thisKeyword is null)
        {
            return new PathSyntax(null, null, ParseDotted("a field"));
        }

        var dot = Expect(TokenKind.Dot);
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        all.Add(ExpectWordAfterDot());
        while (At(TokenKind.Dot))
        {
            all.Add(Next());
            all.Add(ExpectWordAfterDot());
        }

        return new PathSyntax(thisKeyword, dot, new SeparatedSyntaxList<SyntaxToken>(all.ToImmutable()));
    }

    /// <summary><c>Lookup ::= NAME "of" ( Path | COLUMN | Call )</c></summary>
    private LookupSyntax ParseLookup()
    {
        var name = Next();
        var of = Next();
        if (At(TokenKind.Column))
        {
            return new LookupSyntax(name, of, new ColumnSyntax(Next()));
        }

        if (At(TokenKind.Name) && Peek(1).Kind == TokenKind.OpenParen)
        {
            return new LookupSyntax(name, of, ParseCall());
        }

        return new LookupSyntax(name, of, ParsePath());
    }

    /// <summary><c>Call ::= NAME "(" Arg ( "," Arg )* ")"</c></summary>
    private CallSyntax ParseCall()
    {
        var name = Next();
        var open = Next();
        var arguments = ParseSeparated(ParseArgument, () => false, mayEndWithComma: false, TokenKind.CloseParen);
        return new CallSyntax(name, open, arguments, ExpectCloseParen());
    }

    /// <summary><c>Arg ::= "by" Path | Expr</c></summary>
    private ExpressionSyntax ParseArgument() => At("by") && Peek(1).Kind is TokenKind.Name or TokenKind.This
        ? new ByArgumentSyntax(Next(), ParsePath())
        : ParseExpression();

    /// <summary>
    /// <c>History ::= "count" "(" ( "distinct" Path "over" )? Incidents ")" | "any" "(" Incidents ")" | "sum" "(" Expr "over" Incidents ")"
    /// | "days" "since" "last" "(" Incidents ")"</c>
    /// </summary>
    private HistorySyntax ParseHistory(HistoryKind kind)
    {
        SyntaxList<SyntaxToken> words = kind == HistoryKind.DaysSinceLast ? new([Next(), Next(), Expect("last")]) : new([Next()]);
        var open = Expect(TokenKind.OpenParen);
        var distinct = kind == HistoryKind.Count ? NextIf("distinct") : null;
        var subject = kind == HistoryKind.Sum ? ParseExpression() : distinct is null ? null : ParsePath();
        var over = subject is null ? null : Expect("over");
        return new HistorySyntax(kind, words, open, distinct, subject, over, ParseIncidents(), ExpectCloseParen());
    }

    /// <summary><c>Incidents ::= "incidents" ( "of" Path ( "," Path )* )? ( "where" Cond )? ( "within" "past" QUANTITY )?</c></summary>
    private IncidentsSyntax ParseIncidents()
    {
        var keyword = Expect("incidents");
        var of = NextIf("of");
        var keys = of is null ? null : ParseSeparated(ParsePath, () => false, mayEndWithComma: false, TokenKind.CloseParen);
        var where = NextIf(TokenKind.Where);
        var condition = where is null ? null : ParseCondition();
        var within = At("within", "past") ? Next() : null;
        var past = within is null ? null : Next();
        return new IncidentsSyntax(keyword, of, keys, where, condition, within, past, past is null ? null : ParseQuantity("a time such as `365 days`"));
    }

    /// <summary><c>"one" "of" Names</c>, where a name that begins the next pair, arm or field ends the list at the comma before it.</summary>
    private OneOfSyntax ParseOneOf()
    {
        var one = Next();
        var of = Next();
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        all.Add(ExpectName("a member"));
        while (At(TokenKind.Comma) && Peek(1).Kind == TokenKind.Name && !BeginsNextEntry())
        {
            all.Add(Next());
            all.Add(ExpectName("a member"));
        }

        return new OneOfSyntax(one, of, new SeparatedSyntaxList<SyntaxToken>(all.ToImmutable()));
    }

    /// <summary>True if the name after a comma is followed as the first name of a pair, an arm or a field is.</summary>
    private bool BeginsNextEntry() => Peek(2).Kind switch
    {
        TokenKind.Colon or TokenKind.Equals or TokenKind.Arrow or TokenKind.Dot or TokenKind.Or or TokenKind.Where or TokenKind.Text => true,
        TokenKind.Name => (IsWord(2, "with") && IsWord(1, ["starts", "ends"])) || (IsWord(1, "key") && Peek(3).Kind == TokenKind.Colon),
        _ => false,
    };
}
