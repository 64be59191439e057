using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary><c>"dataset" NAME TEXT? "{" DataClause* "}"</c></summary>
public sealed class DatasetSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? title,
    SyntaxToken openBrace,
    SyntaxList<DataClauseSyntax> clauses,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(keyword, name, title, openBrace, clauses, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxList<DataClauseSyntax> Clauses { get; } = clauses;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary>A line of a dataset.</summary>
public abstract class DataClauseSyntax : SyntaxNode
{
    private protected DataClauseSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"from" TEXT ( "," TEXT )* ( ( "sheet" | "table" ) TEXT )?</c></summary>
public sealed class DataFromSyntax(SyntaxToken keyword, SeparatedSyntaxList<SyntaxToken> paths, SyntaxToken? partKeyword, SyntaxToken? part)
    : DataClauseSyntax(Of(keyword, paths, partKeyword, part))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SeparatedSyntaxList<SyntaxToken> Paths { get; } = paths;

    public SyntaxToken? PartKeyword { get; } = partKeyword;

    public SyntaxToken? Part { get; } = part;
}

/// <summary><c>( "licence" | "unit" | "caution" | "encoding" | "separator" ) TEXT</c></summary>
public sealed class DataTextSyntax(SyntaxToken keyword, SyntaxToken text)
    : DataClauseSyntax(Of(keyword, text))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Text { get; } = text;
}

/// <summary><c>( "covers" | "decides" ) DATE "to" DATE</c></summary>
public sealed class DataPeriodSyntax(SyntaxToken keyword, SyntaxToken from, SyntaxToken toKeyword, SyntaxToken to)
    : DataClauseSyntax(Of(keyword, from, toKeyword, to))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken From { get; } = from;

    public SyntaxToken ToKeyword { get; } = toKeyword;

    public SyntaxToken To { get; } = to;
}

/// <summary><c>"missing" TEXT ( "," TEXT )*</c></summary>
public sealed class MissingSyntax(SyntaxToken keyword, SeparatedSyntaxList<SyntaxToken> texts)
    : DataClauseSyntax(Of(keyword, texts))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SeparatedSyntaxList<SyntaxToken> Texts { get; } = texts;
}

/// <summary><c>"header" "none"</c></summary>
public sealed class HeaderNoneSyntax(SyntaxToken keyword, SyntaxToken noneKeyword)
    : DataClauseSyntax(Of(keyword, noneKeyword))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken NoneKeyword { get; } = noneKeyword;
}

/// <summary><c>"time" "zone" TEXT</c></summary>
public sealed class TimeZoneSyntax(SyntaxToken keyword, SyntaxToken zoneKeyword, SyntaxToken text)
    : DataClauseSyntax(Of(keyword, zoneKeyword, text))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken ZoneKeyword { get; } = zoneKeyword;

    public SyntaxToken Text { get; } = text;
}

/// <summary><c>NAME "not" "followed" "because" TEXT</c></summary>
public sealed class NotFollowedSyntax(
    SyntaxToken name,
    SyntaxToken notKeyword,
    SyntaxToken followedKeyword,
    SyntaxToken becauseKeyword,
    SyntaxToken reason)
    : DataClauseSyntax(Of(name, notKeyword, followedKeyword, becauseKeyword, reason))
{
    public SyntaxToken Name { get; } = name;

    public SyntaxToken NotKeyword { get; } = notKeyword;

    public SyntaxToken FollowedKeyword { get; } = followedKeyword;

    public SyntaxToken BecauseKeyword { get; } = becauseKeyword;

    public SyntaxToken Reason { get; } = reason;
}

/// <summary><c>"keep" "rows" "where" Guard "because" TEXT</c></summary>
public sealed class KeepRowsSyntax(
    SyntaxToken keyword,
    SyntaxToken rowsKeyword,
    SyntaxToken whereKeyword,
    GuardSyntax guard,
    SyntaxToken becauseKeyword,
    SyntaxToken reason)
    : DataClauseSyntax(Of(keyword, rowsKeyword, whereKeyword, guard, becauseKeyword, reason))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken RowsKeyword { get; } = rowsKeyword;

    public SyntaxToken WhereKeyword { get; } = whereKeyword;

    public GuardSyntax Guard { get; } = guard;

    public SyntaxToken BecauseKeyword { get; } = becauseKeyword;

    public SyntaxToken Reason { get; } = reason;
}

/// <summary><c>"one" "incident" "per" ( "row" | COLUMN ( "," COLUMN )* )</c></summary>
public sealed class OneIncidentPerSyntax(
    SyntaxToken keyword,
    SyntaxToken incidentKeyword,
    SyntaxToken perKeyword,
    SyntaxToken? rowKeyword,
    SeparatedSyntaxList<SyntaxToken>? columns)
    : DataClauseSyntax(Of(keyword, incidentKeyword, perKeyword, rowKeyword, columns))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken IncidentKeyword { get; } = incidentKeyword;

    public SyntaxToken PerKeyword { get; } = perKeyword;

    public SyntaxToken? RowKeyword { get; } = rowKeyword;

    public SeparatedSyntaxList<SyntaxToken>? Columns { get; } = columns;
}

/// <summary><c>NAME ( "from" TEXT )? "{" ( NAME "=" Expr ","? )* "}"</c></summary>
public sealed class EntityMappingSyntax(
    SyntaxToken name,
    SyntaxToken? fromKeyword,
    SyntaxToken? path,
    SyntaxToken openBrace,
    SyntaxList<FieldMappingSyntax> fields,
    SyntaxToken closeBrace)
    : DataClauseSyntax(Of(name, fromKeyword, path, openBrace, fields, closeBrace))
{
    public SyntaxToken Name { get; } = name;

    public SyntaxToken? FromKeyword { get; } = fromKeyword;

    public SyntaxToken? Path { get; } = path;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxList<FieldMappingSyntax> Fields { get; } = fields;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>NAME "=" Expr ","?</c></summary>
public sealed class FieldMappingSyntax(SyntaxToken name, SyntaxToken equalsSign, ExpressionSyntax value, SyntaxToken? comma)
    : SyntaxNode(Of(name, equalsSign, value, comma))
{
    public SyntaxToken Name { get; } = name;

    public SyntaxToken EqualsSign { get; } = equalsSign;

    public ExpressionSyntax Value { get; } = value;

    public SyntaxToken? Comma { get; } = comma;
}
