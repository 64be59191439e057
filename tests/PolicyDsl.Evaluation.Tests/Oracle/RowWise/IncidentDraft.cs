using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>The rows of one incident so far, folded. Where each value is from is kept from the second row on, for messages.</summary>
internal sealed class IncidentDraft(string id, RowPlace first, Value[] values)
{
    private List<RowPlace>? others;
    private RowPlace[]? origins;

    public string Id { get; } = id;

    public RowPlace First { get; } = first;

    public Value[] Values { get; } = values;

    public int Rows => 1 + (others?.Count ?? 0);

    public IEnumerable<RowPlace> Places => others is null ? [First] : [First, .. others];

    public RowPlace OriginOf(int slot) => origins is null ? First : origins[slot];

    public void AddRow(RowPlace place)
    {
        (others ??= []).Add(place);
        if (origins is null)
        {
            origins = new RowPlace[Values.Length];
            Array.Fill(origins, First);
        }
    }

    public void Set(int slot, Value value, RowPlace place)
    {
        Values[slot] = value;
        if (origins is not null)
        {
            origins[slot] = place;
        }
    }
}
