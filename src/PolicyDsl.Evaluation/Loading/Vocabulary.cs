using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Whether two compilations mean the same by their words, so that data loaded for one serves the other: entities, enums, sets, actions, data sets
/// and the tables that these read, of the same text in the same order. Extensions are seen in the fields and members that they add.
/// </summary>
public static class Vocabulary
{
    public static bool IsSame(GlobalScope left, GlobalScope right) =>
        ReferenceEquals(left, right) || string.Equals(Describe(left), Describe(right), StringComparison.Ordinal);

    private static string Describe(GlobalScope scope)
    {
        var text = new StringBuilder();
        var tables = scope.All<DatasetSymbol>().SelectMany(TablesOf).ToHashSet();
        foreach (var symbol in scope.All<Symbol>().Where(s => s is not TableSymbol table || tables.Contains(table)))
        {
            Describe(symbol, text);
        }

        return text.ToString();
    }

    private static IEnumerable<TableSymbol> TablesOf(DatasetSymbol dataset) => dataset.Mappings.SelectMany(m => m.Fields.Select(f => f.Value))
        .Concat(dataset.Keep.Select(k => k.Condition))
        .SelectMany(e => e.BoundDescendants())
        .OfType<BoundTableLookup>()
        .Select(l => l.Table);

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
