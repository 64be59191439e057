using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary><c>"extend"? "enum" NAME "{" members "}"</c></summary>
public sealed class EnumSyntax(
    SyntaxToken? extendKeyword,
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken openBrace,
    SeparatedSyntaxList<EnumMemberSyntax> members,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(extendKeyword, keyword, name, openBrace, members, closeBrace))
{
    public SyntaxToken? ExtendKeyword { get; } = extendKeyword;

    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SeparatedSyntaxList<EnumMemberSyntax> Members { get; } = members;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>NAME "plain"?</c></summary>
public sealed class EnumMemberSyntax(SyntaxToken name, SyntaxToken? plainKeyword)
    : SyntaxNode(Of(name, plainKeyword))
{
    public SyntaxToken Name { get; } = name;

    public SyntaxToken? PlainKeyword { get; } = plainKeyword;
}

/// <summary><c>"set" NAME "of" NAME "{" Names ","? "}" | "extend" "set" NAME "{" Names ","? "}"</c></summary>
public sealed class SetSyntax(
    SyntaxToken? extendKeyword,
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? ofKeyword,
    SyntaxToken? enumName,
    SyntaxToken openBrace,
    SeparatedSyntaxList<SyntaxToken> members,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(extendKeyword, keyword, name, ofKeyword, enumName, openBrace, members, closeBrace))
{
    public SyntaxToken? ExtendKeyword { get; } = extendKeyword;

    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? OfKeyword { get; } = ofKeyword;

    public SyntaxToken? EnumName { get; } = enumName;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SeparatedSyntaxList<SyntaxToken> Members { get; } = members;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>"extend"? "entity" NAME "{" ( Member ","? )* "}"</c></summary>
public sealed class EntitySyntax(
    SyntaxToken? extendKeyword,
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken openBrace,
    SyntaxList<MemberSyntax> members,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(extendKeyword, keyword, name, openBrace, members, closeBrace))
{
    public SyntaxToken? ExtendKeyword { get; } = extendKeyword;

    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxList<MemberSyntax> Members { get; } = members;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary>A line of an entity.</summary>
public abstract class MemberSyntax : SyntaxNode
{
    private protected MemberSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"invariant" Cond</c></summary>
public sealed class InvariantSyntax(SyntaxToken keyword, ExpressionSyntax condition, SyntaxToken? comma)
    : MemberSyntax(Of(keyword, condition, comma))
{
    public SyntaxToken Keyword { get; } = keyword;

    public ExpressionSyntax Condition { get; } = condition;

    public SyntaxToken? Comma { get; } = comma;
}

/// <summary><c>"key"? NAME ":" ( "set" "of" )? NAME Modifier* ( "=" Expr )? | NAME "=" Expr</c></summary>
public sealed class FieldSyntax(
    SyntaxToken? keyKeyword,
    SyntaxToken name,
    SyntaxToken? colon,
    SyntaxToken? setKeyword,
    SyntaxToken? ofKeyword,
    SyntaxToken? type,
    SyntaxList<ModifierSyntax> modifiers,
    SyntaxToken? equalsSign,
    ExpressionSyntax? value,
    SyntaxToken? comma)
    : MemberSyntax(Of(keyKeyword, name, colon, setKeyword, ofKeyword, type, modifiers, equalsSign, value, comma))
{
    public SyntaxToken? KeyKeyword { get; } = keyKeyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Colon { get; } = colon;

    public SyntaxToken? SetKeyword { get; } = setKeyword;

    public SyntaxToken? OfKeyword { get; } = ofKeyword;

    public SyntaxToken? Type { get; } = type;

    public SyntaxList<ModifierSyntax> Modifiers { get; } = modifiers;

    public SyntaxToken? EqualsSign { get; } = equalsSign;

    public ExpressionSyntax? Value { get; } = value;

    public SyntaxToken? Comma { get; } = comma;
}

/// <summary><c>"required" | "coarse" | "protected" | "by" ( "officer" | "person" | "agency" )</c></summary>
public sealed class ModifierSyntax(SyntaxToken? byKeyword, SyntaxToken word)
    : SyntaxNode(Of(byKeyword, word))
{
    public SyntaxToken? ByKeyword { get; } = byKeyword;

    public SyntaxToken Word { get; } = word;
}

/// <summary><c>"action" NAME TEXT? "{" "severity" NUMBER ( "," NAME )* "}"</c></summary>
public sealed class ActionSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? title,
    SyntaxToken openBrace,
    SyntaxToken severityKeyword,
    SyntaxToken severity,
    SyntaxList<ActionTraitSyntax> traits,
    SyntaxToken closeBrace)
    : ItemSyntax(Of(keyword, name, title, openBrace, severityKeyword, severity, traits, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxToken SeverityKeyword { get; } = severityKeyword;

    public SyntaxToken Severity { get; } = severity;

    public SyntaxList<ActionTraitSyntax> Traits { get; } = traits;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>"," NAME</c></summary>
public sealed class ActionTraitSyntax(SyntaxToken comma, SyntaxToken name)
    : SyntaxNode(Of(comma, name))
{
    public SyntaxToken Comma { get; } = comma;

    public SyntaxToken Name { get; } = name;
}

/// <summary><c>"service" NAME TEXT? ( "{" ServiceItem ( "," ServiceItem )* ","? "}" )?</c></summary>
public sealed class ServiceSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? title,
    SyntaxToken? openBrace,
    SeparatedSyntaxList<ServiceItemSyntax>? items,
    SyntaxToken? closeBrace)
    : ItemSyntax(Of(keyword, name, title, openBrace, items, closeBrace))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken? OpenBrace { get; } = openBrace;

    public SeparatedSyntaxList<ServiceItemSyntax>? Items { get; } = items;

    public SyntaxToken? CloseBrace { get; } = closeBrace;
}

/// <summary>What is said of a service.</summary>
public abstract class ServiceItemSyntax : SyntaxNode
{
    private protected ServiceItemSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>( "advances" | "partner" ) NAME</c></summary>
public sealed class ServiceReferenceSyntax(SyntaxToken keyword, SyntaxToken name)
    : ServiceItemSyntax(Of(keyword, name))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;
}

/// <summary><c>"capacity" NUMBER "per" PERIOD</c></summary>
public sealed class CapacitySyntax(SyntaxToken keyword, SyntaxToken number, SyntaxToken perKeyword, SyntaxToken period)
    : ServiceItemSyntax(Of(keyword, number, perKeyword, period))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Number { get; } = number;

    public SyntaxToken PerKeyword { get; } = perKeyword;

    public SyntaxToken Period { get; } = period;
}

/// <summary><c>( "partner" | "activity" | "channel" ) NAME TEXT?</c></summary>
public sealed class PlainDeclarationSyntax(SyntaxToken keyword, SyntaxToken name, SyntaxToken? title)
    : ItemSyntax(Of(keyword, name, title))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;
}

/// <summary><c>"table" NAME "of" NAME "gives" NAME ( "source" TEXT )? ( "from" TEXT "{" COLUMN "=>" COLUMN "}" | Arms )</c></summary>
public sealed class TableSyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken ofKeyword,
    SyntaxToken argumentType,
    SyntaxToken givesKeyword,
    SyntaxToken resultType,
    SyntaxToken? sourceKeyword,
    SyntaxToken? source,
    TableFileSyntax? file,
    ArmsSyntax? arms)
    : ItemSyntax(Of(keyword, name, ofKeyword, argumentType, givesKeyword, resultType, sourceKeyword, source, file, arms))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken OfKeyword { get; } = ofKeyword;

    public SyntaxToken ArgumentType { get; } = argumentType;

    public SyntaxToken GivesKeyword { get; } = givesKeyword;

    public SyntaxToken ResultType { get; } = resultType;

    public SyntaxToken? SourceKeyword { get; } = sourceKeyword;

    public SyntaxToken? Source { get; } = source;

    public TableFileSyntax? File { get; } = file;

    public ArmsSyntax? Arms { get; } = arms;
}

