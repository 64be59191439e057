using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language;

/// <summary>What the names and expressions of one source mean, for editors and reports.</summary>
public sealed class SemanticModel
{
    private readonly SemanticRecord record;

    internal SemanticModel(Compilation compilation, SyntaxTree tree, SemanticRecord record)
    {
        Compilation = compilation;
        Tree = tree;
        this.record = record;
    }

    public Compilation Compilation { get; }

    public SyntaxTree Tree { get; }

    /// <summary>The rules that count, after amendments, in order of declaration; none where the roots hold no policy.</summary>
    public ImmutableArray<RuleSymbol> EffectiveRules => Compilation.Policy?.Rules ?? [];

    /// <summary>What the name at a position stands for, in a reference or in its own declaration; also just behind the name.</summary>
    public Symbol? FindSymbol(int position)
    {
        var found = FindAt(position);
        return found is null && position > 0 ? FindAt(position - 1) : found;
    }

    /// <summary>The bound form of an expression; null where it was not bound (a replaced rule, a clause of an unknown kind).</summary>
    public BoundExpression? FindExpression(ExpressionSyntax syntax) => record.FindExpression(syntax);

    /// <summary>The type of an expression; null where it was not bound.</summary>
    public TypeSymbol? FindType(ExpressionSyntax syntax) => record.FindExpression(syntax)?.Type;

    /// <summary>The type of an expression, <see cref="BasicType.Error"/> where it has none.</summary>
    public TypeSymbol GetType(ExpressionSyntax syntax) => FindType(syntax) ?? BasicType.Error;

    /// <summary>Every place in all sources that names a symbol, by source and position.</summary>
    public ImmutableArray<Location> FindReferences(Symbol symbol, bool includeDeclaration = false)
    {
        var places = Compilation.FindReferences(symbol);
        if (includeDeclaration && symbol.Location is { } own)
        {
            places = places.Append(own);
        }

        var order = Compilation.Trees.Select((t, i) => (t.Source, i)).ToDictionary(p => p.Source, p => p.i);
        return [.. places.Distinct().OrderBy(l => order.GetValueOrDefault(l.Source, int.MaxValue)).ThenBy(l => l.Span)];
    }

    private Symbol? FindAt(int position)
    {
        var token = Tree.FindToken(position);
        return token.Span.Contains(position) ? record.FindSymbol(token) : null;
    }
}
