using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Parsing;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Syntax;

/// <summary>A parsed source: any text gives one, and <c>Root.ToFullString()</c> is that text, character for character.</summary>
public sealed class SyntaxTree
{
    private readonly Lazy<Dictionary<SyntaxElement, SyntaxNode>> parents;

    internal SyntaxTree(SourceText source, FileSyntax root, ImmutableArray<Diagnostic> diagnostics)
    {
        Source = source;
        Root = root;
        Diagnostics = diagnostics;
        parents = new(MapParents);
    }

    public SourceText Source { get; }

    public FileSyntax Root { get; }

    /// <summary>PD0xxx findings, by position.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Parses any text at all: it never throws, and what does not fit is in the tree as missing tokens and skipped trivia.</summary>
    public static SyntaxTree Parse(SourceText source) => Parser.Parse(source);

    public static SyntaxTree Parse(string text, string path = "") => Parse(new SourceText(text, path));

    /// <summary>The node that holds an element; null for the root.</summary>
    public SyntaxNode? GetParent(SyntaxElement element) => parents.Value.GetValueOrDefault(element);

    public Location GetLocation(SyntaxElement element) => new(Source, element.Span);

    /// <summary>The token whose span or trivia holds a position; the last token for the end of the text.</summary>
    public SyntaxToken FindToken(int position)
    {
        SyntaxElement current = Root;
        while (current.Children.Length > 0)
        {
            current = current.Children.FirstOrDefault(c => c.FullSpan.Contains(position)) ?? current.Children[^1];
        }

        return current.FirstToken;
    }

    private Dictionary<SyntaxElement, SyntaxNode> MapParents()
    {
        var map = new Dictionary<SyntaxElement, SyntaxNode>(ReferenceEqualityComparer.Instance);
        foreach (var node in Root.Descendants().OfType<SyntaxNode>())
        {
            foreach (var child in node.Children)
            {
                map[child] = node;
            }
        }

        return map;
    }
}
