using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary><c>"principle" NAME TEXT? "rank" NUMBER "{" Clause* "}"</c></summary>
public sealed class PrincipleSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? title,
    SyntaxToken rankKeyword,
    SyntaxToken rank,
    SyntaxToken openBrace,
    SyntaxList<ClauseSyntax> clauses,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(keyword, name, title, rankKeyword, rank, openBrace, clauses, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken RankKeyword { get; } = rankKeyword;

    public SyntaxToken Rank { get; } = rank;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxList<ClauseSyntax> Clauses { get; } = clauses;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>"clause" NAME TEXT? ( "source" TEXT )? Form</c></summary>
public sealed class ClauseSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? title,
    SyntaxToken? sourceKeyword,
    SyntaxToken? source,
    ClauseFormSyntax form)
    : SyntaxNode(Of(keyword, name, title, sourceKeyword, source, form))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken? SourceKeyword { get; } = sourceKeyword;

    public SyntaxToken? Source { get; } = source;

    public ClauseFormSyntax Form { get; } = form;
}

/// <summary>What a clause demands.</summary>
public abstract class ClauseFormSyntax : SyntaxNode
{
    private protected ClauseFormSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"never" Target "when" Guard</c></summary>
public sealed class NeverSyntax(SyntaxToken keyword, TargetSyntax target, SyntaxToken whenKeyword, GuardSyntax guard)
    : ClauseFormSyntax(Of(keyword, target, whenKeyword, guard))
{
    public SyntaxToken Keyword { get; } = keyword;

    public TargetSyntax Target { get; } = target;

    public SyntaxToken WhenKeyword { get; } = whenKeyword;

    public GuardSyntax Guard { get; } = guard;
}

/// <summary><c>"never" "harsher" "than" NAME "when" Guard</c></summary>
public sealed class NeverHarsherSyntax(
    SyntaxToken keyword,
    SyntaxToken harsherKeyword,
    SyntaxToken thanKeyword,
    SyntaxToken action,
    SyntaxToken whenKeyword,
    GuardSyntax guard)
    : ClauseFormSyntax(Of(keyword, harsherKeyword, thanKeyword, action, whenKeyword, guard))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken HarsherKeyword { get; } = harsherKeyword;

    public SyntaxToken ThanKeyword { get; } = thanKeyword;

    public SyntaxToken Action { get; } = action;

    public SyntaxToken WhenKeyword { get; } = whenKeyword;

    public GuardSyntax Guard { get; } = guard;
}

/// <summary><c>"always" Target "when" Guard</c></summary>
public sealed class AlwaysSyntax(SyntaxToken keyword, TargetSyntax target, SyntaxToken whenKeyword, GuardSyntax guard)
    : ClauseFormSyntax(Of(keyword, target, whenKeyword, guard))
{
    public SyntaxToken Keyword { get; } = keyword;

    public TargetSyntax Target { get; } = target;

    public SyntaxToken WhenKeyword { get; } = whenKeyword;

    public GuardSyntax Guard { get; } = guard;
}

/// <summary><c>"always" "offer" Names "when" Guard</c></summary>
public sealed class AlwaysOfferSyntax(
    SyntaxToken keyword,
    SyntaxToken offerKeyword,
    SeparatedSyntaxList<SyntaxToken> services,
    SyntaxToken whenKeyword,
    GuardSyntax guard)
    : ClauseFormSyntax(Of(keyword, offerKeyword, services, whenKeyword, guard))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken OfferKeyword { get; } = offerKeyword;

    public SeparatedSyntaxList<SyntaxToken> Services { get; } = services;

    public SyntaxToken WhenKeyword { get; } = whenKeyword;

    public GuardSyntax Guard { get; } = guard;
}

