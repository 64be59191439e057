using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary><c>"test" TEXT "{" ( "given" Given | "expect" Expect | Cases )* "}"</c></summary>
public sealed class TestSyntax(
    SyntaxToken keyword,
    SyntaxToken title,
    SyntaxToken openBrace,
    SyntaxList<TestItemSyntax> items,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(keyword, title, openBrace, items, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Title { get; } = title;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxList<TestItemSyntax> Items { get; } = items;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary>A line of a test.</summary>
public abstract class TestItemSyntax : SyntaxNode
{
    private protected TestItemSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"given" "incident" Record</c></summary>
public sealed class GivenIncidentSyntax(SyntaxToken keyword, SyntaxToken incidentKeyword, RecordSyntax record)
    : TestItemSyntax(Of(keyword, incidentKeyword, record))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken IncidentKeyword { get; } = incidentKeyword;

    public RecordSyntax Record { get; } = record;
}

/// <summary><c>"given" NUMBER? "earlier" ( "incident" | "incidents" ) Record</c></summary>
public sealed class GivenEarlierSyntax(
    SyntaxToken keyword,
    SyntaxToken? number,
    SyntaxToken earlierKeyword,
    SyntaxToken incidentsKeyword,
    RecordSyntax record)
    : TestItemSyntax(Of(keyword, number, earlierKeyword, incidentsKeyword, record))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken? Number { get; } = number;

    public SyntaxToken EarlierKeyword { get; } = earlierKeyword;

    public SyntaxToken IncidentsKeyword { get; } = incidentsKeyword;

    public RecordSyntax Record { get; } = record;
}

/// <summary><c>"given" "crackdown" NAME</c></summary>
public sealed class GivenCrackdownSyntax(SyntaxToken keyword, SyntaxToken crackdownKeyword, SyntaxToken name)
    : TestItemSyntax(Of(keyword, crackdownKeyword, name))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken CrackdownKeyword { get; } = crackdownKeyword;

    public SyntaxToken Name { get; } = name;
}

/// <summary><c>"given" "exhausted" NAME</c></summary>
public sealed class GivenExhaustedSyntax(SyntaxToken keyword, SyntaxToken exhaustedKeyword, SyntaxToken name)
    : TestItemSyntax(Of(keyword, exhaustedKeyword, name))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken ExhaustedKeyword { get; } = exhaustedKeyword;

    public SyntaxToken Name { get; } = name;
}

/// <summary><c>"given" "otherwise" "of" NAME</c></summary>
public sealed class GivenOtherwiseSyntax(SyntaxToken keyword, SyntaxToken otherwiseKeyword, SyntaxToken ofKeyword, SyntaxToken name)
    : TestItemSyntax(Of(keyword, otherwiseKeyword, ofKeyword, name))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken OtherwiseKeyword { get; } = otherwiseKeyword;

    public SyntaxToken OfKeyword { get; } = ofKeyword;

    public SyntaxToken Name { get; } = name;
}

/// <summary>What a test expects of the decision.</summary>
public abstract class ExpectSyntax : TestItemSyntax
{
    private protected ExpectSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"expect" NAME ( "to" Names )? ( "by" Names )?</c></summary>
public sealed class ExpectDispositionSyntax(
    SyntaxToken keyword,
    SyntaxToken action,
    SyntaxToken? toKeyword,
    SeparatedSyntaxList<SyntaxToken>? services,
    SyntaxToken? byKeyword,
    SeparatedSyntaxList<SyntaxToken>? rules)
    : ExpectSyntax(Of(keyword, action, toKeyword, services, byKeyword, rules))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Action { get; } = action;

    public SyntaxToken? ToKeyword { get; } = toKeyword;

    public SeparatedSyntaxList<SyntaxToken>? Services { get; } = services;

    public SyntaxToken? ByKeyword { get; } = byKeyword;

    public SeparatedSyntaxList<SyntaxToken>? Rules { get; } = rules;
}

/// <summary><c>"expect" "not" NAME</c></summary>
public sealed class ExpectNotSyntax(SyntaxToken keyword, SyntaxToken notKeyword, SyntaxToken action)
    : ExpectSyntax(Of(keyword, notKeyword, action))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken NotKeyword { get; } = notKeyword;

    public SyntaxToken Action { get; } = action;
}

