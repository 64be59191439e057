using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Formatting;

/// <summary>Whether two neighbouring tokens on a line have a space between them.</summary>
internal static class Spacing
{
    public static bool IsSpaced(SyntaxTree tree, SyntaxToken previous, SyntaxToken next)
    {
        switch (next.Kind)
        {
            case TokenKind.Comma or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.Semicolon or TokenKind.Dot:
                return false;
            case TokenKind.Colon:
                return tree.GetParent(next) is not PairSyntax;
            case TokenKind.DotDot:
                return tree.GetParent(next) is not RangeSyntax { Low: not null };
            case TokenKind.OpenParen:
                return tree.GetParent(next) is ParenthesizedSyntax && !HugsNext(tree, previous);
            case TokenKind.CloseBrace:
                return previous.Kind != TokenKind.OpenBrace;
        }

        return !HugsNext(tree, previous);
    }

    private static bool HugsNext(SyntaxTree tree, SyntaxToken token) => token.Kind switch
    {
        TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Dot => true,
        TokenKind.DotDot => tree.GetParent(token) is RangeSyntax,
        TokenKind.Minus => tree.GetParent(token) is PrefixSyntax,
        _ => false,
    };
}
