namespace PolicyDsl.Language.Syntax;

/// <summary>
/// What a token is. Only the reserved words have kinds of their own; every other keyword of the grammar is a
/// <see cref="Name"/> that the parser reads as a keyword where the grammar expects it.
/// </summary>
public enum TokenKind
{
    EndOfFile,
    Bad,
    Name,
    Text,
    Column,
    Number,
    Percent,
    Date,
    Instant,

    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    Comma,
    Colon,
    Semicolon,
    Dot,
    DotDot,
    Arrow,
    Equals,
    NotEquals,
    Less,
    LessOrEquals,
    Greater,
    GreaterOrEquals,
    Plus,
    Minus,
    Star,
    Slash,

    And,
    Or,
    Not,
    If,
    Then,
    Else,
    Is,
    In,
    Match,
    Where,
    Otherwise,
    When,
    Unless,
    True,
    False,
    Known,
    Unknown,
    Certainly,
    Possibly,
    This,
    Default,
    All,
    Incidents,
}

/// <summary>What a piece of trivia is: text that means nothing to the grammar, or that the parser had to skip.</summary>
public enum TriviaKind
{
    Whitespace,
    LineBreak,
    Comment,

    /// <summary>A <c>/// </c> comment, which documents the declaration that follows.</summary>
    DocComment,

    /// <summary>Text that fits nowhere in the grammar; it stays in the tree so that the text prints back.</summary>
    Skipped,
}
