using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary><c>"define" NAME "=" Expr</c></summary>
public sealed class DefineSyntax(SyntaxToken keyword, SyntaxToken name, SyntaxToken equalsSign, ExpressionSyntax value)
    : ItemSyntax(Of(keyword, name, equalsSign, value))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken EqualsSign { get; } = equalsSign;

    public ExpressionSyntax Value { get; } = value;
}

/// <summary><c>"otherwise" NAME</c></summary>
public sealed class OtherwiseSyntax(SyntaxToken keyword, SyntaxToken action)
    : ItemSyntax(Of(keyword, action))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Action { get; } = action;
}

/// <summary><c>"departs" "from" NAME "." NAME "because" TEXT "until" DATE</c></summary>
public sealed class DepartureSyntax(
    SyntaxToken keyword,
    SyntaxToken fromKeyword,
    SyntaxToken principle,
    SyntaxToken dot,
    SyntaxToken clause,
    SyntaxToken becauseKeyword,
    SyntaxToken reason,
    SyntaxToken untilKeyword,
    SyntaxToken until)
    : ItemSyntax(Of(keyword, fromKeyword, principle, dot, clause, becauseKeyword, reason, untilKeyword, until))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken FromKeyword { get; } = fromKeyword;

    public SyntaxToken Principle { get; } = principle;

    public SyntaxToken Dot { get; } = dot;

    public SyntaxToken Clause { get; } = clause;

    public SyntaxToken BecauseKeyword { get; } = becauseKeyword;

    public SyntaxToken Reason { get; } = reason;

    public SyntaxToken UntilKeyword { get; } = untilKeyword;

    public SyntaxToken Until { get; } = until;
}

/// <summary><c>"rule" NAME TEXT? "{" RuleClause* "}"</c></summary>
public sealed class RuleSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? title,
    SyntaxToken openBrace,
    SyntaxList<RuleClauseSyntax> clauses,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(keyword, name, title, openBrace, clauses, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxList<RuleClauseSyntax> Clauses { get; } = clauses;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>"crackdown" NAME TEXT? "{" CrackClause* "}"</c></summary>
public sealed class CrackdownSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? title,
    SyntaxToken openBrace,
    SyntaxList<RuleClauseSyntax> clauses,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(keyword, name, title, openBrace, clauses, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxList<RuleClauseSyntax> Clauses { get; } = clauses;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>"resource" NAME QUANTITY "per" PERIOD ( "," "when" "exhausted" NAME )?</c></summary>
public sealed class ResourceSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    ExpressionSyntax amount,
    SyntaxToken perKeyword,
    SyntaxToken period,
    SyntaxToken? comma,
    SyntaxToken? whenKeyword,
    SyntaxToken? exhaustedKeyword,
    SyntaxToken? action)
    : ItemSyntax(Of(keyword, name, amount, perKeyword, period, comma, whenKeyword, exhaustedKeyword, action))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public ExpressionSyntax Amount { get; } = amount;

    public SyntaxToken PerKeyword { get; } = perKeyword;

    public SyntaxToken Period { get; } = period;

    public SyntaxToken? Comma { get; } = comma;

    public SyntaxToken? WhenKeyword { get; } = whenKeyword;

    public SyntaxToken? ExhaustedKeyword { get; } = exhaustedKeyword;

    public SyntaxToken? Action { get; } = action;
}

