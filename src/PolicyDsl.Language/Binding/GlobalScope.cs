using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding;

/// <summary>
/// Everything declared by the sources of a compilation, in order of declaration. One namespace, but for measures, which have their
/// own (a measure is named only where a figure is wanted, and is often called after the thing it counts).
/// </summary>
public sealed class GlobalScope
{
    private readonly Dictionary<string, Symbol> symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MeasureSymbol> measures = new(StringComparer.Ordinal);
    private readonly List<Symbol> ordered = [];

    /// <summary>The entity <c>incident</c>, or null where no source declares it.</summary>
    public EntitySymbol? Incident => Find("incident") as EntitySymbol;

    /// <summary>All names of the one namespace, for "did you mean".</summary>
    public IEnumerable<string> Names => symbols.Keys;

    public Symbol? Find(string name) => symbols.GetValueOrDefault(name);

    public MeasureSymbol? FindMeasure(string name) => measures.GetValueOrDefault(name);

    /// <summary>The declared symbols of a kind in order of declaration; actions by ordinal, as values of type <c>action</c> count them.</summary>
    public IEnumerable<T> All<T>()
        where T : Symbol => ordered.OfType<T>();

    /// <summary>Declares a symbol; false, with the earlier one, where the name is taken.</summary>
    internal bool TryDeclare(Symbol symbol, out Symbol? earlier)
    {
        earlier = symbol is MeasureSymbol ? FindMeasure(symbol.Name) : Find(symbol.Name);
        if (earlier is not null)
        {
            return false;
        }

        if (symbol is MeasureSymbol measure)
        {
            measures.Add(symbol.Name, measure);
        }
        else
        {
            symbols.Add(symbol.Name, symbol);
        }

        ordered.Add(symbol);
        return true;
    }
}
