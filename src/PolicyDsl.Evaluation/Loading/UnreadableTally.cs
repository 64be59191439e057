using System.Collections.Immutable;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>A text in a row that could not be read for a field.</summary>
internal readonly record struct UnreadableText(string Text, string Reason);

/// <summary>Counts the values that could not be read, by column, field and reason, and keeps the first few different texts of each.</summary>
internal sealed class UnreadableTally
{
    private const int Shown = 5;

    private readonly Dictionary<(string Column, string Field, string Reason), Entry> entries = [];
    private readonly List<(string Column, string Field, string Reason)> order = [];

    public bool IsEmpty => order.Count == 0;

    public void Add(PlannedField field, UnreadableText unreadable, RowPlace place) =>
        Add(field.ColumnName ?? field.Field.QualifiedName, field.Field.QualifiedName, unreadable, place);

    public void Add(string column, string field, UnreadableText unreadable, RowPlace place)
    {
        var key = (column, field, unreadable.Reason);
        if (!entries.TryGetValue(key, out var entry))
        {
            entries.Add(key, entry = new Entry());
            order.Add(key);
        }

        entry.Count++;
        if (entry.Distinct.Count < UnreadableValues.MaxDistinct && entry.Distinct.Add(unreadable.Text) && entry.First.Count < Shown)
        {
            entry.First.Add(new DataPlace(place.File, place.Line, unreadable.Text));
        }
    }

    public ImmutableArray<UnreadableValues> ToReport() =>
        [.. order.Select(k => new UnreadableValues(k.Column, k.Field, k.Reason, entries[k].Count, entries[k].Distinct.Count, [.. entries[k].First]))];

    private sealed class Entry
    {
        public long Count { get; set; }

        public HashSet<string> Distinct { get; } = new(StringComparer.Ordinal);

        public List<DataPlace> First { get; } = [];
    }
}
