using System.Text;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Parsing;

/// <summary>A tree as text without its trivia: one node a line, its own tokens after its name.</summary>
internal static class TreeText
{
    public static string Describe(SyntaxTree tree) => Describe(tree.Root);

    public static string Describe(SyntaxNode root)
    {
        var builder = new StringBuilder();
        Append(builder, root, 0);
        return builder.ToString();
    }

    private static void Append(StringBuilder builder, SyntaxNode node, int depth)
    {
        var kind = node switch
        {
            ChainSyntax chain => $"Chain {chain.Kind}",
            ComparisonSyntax comparison => $"Comparison {comparison.Operator}",
            HistorySyntax history => $"History {history.Kind}",
            _ => node.GetType().Name.Replace("Syntax", "", StringComparison.Ordinal),
        };
        builder.Append(' ', depth * 2).Append(kind);
        foreach (var token in node.Children.OfType<SyntaxToken>().Where(t => t.Kind != TokenKind.EndOfFile))
        {
            builder.Append(' ').Append(token.IsMissing ? "<missing>" : token.Text);
        }

        builder.Append('\n');
        foreach (var child in node.Children.OfType<SyntaxNode>())
        {
            Append(builder, child, depth + 1);
        }
    }
}
