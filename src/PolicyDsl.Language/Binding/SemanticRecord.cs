using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary>
/// What binding found out about the tree, for editors and reports: which symbol each name token stands for, and what each
/// expression was bound to. Filled by the binders as they go.
/// </summary>
public sealed class SemanticRecord
{
    private readonly Dictionary<SyntaxToken, Symbol> symbols = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ExpressionSyntax, BoundExpression> expressions = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Symbol Symbol, Location Location)> references = [];

    public IReadOnlyList<(Symbol Symbol, Location Location)> References => references;

    public Symbol? FindSymbol(SyntaxToken token) => symbols.GetValueOrDefault(token);

    public BoundExpression? FindExpression(ExpressionSyntax syntax) => expressions.GetValueOrDefault(syntax);

    internal void AddReference(SyntaxToken token, Symbol symbol, SourceText source)
    {
        symbols[token] = symbol;
        references.Add((symbol, new Location(source, token.Span)));
    }

    /// <summary>Notes the name of a declaration itself, which is no reference.</summary>
    internal void AddDeclaration(SyntaxToken token, Symbol symbol) => symbols[token] = symbol;

    internal void AddExpression(ExpressionSyntax syntax, BoundExpression bound) => expressions[syntax] = bound;
}