/// <summary><c>"every" ( "rule" ( "that" "ends" "in" Target )? | "crackdown" | "policy" ) "states" Property Bound?</c></summary>
public sealed class EverySyntax(
    SyntaxToken keyword,
    SyntaxToken subject,
    SyntaxToken? thatKeyword,
    SyntaxToken? endsKeyword,
    SyntaxToken? inKeyword,
    TargetSyntax? target,
    SyntaxToken statesKeyword,
    SyntaxToken property,
    BoundSyntax? bound)
    : ClauseFormSyntax(Of(keyword, subject, thatKeyword, endsKeyword, inKeyword, target, statesKeyword, property, bound))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Subject { get; } = subject;

    public SyntaxToken? ThatKeyword { get; } = thatKeyword;

    public SyntaxToken? EndsKeyword { get; } = endsKeyword;

    public SyntaxToken? InKeyword { get; } = inKeyword;

    public TargetSyntax? Target { get; } = target;

    public SyntaxToken StatesKeyword { get; } = statesKeyword;

    public SyntaxToken Property { get; } = property;

    public BoundSyntax? Bound { get; } = bound;
}

/// <summary><c>"no" "rule" "depends" "on" Path; the path "protected" stands for every protected field</c></summary>
public sealed class DependsSyntax(
    SyntaxToken keyword,
    SyntaxToken ruleKeyword,
    SyntaxToken dependsKeyword,
    SyntaxToken onKeyword,
    PathSyntax field)
    : ClauseFormSyntax(Of(keyword, ruleKeyword, dependsKeyword, onKeyword, field))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken RuleKeyword { get; } = ruleKeyword;

    public SyntaxToken DependsKeyword { get; } = dependsKeyword;

    public SyntaxToken OnKeyword { get; } = onKeyword;

    public PathSyntax Field { get; } = field;
}

/// <summary><c>"severity" "never" "falls" "as" Path "rises"</c></summary>
public sealed class NeverFallsSyntax(
    SyntaxToken keyword,
    SyntaxToken neverKeyword,
    SyntaxToken fallsKeyword,
    SyntaxToken asKeyword,
    ExpressionSyntax field,
    SyntaxToken risesKeyword)
    : ClauseFormSyntax(Of(keyword, neverKeyword, fallsKeyword, asKeyword, field, risesKeyword))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken NeverKeyword { get; } = neverKeyword;

    public SyntaxToken FallsKeyword { get; } = fallsKeyword;

    public SyntaxToken AsKeyword { get; } = asKeyword;

    public ExpressionSyntax Field { get; } = field;

    public SyntaxToken RisesKeyword { get; } = risesKeyword;
}

/// <summary><c>"require" Cond</c></summary>
public sealed class RequireSyntax(SyntaxToken keyword, ExpressionSyntax condition)
    : ClauseFormSyntax(Of(keyword, condition))
{
    public SyntaxToken Keyword { get; } = keyword;

    public ExpressionSyntax Condition { get; } = condition;
}

/// <summary><c>NAME "action"?: an action, or with "action" a trait that actions have</c></summary>
public sealed class TargetSyntax(SyntaxToken name, SyntaxToken? actionKeyword)
    : SyntaxNode(Of(name, actionKeyword))
{
    public SyntaxToken Name { get; } = name;

    public SyntaxToken? ActionKeyword { get; } = actionKeyword;
}

/// <summary><c>"at" ( "least" | "most" ) ( QUANTITY | NUMBER ( "per" PERIOD )? )</c></summary>
public sealed class BoundSyntax(
    SyntaxToken atKeyword,
    SyntaxToken direction,
    ExpressionSyntax amount,
    SyntaxToken? perKeyword,
    SyntaxToken? period)
    : SyntaxNode(Of(atKeyword, direction, amount, perKeyword, period))
{
    public SyntaxToken AtKeyword { get; } = atKeyword;

    public SyntaxToken Direction { get; } = direction;

    public ExpressionSyntax Amount { get; } = amount;

    public SyntaxToken? PerKeyword { get; } = perKeyword;

    public SyntaxToken? Period { get; } = period;
}
