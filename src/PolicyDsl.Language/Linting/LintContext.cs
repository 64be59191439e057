using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Linting;

/// <summary>What a lint rule looks at: the tree of one file that the user wrote, and what binding found out about it.</summary>
internal sealed class LintContext(SyntaxTree tree, SemanticRecord record, GlobalScope scope, PolicySymbol? policy, ImmutableHashSet<Symbol> used)
{
    private ImmutableArray<SyntaxNode>? nodes;

    public SyntaxTree Tree { get; } = tree;

    public SemanticRecord Record { get; } = record;

    public GlobalScope Scope { get; } = scope;

    /// <summary>The policy, if this file declares it; null for libraries and for amended bases.</summary>
    public PolicySymbol? Policy { get; } = policy;

    /// <summary>Every symbol that some file of the compilation names.</summary>
    public ImmutableHashSet<Symbol> Used { get; } = used;

    public IEnumerable<T> Nodes<T>()
        where T : SyntaxNode => (nodes ??= [.. Tree.Root.Descendants().OfType<SyntaxNode>()]).OfType<T>();

    public Location Locate(SyntaxElement element) => Tree.GetLocation(element);

    public string TextOf(SyntaxElement element) => Tree.Source.ToString(element.Span);

    /// <summary>True for a symbol that this very file declares.</summary>
    public bool Declares(Symbol symbol) => symbol.Location?.Source == Tree.Source;

    /// <summary>A fix that puts <paramref name="text"/> in the place of an element, trivia kept.</summary>
    public CodeFix Replace(string title, SyntaxElement element, string text, bool isSafe = true) =>
        new(title, [new TextEdit(Locate(element), text)], isSafe);

    /// <summary>A fix that removes an item with its own comments and the line it stands on.</summary>
    public CodeFix RemoveItem(string title, SyntaxNode item, bool isSafe = true)
    {
        var start = item.Span.Start;
        foreach (var trivia in item.FirstToken.LeadingTrivia.Reverse().TakeWhile(t => t.Kind is TriviaKind.DocComment or TriviaKind.Whitespace or TriviaKind.LineBreak))
        {
            start -= trivia.Text.Length;
        }

        return new CodeFix(title, [new TextEdit(new Location(Tree.Source, TextSpan.FromBounds(start, item.Span.End)), "")], isSafe);
    }
}

/// <summary>A check of care or style over one file.</summary>
internal interface ILintRule
{
    IEnumerable<Diagnostic> Check(LintContext context);
}
