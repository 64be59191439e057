using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary><c>File ::= Item*</c></summary>
public sealed class FileSyntax(SyntaxList<ItemSyntax> items, SyntaxToken endOfFile)
    : SyntaxNode(Of(items, endOfFile))
{
    public SyntaxList<ItemSyntax> Items { get; } = items;

    public SyntaxToken EndOfFile { get; } = endOfFile;
}

/// <summary>A declaration, header line or change: what a file is made of.</summary>
public abstract class ItemSyntax : SyntaxNode
{
    private protected ItemSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"using" ( Dotted | TEXT ): exactly one of module and path is there.</c></summary>
public sealed class UsingSyntax(SyntaxToken keyword, SeparatedSyntaxList<SyntaxToken>? module, SyntaxToken? path)
    : ItemSyntax(Of(keyword, module, path))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SeparatedSyntaxList<SyntaxToken>? Module { get; } = module;

    public SyntaxToken? Path { get; } = path;
}

/// <summary><c>"policy" NAME ( "amends" NAME )? TEXT?</c></summary>
public sealed class PolicySyntax(
    SyntaxToken keyword,
    SyntaxToken name,
    SyntaxToken? amendsKeyword,
    SyntaxToken? baseName,
    SyntaxToken? title)
    : ItemSyntax(Of(keyword, name, amendsKeyword, baseName, title))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Name { get; } = name;

    public SyntaxToken? AmendsKeyword { get; } = amendsKeyword;

    public SyntaxToken? BaseName { get; } = baseName;

    public SyntaxToken? Title { get; } = title;
}

/// <summary>A line about the policy as a whole.</summary>
public abstract class HeaderSyntax : ItemSyntax
{
    private protected HeaderSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>( "owner" | "version" | "legal" | "complaints" ) TEXT</c></summary>
public sealed class TextHeaderSyntax(SyntaxToken keyword, SyntaxToken text)
    : HeaderSyntax(Of(keyword, text))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Text { get; } = text;
}

/// <summary><c>"in" "force" DATE ( "to" DATE )?</c></summary>
public sealed class InForceSyntax(
    SyntaxToken inKeyword,
    SyntaxToken forceKeyword,
    SyntaxToken from,
    SyntaxToken? toKeyword,
    SyntaxToken? to)
    : HeaderSyntax(Of(inKeyword, forceKeyword, from, toKeyword, to))
{
    public SyntaxToken InKeyword { get; } = inKeyword;

    public SyntaxToken ForceKeyword { get; } = forceKeyword;

    public SyntaxToken From { get; } = from;

    public SyntaxToken? ToKeyword { get; } = toKeyword;

    public SyntaxToken? To { get; } = to;
}

/// <summary><c>"review" "every" QUANTITY</c></summary>
public sealed class ReviewSyntax(SyntaxToken keyword, SyntaxToken everyKeyword, ExpressionSyntax interval)
    : HeaderSyntax(Of(keyword, everyKeyword, interval))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken EveryKeyword { get; } = everyKeyword;

    public ExpressionSyntax Interval { get; } = interval;
}

/// <summary><c>"advances" Names</c></summary>
public sealed class AdvancesSyntax(SyntaxToken keyword, SeparatedSyntaxList<SyntaxToken> names)
    : HeaderSyntax(Of(keyword, names))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SeparatedSyntaxList<SyntaxToken> Names { get; } = names;
}

/// <summary><c>"partners" Names</c></summary>
public sealed class PartnersSyntax(SyntaxToken keyword, SeparatedSyntaxList<SyntaxToken> names)
    : HeaderSyntax(Of(keyword, names))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SeparatedSyntaxList<SyntaxToken> Names { get; } = names;
}

/// <summary><c>"applies" "when" Guard</c></summary>
public sealed class AppliesWhenSyntax(SyntaxToken keyword, SyntaxToken whenKeyword, GuardSyntax guard)
    : HeaderSyntax(Of(keyword, whenKeyword, guard))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken WhenKeyword { get; } = whenKeyword;

    public GuardSyntax Guard { get; } = guard;
}

/// <summary>What a variant changes in the policy that it amends.</summary>
public abstract class ChangeItemSyntax : ItemSyntax
{
    private protected ChangeItemSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"replace" ( Define | Rule | Crackdown | Otherwise )</c></summary>
public sealed class ReplaceSyntax(SyntaxToken keyword, ItemSyntax declaration)
    : ChangeItemSyntax(Of(keyword, declaration))
{
    public SyntaxToken Keyword { get; } = keyword;

    public ItemSyntax Declaration { get; } = declaration;
}

/// <summary><c>"remove" ( "define" | "rule" | "crackdown" ) NAME</c></summary>
public sealed class RemoveSyntax(SyntaxToken keyword, SyntaxToken kindKeyword, SyntaxToken name)
    : ChangeItemSyntax(Of(keyword, kindKeyword, name))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken KindKeyword { get; } = kindKeyword;

    public SyntaxToken Name { get; } = name;
}

/// <summary><c>"change" NAME "of" Constant "to" ( Constant | "unknown" )</c></summary>
public sealed class ChangeSyntax(
    SyntaxToken keyword,
    SyntaxToken table,
    SyntaxToken ofKeyword,
    ExpressionSyntax key,
    SyntaxToken toKeyword,
    ExpressionSyntax value)
    : ChangeItemSyntax(Of(keyword, table, ofKeyword, key, toKeyword, value))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken Table { get; } = table;

    public SyntaxToken OfKeyword { get; } = ofKeyword;

    public ExpressionSyntax Key { get; } = key;

    public SyntaxToken ToKeyword { get; } = toKeyword;

    public ExpressionSyntax Value { get; } = value;
}

/// <summary><c>Cond ( "unless" Cond )?</c></summary>
public sealed class GuardSyntax(ExpressionSyntax condition, SyntaxToken? unlessKeyword, ExpressionSyntax? exception)
    : SyntaxNode(Of(condition, unlessKeyword, exception))
{
    public ExpressionSyntax Condition { get; } = condition;

    public SyntaxToken? UnlessKeyword { get; } = unlessKeyword;

    public ExpressionSyntax? Exception { get; } = exception;
}
