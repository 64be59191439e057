using System.Collections.Immutable;
using System.Text;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Syntax;

/// <summary>Something a node is made of: an element, or a list of them.</summary>
public interface ISyntaxPart
{
    internal void AddTo(ImmutableArray<SyntaxElement>.Builder children);
}

/// <summary>A token or a node of the tree. Immutable; spans are absolute in the source text.</summary>
public abstract class SyntaxElement : ISyntaxPart
{
    /// <summary>The span without leading and trailing trivia.</summary>
    public abstract TextSpan Span { get; }

    /// <summary>The span with its trivia. The full spans of a node's children tile the node's full span.</summary>
    public abstract TextSpan FullSpan { get; }

    /// <summary>The elements directly below, in source order; a token has none.</summary>
    public abstract ImmutableArray<SyntaxElement> Children { get; }

    public abstract SyntaxToken FirstToken { get; }

    public abstract SyntaxToken LastToken { get; }

    void ISyntaxPart.AddTo(ImmutableArray<SyntaxElement>.Builder children) => children.Add(this);

    /// <summary>All tokens below, in source order, without recursion so that depth costs no stack.</summary>
    public IEnumerable<SyntaxToken> DescendantTokens() => Descendants().OfType<SyntaxToken>();

    /// <summary>This element and all below it, parents before children, in source order.</summary>
    public IEnumerable<SyntaxElement> Descendants()
    {
        var pending = new Stack<SyntaxElement>();
        pending.Push(this);
        while (pending.TryPop(out var element))
        {
            yield return element;
            for (var i = element.Children.Length - 1; i >= 0; i--)
            {
                pending.Push(element.Children[i]);
            }
        }
    }

    /// <summary>The text as it stood in the source, trivia included.</summary>
    public string ToFullString()
    {
        var builder = new StringBuilder();
        foreach (var token in DescendantTokens())
        {
            token.AppendFull(builder);
        }

        return builder.ToString();
    }
}

/// <summary>A node of the tree. Each production of the grammar has one sealed class, named after it.</summary>
public abstract class SyntaxNode : SyntaxElement
{
    private protected SyntaxNode(ImmutableArray<SyntaxElement> children) => Children = children;

    public sealed override ImmutableArray<SyntaxElement> Children { get; }

    public sealed override SyntaxToken FirstToken => Children[0].FirstToken;

    public sealed override SyntaxToken LastToken => Children[^1].LastToken;

    public sealed override TextSpan FullSpan => TextSpan.FromBounds(FirstToken.FullSpan.Start, LastToken.FullSpan.End);

    public sealed override TextSpan Span
    {
        get
        {
            // Missing tokens at either end have no text and must not stretch the span.
            var start = FirstToken.IsMissing ? DescendantTokens().FirstOrDefault(t => !t.IsMissing) ?? FirstToken : FirstToken;
            var end = LastToken.IsMissing ? DescendantTokens().LastOrDefault(t => !t.IsMissing) ?? LastToken : LastToken;
            return TextSpan.FromBounds(start.Span.Start, Math.Max(start.Span.Start, end.Span.End));
        }
    }

    /// <summary>The text of the <c>///</c> lines right before this node, joined by line feeds; empty if there are none.</summary>
    public string Documentation => string.Join('\n', FirstToken.LeadingTrivia
        .Reverse()
        .TakeWhile(t => t.Kind != TriviaKind.Skipped)
        .Where(t => t.Kind == TriviaKind.DocComment)
        .Reverse()
        .Select(t => t.Text[3..].Trim()));

    private protected static ImmutableArray<SyntaxElement> Of(params ReadOnlySpan<ISyntaxPart?> parts)
    {
        var children = ImmutableArray.CreateBuilder<SyntaxElement>();
        foreach (var part in parts)
        {
            part?.AddTo(children);
        }

        return children.ToImmutable();
    }
}
