using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// Orders formulas so that those whose names a formula's words mention come first. Words are all there is before binding, so
/// the order is a good guess, not the truth: <see cref="FormulaBinder"/> does not rely on it but for depth. Without recursion.
/// Cost: linear in the tokens of the formulas; a field name counts once per name, whatever entities have it.
/// </summary>
internal static class FormulaOrder
{
    public static List<Symbol> Sort(GlobalScope scope, Declarations declared)
    {
        var syntax = new Dictionary<Symbol, SyntaxNode>();
        foreach (var field in declared.Formulas)
        {
            syntax[field.Symbol] = field.Syntax;
        }

        foreach (var define in declared.Defines)
        {
            syntax[define.Symbol] = define.Syntax;
        }

        foreach (var measure in declared.Measures)
        {
            syntax[measure.Symbol] = measure.Syntax;
        }

        var fields = declared.Formulas.Select(f => f.Symbol).ToLookup(f => f.Name, StringComparer.Ordinal);
        return Walk(syntax, name => Named(scope, fields, name));
    }

    private static IEnumerable<Symbol> Named(GlobalScope scope, ILookup<string, FieldSymbol> fields, string name)
    {
        if (scope.Find(name) is DefineSymbol define)
        {
            yield return define;
        }

        if (scope.FindMeasure(name) is { } measure)
        {
            yield return measure;
        }

        // Many entities with a field of one name are no hint at any of them.
        if (fields[name].Take(2).ToList() is [var only])
        {
            yield return only;
        }
    }

    /// <summary>Depth first, each symbol after those it mentions, but where they mention one another.</summary>
    private static List<Symbol> Walk(Dictionary<Symbol, SyntaxNode> syntax, Func<string, IEnumerable<Symbol>> find)
    {
        var ordered = new List<Symbol>();
        var entered = new HashSet<Symbol>();
        var path = new Stack<(Symbol Symbol, IEnumerator<Symbol> Mentions)>();
        foreach (var root in syntax.Keys)
        {
            if (entered.Add(root))
            {
                path.Push((root, Mentioned(syntax[root], find).GetEnumerator()));
            }

            while (path.TryPeek(out var top))
            {
                if (!top.Mentions.MoveNext())
                {
                    top.Mentions.Dispose();
                    ordered.Add(top.Symbol);
                    path.Pop();
                }
                else if (syntax.ContainsKey(top.Mentions.Current) && entered.Add(top.Mentions.Current))
                {
                    path.Push((top.Mentions.Current, Mentioned(syntax[top.Mentions.Current], find).GetEnumerator()));
                }
            }
        }

        return ordered;
    }

    private static IEnumerable<Symbol> Mentioned(SyntaxNode syntax, Func<string, IEnumerable<Symbol>> find) =>
        syntax.DescendantTokens().Where(t => t.Kind == TokenKind.Name).SelectMany(t => find(t.ValueText));
}
