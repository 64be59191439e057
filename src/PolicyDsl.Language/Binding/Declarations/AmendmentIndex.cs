using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// The items of a base while a variant changes them: places by name, so that each change costs one lookup. A place that is
/// emptied stays in the list as null, so the order of the others holds.
/// </summary>
internal sealed class AmendmentIndex
{
    private readonly List<EffectiveItem?> places = [];
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Principle, string Clause), int> departures = [];
    private int otherwise = -1;

    public AmendmentIndex(IEnumerable<EffectiveItem> items)
    {
        foreach (var item in items)
        {
            Add(item);
        }
    }

    public IEnumerable<EffectiveItem> Items => places.OfType<EffectiveItem>();

    public IEnumerable<string> Names => byName.Keys;

    public EffectiveItem? Otherwise => otherwise < 0 ? null : places[otherwise];

    public EffectiveItem? Find(string name) => byName.TryGetValue(name, out var place) ? places[place] : null;

    public void Add(EffectiveItem item)
    {
        switch (item.Item)
        {
            case OtherwiseSyntax when otherwise < 0:
                otherwise = places.Count;
                break;
            case DepartureSyntax departure:
                departures.TryAdd(KeyOf(departure), places.Count);
                break;
            case var declared when ItemNames.FindReplaceableKind(declared) is not null && ItemNames.FindName(declared) is { } name:
                byName.TryAdd(name.ValueText, places.Count);
                break;
        }

        places.Add(item);
    }

    public void ReplaceOtherwise(EffectiveItem item) => places[otherwise] = item;

    /// <summary>Puts an item in the place of one of that name and, unless null, kind.</summary>
    public bool TryReplace(string name, string? kind, EffectiveItem item)
    {
        if (!Has(name, kind))
        {
            return false;
        }

        places[byName[name]] = item;
        return true;
    }

    public bool TryRemove(string name, string kind)
    {
        if (!Has(name, kind))
        {
            return false;
        }

        places[byName[name]] = null;
        byName.Remove(name);
        return true;
    }

    /// <summary>Takes out the base's departure from the same clause: the variant's own takes its place.</summary>
    public void RemoveDeparture(DepartureSyntax departure, int level)
    {
        if (departures.TryGetValue(KeyOf(departure), out var place) && places[place] is { } earlier && earlier.Level < level)
        {
            places[place] = null;
            departures.Remove(KeyOf(departure));
        }
    }

    private static (string Principle, string Clause) KeyOf(DepartureSyntax departure) => (departure.Principle.ValueText, departure.Clause.ValueText);

    private bool Has(string name, string? kind) =>
        Find(name) is { } item && (kind is null || ItemNames.FindReplaceableKind(item.Item) == kind);
}