/// <summary><c>"expect" "no"? "offer" Names</c></summary>
public sealed class ExpectOfferSyntax(
    SyntaxToken keyword,
    SyntaxToken? noKeyword,
    SyntaxToken offerKeyword,
    SeparatedSyntaxList<SyntaxToken> services)
    : ExpectSyntax(Of(keyword, noKeyword, offerKeyword, services))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken? NoKeyword { get; } = noKeyword;

    public SyntaxToken OfferKeyword { get; } = offerKeyword;

    public SeparatedSyntaxList<SyntaxToken> Services { get; } = services;
}

/// <summary><c>"expect" "open" Names</c></summary>
public sealed class ExpectOpenSyntax(SyntaxToken keyword, SyntaxToken openKeyword, SeparatedSyntaxList<SyntaxToken> rules)
    : ExpectSyntax(Of(keyword, openKeyword, rules))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken OpenKeyword { get; } = openKeyword;

    public SeparatedSyntaxList<SyntaxToken> Rules { get; } = rules;
}

/// <summary><c>"expect" ( "conflict" | "nothing" | "outside" )</c></summary>
public sealed class ExpectStateSyntax(SyntaxToken keyword, SyntaxToken state)
    : ExpectSyntax(Of(keyword, state))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken State { get; } = state;
}

/// <summary><c>"for" "each" "{" Dotted ( "," Dotted )* "=>" "expect" CaseRow* "}"</c></summary>
public sealed class CasesSyntax(
    SyntaxToken keyword,
    SyntaxToken eachKeyword,
    SyntaxToken openBrace,
    SeparatedSyntaxList<PathSyntax> columns,
    SyntaxToken arrow,
    SyntaxToken expectKeyword,
    SyntaxList<CaseRowSyntax> rows,
    SyntaxToken closeBrace)
    : TestItemSyntax(Of(keyword, eachKeyword, openBrace, columns, arrow, expectKeyword, rows, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken EachKeyword { get; } = eachKeyword;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SeparatedSyntaxList<PathSyntax> Columns { get; } = columns;

    public SyntaxToken Arrow { get; } = arrow;

    public SyntaxToken ExpectKeyword { get; } = expectKeyword;

    public SyntaxList<CaseRowSyntax> Rows { get; } = rows;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>";" Constant ( "," Constant )* "=>" NAME</c></summary>
public sealed class CaseRowSyntax(
    SyntaxToken semicolon,
    SeparatedSyntaxList<ExpressionSyntax> values,
    SyntaxToken arrow,
    SyntaxToken action)
    : SyntaxNode(Of(semicolon, values, arrow, action))
{
    public SyntaxToken Semicolon { get; } = semicolon;

    public SeparatedSyntaxList<ExpressionSyntax> Values { get; } = values;

    public SyntaxToken Arrow { get; } = arrow;

    public SyntaxToken Action { get; } = action;
}

/// <summary><c>"{" ( Pair ( "," Pair )* ","? )? "}"</c></summary>
public sealed class RecordSyntax(SyntaxToken openBrace, SeparatedSyntaxList<PairSyntax> pairs, SyntaxToken closeBrace)
    : ExpressionSyntax(Of(openBrace, pairs, closeBrace))
{
    public SyntaxToken OpenBrace { get; } = openBrace;

    public SeparatedSyntaxList<PairSyntax> Pairs { get; } = pairs;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>NAME ":" value; the value is a constant, range, record, BeforeSyntax, unknown, OneOfSyntax or ListSyntax</c></summary>
public sealed class PairSyntax(SyntaxToken name, SyntaxToken colon, ExpressionSyntax value)
    : SyntaxNode(Of(name, colon, value))
{
    public SyntaxToken Name { get; } = name;

    public SyntaxToken Colon { get; } = colon;

    public ExpressionSyntax Value { get; } = value;
}

/// <summary><c>QUANTITY "before"</c></summary>
public sealed class BeforeSyntax(ExpressionSyntax quantity, SyntaxToken beforeKeyword)
    : ExpressionSyntax(Of(quantity, beforeKeyword))
{
    public ExpressionSyntax Quantity { get; } = quantity;

    public SyntaxToken BeforeKeyword { get; } = beforeKeyword;
}
