using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Running;

/// <summary>The first few incidents of something, in order of the data, whatever the order in which they are met.</summary>
internal sealed class FirstIncidents
{
    private readonly List<CellIncident> items = [];

    public IReadOnlyList<CellIncident> Items => items;

    /// <summary>Says which of two incidents comes first.</summary>
    public static long OrderOf(IncidentBatch batch, int row) => (batch.Index * IncidentBatch.MaxRows) + row;

    public void Add(IncidentBatch batch, int row)
    {
        var order = OrderOf(batch, row);
        if (items.Count < IncidentCell.Shown || order < items[^1].Order)
        {
            Insert(new CellIncident(order, batch.Names.GetId(row)));
        }
    }

    public void Merge(FirstIncidents other)
    {
        foreach (var item in other.items)
        {
            Insert(item);
        }
    }

    private void Insert(CellIncident item)
    {
        var place = items.Count;
        while (place > 0 && items[place - 1].Order > item.Order)
        {
            place--;
        }

        items.Insert(place, item);
        if (items.Count > IncidentCell.Shown)
        {
            items.RemoveAt(items.Count - 1);
        }
    }
}