/// <summary><c>"allocate" NAME "{" "total" NUMBER "to" "areas" "in" "proportion" "to" NAME "per" NAME ( "at" ( "least" | "most" ) NUMBER )* "}"</c></summary>
public sealed class AllocateSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken openBrace,
    SyntaxToken totalKeyword,
    SyntaxToken total,
    SyntaxToken toKeyword,
    SyntaxToken areasKeyword,
    SyntaxToken inKeyword,
    SyntaxToken proportionKeyword,
    SyntaxToken secondToKeyword,
    SyntaxToken need,
    SyntaxToken perKeyword,
    SyntaxToken per,
    SyntaxList<AllocateBoundSyntax> bounds,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(keyword, name, openBrace, totalKeyword, total, toKeyword, areasKeyword, inKeyword, proportionKeyword, secondToKeyword, need, perKeyword, per, bounds, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxToken TotalKeyword { get; } = totalKeyword;

    public SyntaxToken Total { get; } = total;

    public SyntaxToken ToKeyword { get; } = toKeyword;

    public SyntaxToken AreasKeyword { get; } = areasKeyword;

    public SyntaxToken InKeyword { get; } = inKeyword;

    public SyntaxToken ProportionKeyword { get; } = proportionKeyword;

    public SyntaxToken SecondToKeyword { get; } = secondToKeyword;

    public SyntaxToken Need { get; } = need;

    public SyntaxToken PerKeyword { get; } = perKeyword;

    public SyntaxToken Per { get; } = per;

    public SyntaxList<AllocateBoundSyntax> Bounds { get; } = bounds;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>"at" ( "least" | "most" ) NUMBER</c></summary>
public sealed class AllocateBoundSyntax(SyntaxToken atKeyword, SyntaxToken direction, SyntaxToken number)
    : SyntaxNode(Of(atKeyword, direction, number))
{
    public SyntaxToken AtKeyword { get; } = atKeyword;

    public SyntaxToken Direction { get; } = direction;

    public SyntaxToken Number { get; } = number;
}

/// <summary>A line of a rule or a crackdown.</summary>
public abstract class RuleClauseSyntax : SyntaxNode
{
    private protected RuleClauseSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"when" Guard</c></summary>
public sealed class WhenClauseSyntax(SyntaxToken keyword, GuardSyntax guard)
    : RuleClauseSyntax(Of(keyword, guard))
{
    public SyntaxToken Keyword { get; } = keyword;

    public GuardSyntax Guard { get; } = guard;
}

/// <summary><c>"then" Outcome</c></summary>
public sealed class ThenClauseSyntax(SyntaxToken keyword, OutcomeSyntax outcome)
    : RuleClauseSyntax(Of(keyword, outcome))
{
    public SyntaxToken Keyword { get; } = keyword;

    public OutcomeSyntax Outcome { get; } = outcome;
}

/// <summary><c>"then" NAME "at" "most" NUMBER "per" PERIOD "," "otherwise" NAME</c></summary>
public sealed class CappedThenClauseSyntax(
    SyntaxToken keyword,
    SyntaxToken action,
    SyntaxToken atKeyword,
    SyntaxToken mostKeyword,
    SyntaxToken cap,
    SyntaxToken perKeyword,
    SyntaxToken period,
    SyntaxToken comma,
    SyntaxToken otherwiseKeyword,
    SyntaxToken alternative)
    : RuleClauseSyntax(Of(keyword, action, atKeyword, mostKeyword, cap, perKeyword, period, comma, otherwiseKeyword, alternative))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Action { get; } = action;

    public SyntaxToken AtKeyword { get; } = atKeyword;

    public SyntaxToken MostKeyword { get; } = mostKeyword;

    public SyntaxToken Cap { get; } = cap;

    public SyntaxToken PerKeyword { get; } = perKeyword;

    public SyntaxToken Period { get; } = period;

    public SyntaxToken Comma { get; } = comma;

    public SyntaxToken OtherwiseKeyword { get; } = otherwiseKeyword;

    public SyntaxToken Alternative { get; } = alternative;
}

/// <summary><c>"also"? "offer" Names</c></summary>
public sealed class OfferClauseSyntax(SyntaxToken? alsoKeyword, SyntaxToken keyword, SeparatedSyntaxList<SyntaxToken> services)
    : RuleClauseSyntax(Of(alsoKeyword, keyword, services))
{
    public SyntaxToken? AlsoKeyword { get; } = alsoKeyword;

    public SyntaxToken Keyword { get; } = keyword;

    public SeparatedSyntaxList<SyntaxToken> Services { get; } = services;
}

/// <summary><c>"with" Names</c></summary>
public sealed class WithClauseSyntax(SyntaxToken keyword, SeparatedSyntaxList<SyntaxToken> partners)
    : RuleClauseSyntax(Of(keyword, partners))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SeparatedSyntaxList<SyntaxToken> Partners { get; } = partners;
}

/// <summary><c>( "because" | "benefit" | "legal" ) TEXT</c></summary>
public sealed class TextClauseSyntax(SyntaxToken keyword, SyntaxToken text)
    : RuleClauseSyntax(Of(keyword, text))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Text { get; } = text;
}

