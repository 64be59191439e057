using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary><c>NUMBER | PERCENT | DATE | INSTANT | TEXT | "true" | "false" | "unknown"</c></summary>
public sealed class LiteralSyntax(SyntaxToken token)
    : ExpressionSyntax(Of(token))
{
    public SyntaxToken Token { get; } = token;
}

/// <summary><c>a number and its unit on one line</c></summary>
public sealed class QuantitySyntax(SyntaxToken number, SyntaxToken unit)
    : ExpressionSyntax(Of(number, unit))
{
    public SyntaxToken Number { get; } = number;

    public SyntaxToken Unit { get; } = unit;
}

/// <summary><c>an expression that the text lacks; its token is missing</c></summary>
public sealed class MissingExpressionSyntax(SyntaxToken token)
    : ExpressionSyntax(Of(token))
{
    public SyntaxToken Token { get; } = token;
}

/// <summary><c>"one" "of" Names</c></summary>
public sealed class OneOfSyntax(SyntaxToken oneKeyword, SyntaxToken ofKeyword, SeparatedSyntaxList<SyntaxToken> names)
    : ExpressionSyntax(Of(oneKeyword, ofKeyword, names))
{
    public SyntaxToken OneKeyword { get; } = oneKeyword;

    public SyntaxToken OfKeyword { get; } = ofKeyword;

    public SeparatedSyntaxList<SyntaxToken> Names { get; } = names;
}

/// <summary><c>COLUMN</c></summary>
public sealed class ColumnSyntax(SyntaxToken token)
    : ExpressionSyntax(Of(token))
{
    public SyntaxToken Token { get; } = token;
}

/// <summary><c>( "this" "." )? Dotted</c></summary>
public sealed class PathSyntax(SyntaxToken? thisKeyword, SyntaxToken? thisDot, SeparatedSyntaxList<SyntaxToken> names)
    : ExpressionSyntax(Of(thisKeyword, thisDot, names))
{
    public SyntaxToken? ThisKeyword { get; } = thisKeyword;

    public SyntaxToken? ThisDot { get; } = thisDot;

    public SeparatedSyntaxList<SyntaxToken> Names { get; } = names;
}

/// <summary><c>NAME "of" ( Path | COLUMN | Call ): a table, a date part, or a function of one value</c></summary>
public sealed class LookupSyntax(SyntaxToken name, SyntaxToken ofKeyword, ExpressionSyntax argument)
    : ExpressionSyntax(Of(name, ofKeyword, argument))
{
    public SyntaxToken Name { get; } = name;

    public SyntaxToken OfKeyword { get; } = ofKeyword;

    public ExpressionSyntax Argument { get; } = argument;
}

/// <summary><c>NAME "(" Arg ( "," Arg )* ")"</c></summary>
public sealed class CallSyntax(
    SyntaxToken name,
    SyntaxToken openParen,
    SeparatedSyntaxList<ExpressionSyntax> arguments,
    SyntaxToken closeParen)
    : ExpressionSyntax(Of(name, openParen, arguments, closeParen))
{
    public SyntaxToken Name { get; } = name;

    public SyntaxToken OpenParen { get; } = openParen;

    public SeparatedSyntaxList<ExpressionSyntax> Arguments { get; } = arguments;

    public SyntaxToken CloseParen { get; } = closeParen;
}

/// <summary><c>"by" Path</c></summary>
public sealed class ByArgumentSyntax(SyntaxToken byKeyword, PathSyntax path)
    : ExpressionSyntax(Of(byKeyword, path))
{
    public SyntaxToken ByKeyword { get; } = byKeyword;

    public PathSyntax Path { get; } = path;
}

/// <summary><c>"offered" NAME</c></summary>
public sealed class OfferedSyntax(SyntaxToken keyword, SyntaxToken service)
    : ExpressionSyntax(Of(keyword, service))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Service { get; } = service;
}

/// <summary>What a <see cref="HistorySyntax"/> computes over incidents.</summary>
public enum HistoryKind
{
    Count,
    Any,
    Sum,
    DaysSinceLast,
}

/// <summary>
/// <c>"count" "(" ( "distinct" Path "over" )? Incidents ")" | "any" "(" Incidents ")" | "sum" "(" Expr "over" Incidents ")"
/// | "days" "since" "last" "(" Incidents ")"</c>: in a condition a history; in a measure, without a key, a figure over the data set.
/// </summary>
public sealed class HistorySyntax(
    HistoryKind kind,
    SyntaxList<SyntaxToken> words,
    SyntaxToken openParen,
    SyntaxToken? distinctKeyword,
    ExpressionSyntax? subject,
    SyntaxToken? overKeyword,
    IncidentsSyntax incidents,
    SyntaxToken closeParen)
    : ExpressionSyntax(Of(words, openParen, distinctKeyword, subject, overKeyword, incidents, closeParen))
{
    public HistoryKind Kind { get; } = kind;

    public SyntaxList<SyntaxToken> Words { get; } = words;

    public SyntaxToken OpenParen { get; } = openParen;

    public SyntaxToken? DistinctKeyword { get; } = distinctKeyword;

    /// <summary>The path counted distinctly, or the summand.</summary>
    public ExpressionSyntax? Subject { get; } = subject;

    public SyntaxToken? OverKeyword { get; } = overKeyword;

    public IncidentsSyntax Incidents { get; } = incidents;

    public SyntaxToken CloseParen { get; } = closeParen;
}

