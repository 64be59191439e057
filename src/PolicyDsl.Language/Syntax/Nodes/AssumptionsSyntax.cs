using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary><c>"assumptions" NAME TEXT? "{" ( "currency" NAME | Assumption )* "}"</c></summary>
public sealed class AssumptionsSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? title,
    SyntaxToken openBrace,
    SyntaxList<AssumptionItemSyntax> items,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(keyword, name, title, openBrace, items, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxList<AssumptionItemSyntax> Items { get; } = items;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary>A line of an assumptions block.</summary>
public abstract class AssumptionItemSyntax : SyntaxNode
{
    private protected AssumptionItemSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"currency" NAME</c></summary>
public sealed class CurrencySyntax(SyntaxToken keyword, SyntaxToken name)
    : AssumptionItemSyntax(Of(keyword, name))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;
}

/// <summary><c>( "cost" | "hours" | "harm" | "uptake" ) "of" NAME "=" Estimate ( "source" TEXT )?</c></summary>
public sealed class AssumptionSyntax(
    SyntaxToken keyword,
    SyntaxToken ofKeyword,
    SyntaxToken name,
    SyntaxToken equalsSign,
    EstimateSyntax estimate,
    SyntaxToken? sourceKeyword,
    SyntaxToken? source)
    : AssumptionItemSyntax(Of(keyword, ofKeyword, name, equalsSign, estimate, sourceKeyword, source))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken OfKeyword { get; } = ofKeyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken EqualsSign { get; } = equalsSign;

    public EstimateSyntax Estimate { get; } = estimate;

    public SyntaxToken? SourceKeyword { get; } = sourceKeyword;

    public SyntaxToken? Source { get; } = source;
}

/// <summary><c>"effect" "of" NAME "on" "later"? "incidents" "of" NAME "=" Estimate Lasting* ( "source" TEXT )?</c></summary>
public sealed class EffectSyntax(
    SyntaxToken keyword,
    SyntaxToken ofKeyword,
    SyntaxToken name,
    SyntaxToken onKeyword,
    SyntaxToken? laterKeyword,
    SyntaxToken incidentsKeyword,
    SyntaxToken secondOfKeyword,
    SyntaxToken entity,
    SyntaxToken equalsSign,
    EstimateSyntax estimate,
    SyntaxList<LastingSyntax> lastings,
    SyntaxToken? sourceKeyword,
    SyntaxToken? source)
    : AssumptionItemSyntax(Of(keyword, ofKeyword, name, onKeyword, laterKeyword, incidentsKeyword, secondOfKeyword, entity, equalsSign, estimate, lastings, sourceKeyword, source))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken OfKeyword { get; } = ofKeyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken OnKeyword { get; } = onKeyword;

    public SyntaxToken? LaterKeyword { get; } = laterKeyword;

    public SyntaxToken IncidentsKeyword { get; } = incidentsKeyword;

    public SyntaxToken SecondOfKeyword { get; } = secondOfKeyword;

    public SyntaxToken Entity { get; } = entity;

    public SyntaxToken EqualsSign { get; } = equalsSign;

    public EstimateSyntax Estimate { get; } = estimate;

    public SyntaxList<LastingSyntax> Lastings { get; } = lastings;

    public SyntaxToken? SourceKeyword { get; } = sourceKeyword;

    public SyntaxToken? Source { get; } = source;
}

/// <summary>How an effect goes on and where it goes.</summary>
public abstract class LastingSyntax : SyntaxNode
{
    private protected LastingSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"for" QUANTITY</c></summary>
public sealed class LastsForSyntax(SyntaxToken keyword, ExpressionSyntax duration)
    : LastingSyntax(Of(keyword, duration))
{
    public SyntaxToken Keyword { get; } = keyword;

    public ExpressionSyntax Duration { get; } = duration;
}

/// <summary><c>"," "fading" "over" QUANTITY</c></summary>
public sealed class FadingSyntax(SyntaxToken comma, SyntaxToken keyword, SyntaxToken overKeyword, ExpressionSyntax duration)
    : LastingSyntax(Of(comma, keyword, overKeyword, duration))
{
    public SyntaxToken Comma { get; } = comma;

    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken OverKeyword { get; } = overKeyword;

    public ExpressionSyntax Duration { get; } = duration;
}

/// <summary><c>"," "displacing" Estimate</c></summary>
public sealed class DisplacingSyntax(SyntaxToken comma, SyntaxToken keyword, EstimateSyntax share)
    : LastingSyntax(Of(comma, keyword, share))
{
    public SyntaxToken Comma { get; } = comma;

    public SyntaxToken Keyword { get; } = keyword;

    public EstimateSyntax Share { get; } = share;
}

/// <summary><c>Signed ( ".." Signed ".." Signed )?: low, central and high, or one value</c></summary>
public sealed class EstimateSyntax(
    ExpressionSyntax low,
    SyntaxToken? firstDots,
    ExpressionSyntax? central,
    SyntaxToken? secondDots,
    ExpressionSyntax? high)
    : SyntaxNode(Of(low, firstDots, central, secondDots, high))
{
    public ExpressionSyntax Low { get; } = low;

    public SyntaxToken? FirstDots { get; } = firstDots;

    public ExpressionSyntax? Central { get; } = central;

    public SyntaxToken? SecondDots { get; } = secondDots;

    public ExpressionSyntax? High { get; } = high;
}