/// <summary><c>"overrides" ( "all" ( "except" Names )? | Names )</c></summary>
public sealed class OverridesClauseSyntax(
    SyntaxToken keyword,
    SyntaxToken? allKeyword,
    SyntaxToken? exceptKeyword,
    SeparatedSyntaxList<SyntaxToken>? names)
    : RuleClauseSyntax(Of(keyword, allKeyword, exceptKeyword, names))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken? AllKeyword { get; } = allKeyword;

    public SyntaxToken? ExceptKeyword { get; } = exceptKeyword;

    public SeparatedSyntaxList<SyntaxToken>? Names { get; } = names;
}

/// <summary><c>"yields" "to" Names</c></summary>
public sealed class YieldsClauseSyntax(SyntaxToken keyword, SyntaxToken toKeyword, SeparatedSyntaxList<SyntaxToken> names)
    : RuleClauseSyntax(Of(keyword, toKeyword, names))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken ToKeyword { get; } = toKeyword;

    public SeparatedSyntaxList<SyntaxToken> Names { get; } = names;
}

/// <summary><c>"priority" NUMBER</c></summary>
public sealed class PriorityClauseSyntax(SyntaxToken keyword, SyntaxToken number)
    : RuleClauseSyntax(Of(keyword, number))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Number { get; } = number;
}

/// <summary><c>"target" "areas" "where" Guard</c></summary>
public sealed class TargetClauseSyntax(SyntaxToken keyword, SyntaxToken areasKeyword, SyntaxToken whereKeyword, GuardSyntax guard)
    : RuleClauseSyntax(Of(keyword, areasKeyword, whereKeyword, guard))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken AreasKeyword { get; } = areasKeyword;

    public SyntaxToken WhereKeyword { get; } = whereKeyword;

    public GuardSyntax Guard { get; } = guard;
}

/// <summary><c>"announce" QUANTITY "before" "by" Names</c></summary>
public sealed class AnnounceClauseSyntax(
    SyntaxToken keyword,
    ExpressionSyntax lead,
    SyntaxToken beforeKeyword,
    SyntaxToken byKeyword,
    SeparatedSyntaxList<SyntaxToken> channels)
    : RuleClauseSyntax(Of(keyword, lead, beforeKeyword, byKeyword, channels))
{
    public SyntaxToken Keyword { get; } = keyword;

    public ExpressionSyntax Lead { get; } = lead;

    public SyntaxToken BeforeKeyword { get; } = beforeKeyword;

    public SyntaxToken ByKeyword { get; } = byKeyword;

    public SeparatedSyntaxList<SyntaxToken> Channels { get; } = channels;
}

/// <summary><c>( "lasts" | "rests" ) QUANTITY</c></summary>
public sealed class DurationClauseSyntax(SyntaxToken keyword, ExpressionSyntax duration)
    : RuleClauseSyntax(Of(keyword, duration))
{
    public SyntaxToken Keyword { get; } = keyword;

    public ExpressionSyntax Duration { get; } = duration;
}

/// <summary><c>NAME ( "to" Names )? ( "within" QUANTITY )? ( "," "otherwise" NAME )?</c></summary>
public sealed class OutcomeSyntax(
    SyntaxToken action,
    SyntaxToken? toKeyword,
    SeparatedSyntaxList<SyntaxToken>? services,
    SyntaxToken? withinKeyword,
    ExpressionSyntax? deadline,
    SyntaxToken? comma,
    SyntaxToken? otherwiseKeyword,
    SyntaxToken? alternative)
    : SyntaxNode(Of(action, toKeyword, services, withinKeyword, deadline, comma, otherwiseKeyword, alternative))
{
    public SyntaxToken Action { get; } = action;

    public SyntaxToken? ToKeyword { get; } = toKeyword;

    public SeparatedSyntaxList<SyntaxToken>? Services { get; } = services;

    public SyntaxToken? WithinKeyword { get; } = withinKeyword;

    public ExpressionSyntax? Deadline { get; } = deadline;

    public SyntaxToken? Comma { get; } = comma;

    public SyntaxToken? OtherwiseKeyword { get; } = otherwiseKeyword;

    public SyntaxToken? Alternative { get; } = alternative;
}
