using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Whether two compilations mean the same by their words, so that data loaded for one serves the other: entities, enums, actions, data sets, and
/// the tables and sets that these read, of the same text in the same order. Extensions are seen in the fields and members that they add.
/// </summary>
public static class Vocabulary
{
    public static bool IsSame(GlobalScope left, GlobalScope right) =>
        ReferenceEquals(left, right) || string.Equals(Describe(left), Describe(right), StringComparison.Ordinal);

    private static string Describe(GlobalScope scope)
    {
        var text = new StringBuilder();
        var used = SymbolsRead(scope);
        foreach (var symbol in scope.All<Symbol>().Where(s => s is not (TableSymbol or SetSymbol) || used.Contains(s)))
        {
            Describe(symbol, text);
        }

        return text.ToString();
    }

    /// <summary>The tables and sets that loading reads: those of formulas, invariants and data sets, and of the arms of such tables.</summary>
    private static HashSet<Symbol> SymbolsRead(GlobalScope scope)
    {
        var used = new HashSet<Symbol>();
        var pending = new Stack<BoundExpression>(
            scope.All<EntitySymbol>().SelectMany(e => e.Invariants.Concat(e.Fields.Select(f => f.Formula).OfType<BoundExpression>()))
                .Concat(scope.All<DatasetSymbol>().SelectMany(d => d.Keep.Select(k => k.Condition).Concat(d.Mappings.SelectMany(m => m.Fields.Select(f => f.Value))))));
        while (pending.TryPop(out var root))
        {
            foreach (var expression in root.BoundDescendants())
            {
                Symbol? symbol = expression switch
                {
                    BoundTableLookup lookup => lookup.Table,
                    BoundInList list => list.Set,
                    BoundHas has => has.Set,
                    _ => null,
                };
                if (symbol is not null && used.Add(symbol) && symbol is TableSymbol table)
                {
                    table.Arms.SelectMany(a => a.ArmChildren()).ToList().ForEach(pending.Push);
                }
            }
        }

        return used;
    }

    private static void Describe(Symbol symbol, StringBuilder text)
    {
        switch (symbol)
        {
            case EnumSymbol { Members: var members }:
                text.Append("enum ").Append(symbol.Name).Append(' ').AppendJoin(',', members.Select(m => m.Name)).Append('\n');
                break;
            case SetSymbol { Members: var members }:
                text.Append("set ").Append(symbol.Name).Append(' ').AppendJoin(',', members.Select(m => m.Name)).Append('\n');
                break;
            case EntitySymbol entity:
                text.Append("entity ").Append(symbol.Name).Append('\n');
                text.AppendJoin('\n', entity.Fields.Select(f => TextOf(f))).Append('\n');
                text.AppendJoin('\n', entity.Invariants.Select(i => i.Location.Text)).Append('\n');
                break;
            case ActionSymbol or TableSymbol or DatasetSymbol:
                text.Append(Path.GetDirectoryName(symbol.Location?.Source.Path)).Append(' ').Append(TextOf(symbol)).Append('\n');
                break;
        }
    }

    private static string TextOf(Symbol symbol) => symbol is { Syntax: { } syntax, Location: { } location }
        ? location.Source.ToString(syntax.Span)
        : symbol.Name;
}
