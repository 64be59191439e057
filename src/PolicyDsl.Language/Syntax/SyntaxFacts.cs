using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary>What a unit measures.</summary>
public enum UnitKind
{
    /// <summary>A length of time that is always the same.</summary>
    Duration,

    /// <summary>Months and years, whose length depends on the calendar.</summary>
    CalendarDuration,
    Mass,
    Money,
}

/// <summary>
/// Every spelling of the language, in one place, so that the lexer, the parser, the formatter and the tests cannot disagree.
/// Precedence is the order in which the methods of <c>Parser.Expressions.cs</c> call each other. Words that are not in <see cref="ReservedWords"/> are keywords only where the grammar expects them.
/// </summary>
public static partial class SyntaxFacts
{
    /// <summary>How deep expressions, matches and records may nest.</summary>
    public const int MaximumDepth = 200;

    /// <summary>How many messages one text gets; who needs more needs another text.</summary>
    public const int MaximumMessages = 1_000;

    /// <summary>The largest number that can be written.</summary>
    public const decimal MaximumNumber = 1_000_000_000_000m;

    public static FrozenDictionary<string, TokenKind> ReservedWords { get; } = new Dictionary<string, TokenKind>
    {
        ["and"] = TokenKind.And,
        ["or"] = TokenKind.Or,
        ["not"] = TokenKind.Not,
        ["if"] = TokenKind.If,
        ["then"] = TokenKind.Then,
        ["else"] = TokenKind.Else,
        ["is"] = TokenKind.Is,
        ["in"] = TokenKind.In,
        ["match"] = TokenKind.Match,
        ["where"] = TokenKind.Where,
        ["otherwise"] = TokenKind.Otherwise,
        ["when"] = TokenKind.When,
        ["unless"] = TokenKind.Unless,
        ["true"] = TokenKind.True,
        ["false"] = TokenKind.False,
        ["known"] = TokenKind.Known,
        ["unknown"] = TokenKind.Unknown,
        ["certainly"] = TokenKind.Certainly,
        ["possibly"] = TokenKind.Possibly,
        ["this"] = TokenKind.This,
        ["default"] = TokenKind.Default,
        ["all"] = TokenKind.All,
        ["incidents"] = TokenKind.Incidents,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, TokenKind> Symbols { get; } = new Dictionary<string, TokenKind>
    {
        ["{"] = TokenKind.OpenBrace,
        ["}"] = TokenKind.CloseBrace,
        ["("] = TokenKind.OpenParen,
        [")"] = TokenKind.CloseParen,
        ["["] = TokenKind.OpenBracket,
        ["]"] = TokenKind.CloseBracket,
        [","] = TokenKind.Comma,
        [":"] = TokenKind.Colon,
        [";"] = TokenKind.Semicolon,
        ["."] = TokenKind.Dot,
        [".."] = TokenKind.DotDot,
        ["=>"] = TokenKind.Arrow,
        ["="] = TokenKind.Equals,
        ["!="] = TokenKind.NotEquals,
        ["<"] = TokenKind.Less,
        ["<="] = TokenKind.LessOrEquals,
        [">"] = TokenKind.Greater,
        [">="] = TokenKind.GreaterOrEquals,
        ["+"] = TokenKind.Plus,
        ["-"] = TokenKind.Minus,
        ["*"] = TokenKind.Star,
        ["/"] = TokenKind.Slash,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Operators of other languages that people write, with what they mean here.</summary>
    public static FrozenDictionary<string, TokenKind> ForeignSymbols { get; } = new Dictionary<string, TokenKind>
    {
        ["=="] = TokenKind.Equals,
        ["==="] = TokenKind.Equals,
        [":="] = TokenKind.Equals,
        ["!=="] = TokenKind.NotEquals,
        ["<>"] = TokenKind.NotEquals,
        ["≠"] = TokenKind.NotEquals,
        ["=<"] = TokenKind.LessOrEquals,
        ["≤"] = TokenKind.LessOrEquals,
        ["≥"] = TokenKind.GreaterOrEquals,
        ["&&"] = TokenKind.And,
        ["&"] = TokenKind.And,
        ["||"] = TokenKind.Or,
        ["|"] = TokenKind.Or,
        ["!"] = TokenKind.Not,
        ["->"] = TokenKind.Arrow,
        ["→"] = TokenKind.Arrow,
        ["..."] = TokenKind.DotDot,
        ["…"] = TokenKind.DotDot,
        ["−"] = TokenKind.Minus,
        ["–"] = TokenKind.Minus,
        ["×"] = TokenKind.Star,
        ["÷"] = TokenKind.Slash,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static FrozenDictionary<TokenKind, string> Spellings { get; } =
        ReservedWords.Concat(Symbols).ToFrozenDictionary(p => p.Value, p => p.Key);

    /// <summary>The one spelling of a reserved word or symbol; null for kinds with many, such as names.</summary>
    public static string? GetSpelling(TokenKind kind) => Spellings.GetValueOrDefault(kind);

    public static bool IsReserved(TokenKind kind) => kind >= TokenKind.And;

    /// <summary>True for a name or a reserved word: what may stand after a dot.</summary>
    public static bool IsWord(TokenKind kind) => kind == TokenKind.Name || IsReserved(kind);

    /// <summary>The kind of chain that an operator token joins; null for other tokens.</summary>
    public static ChainKind? FindChain(TokenKind kind) => kind switch
    {
        TokenKind.Or => ChainKind.Or,
        TokenKind.And => ChainKind.And,
        TokenKind.Default => ChainKind.Default,
        TokenKind.Plus or TokenKind.Minus => ChainKind.Sum,
        TokenKind.Star or TokenKind.Slash => ChainKind.Product,
        _ => null,
    };

    public static ComparisonOperator? FindComparison(TokenKind kind) => kind switch
    {
        TokenKind.Equals => ComparisonOperator.Equal,
        TokenKind.NotEquals => ComparisonOperator.NotEqual,
        TokenKind.Less => ComparisonOperator.Less,
        TokenKind.LessOrEquals => ComparisonOperator.LessOrEqual,
        TokenKind.Greater => ComparisonOperator.Greater,
        TokenKind.GreaterOrEquals => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };
}