/// <summary><c>"from" TEXT "{" COLUMN "=>" COLUMN "}"</c></summary>
public sealed class TableFileSyntax(
    SyntaxToken fromKeyword,
    SyntaxToken path,
    SyntaxToken openBrace,
    SyntaxToken keyColumn,
    SyntaxToken arrow,
    SyntaxToken valueColumn,
    SyntaxToken closeBrace)
    : SyntaxNode(Of(fromKeyword, path, openBrace, keyColumn, arrow, valueColumn, closeBrace))
{
    public SyntaxToken FromKeyword { get; } = fromKeyword;

    public SyntaxToken Path { get; } = path;

    public SyntaxToken OpenBrace { get; } = openBrace;

    public SyntaxToken KeyColumn { get; } = keyColumn;

    public SyntaxToken Arrow { get; } = arrow;

    public SyntaxToken ValueColumn { get; } = valueColumn;

    public SyntaxToken CloseBrace { get; } = closeBrace;
}

/// <summary><c>"measure" NAME TEXT? "=" Expr</c></summary>
public sealed class MeasureSyntax(SyntaxToken keyword, SyntaxToken name, SyntaxToken? title, SyntaxToken equalsSign, ExpressionSyntax value)
    : ItemSyntax(Of(keyword, name, title, equalsSign, value))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    public SyntaxToken EqualsSign { get; } = equalsSign;

    public ExpressionSyntax Value { get; } = value;
}