/// <summary><c>"incidents" ( "of" Path ( "," Path )* )? ( "where" Cond )? ( "within" "past" QUANTITY )?</c></summary>
public sealed class IncidentsSyntax(
    SyntaxToken keyword,
    SyntaxToken? ofKeyword,
    SeparatedSyntaxList<PathSyntax>? keys,
    SyntaxToken? whereKeyword,
    ExpressionSyntax? condition,
    SyntaxToken? withinKeyword,
    SyntaxToken? pastKeyword,
    ExpressionSyntax? window)
    : SyntaxNode(Of(keyword, ofKeyword, keys, whereKeyword, condition, withinKeyword, pastKeyword, window))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken? OfKeyword { get; } = ofKeyword;

    public SeparatedSyntaxList<PathSyntax>? Keys { get; } = keys;

    public SyntaxToken? WhereKeyword { get; } = whereKeyword;

    public ExpressionSyntax? Condition { get; } = condition;

    public SyntaxToken? WithinKeyword { get; } = withinKeyword;

    public SyntaxToken? PastKeyword { get; } = pastKeyword;

    public ExpressionSyntax? Window { get; } = window;
}

/// <summary><c>"match" Default Arms</c></summary>
public sealed class MatchSyntax(SyntaxToken keyword, ExpressionSyntax subject, ArmsSyntax arms)
    : ExpressionSyntax(Of(keyword, subject, arms))
{
    public SyntaxToken Keyword { get; } = keyword;

    public ExpressionSyntax Subject { get; } = subject;

    public ArmsSyntax Arms { get; } = arms;
}

/// <summary><c>"{" Arm ( "," Arm )* ","? "}"</c></summary>
public sealed class ArmsSyntax(SyntaxToken openBrace, SeparatedSyntaxList<ArmSyntax> arms, SyntaxToken closeBrace)
    : SyntaxNode(Of(openBrace, arms, closeBrace))
{
    public SyntaxToken OpenBrace { get; } = openBrace;

    public SeparatedSyntaxList<ArmSyntax> Arms { get; } = arms;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>( Pattern ( "or" Pattern )* ( "where" Cond )? | "unknown" | "otherwise" ) "=>" Expr; patterns are RangeSyntax, constants, TextPatternSyntax or one KeywordPatternSyntax</c></summary>
public sealed class ArmSyntax(
    SeparatedSyntaxList<ExpressionSyntax> patterns,
    SyntaxToken? whereKeyword,
    ExpressionSyntax? guard,
    SyntaxToken arrow,
    ExpressionSyntax value)
    : SyntaxNode(Of(patterns, whereKeyword, guard, arrow, value))
{
    public SeparatedSyntaxList<ExpressionSyntax> Patterns { get; } = patterns;

    public SyntaxToken? WhereKeyword { get; } = whereKeyword;

    public ExpressionSyntax? Guard { get; } = guard;

    public SyntaxToken Arrow { get; } = arrow;

    public ExpressionSyntax Value { get; } = value;
}

/// <summary><c>"unknown" | "otherwise" as the pattern of an arm</c></summary>
public sealed class KeywordPatternSyntax(SyntaxToken token)
    : ExpressionSyntax(Of(token))
{
    public SyntaxToken Token { get; } = token;
}

/// <summary><c>Signed ".." Signed? | ".." Signed</c></summary>
public sealed class RangeSyntax(ExpressionSyntax? low, SyntaxToken dots, ExpressionSyntax? high)
    : ExpressionSyntax(Of(low, dots, high))
{
    public ExpressionSyntax? Low { get; } = low;

    public SyntaxToken Dots { get; } = dots;

    public ExpressionSyntax? High { get; } = high;
}

/// <summary><c>"[" Constant ( "," Constant )* "]"</c></summary>
public sealed class ListSyntax(SyntaxToken openBracket, SeparatedSyntaxList<ExpressionSyntax> items, SyntaxToken closeBracket)
    : ExpressionSyntax(Of(openBracket, items, closeBracket))
{
    public SyntaxToken OpenBracket { get; } = openBracket;

    public SeparatedSyntaxList<ExpressionSyntax> Items { get; } = items;

    public SyntaxToken CloseBracket { get; } = closeBracket;
}

/// <summary><c>"(" Expr ")"</c></summary>
public sealed class ParenthesizedSyntax(SyntaxToken openParen, ExpressionSyntax expression, SyntaxToken closeParen)
    : ExpressionSyntax(Of(openParen, expression, closeParen))
{
    public SyntaxToken OpenParen { get; } = openParen;

    public ExpressionSyntax Expression { get; } = expression;

    public SyntaxToken CloseParen { get; } = closeParen;
}
