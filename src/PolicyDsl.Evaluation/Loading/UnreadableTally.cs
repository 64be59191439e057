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

    public void Add(PlannedField field, UnreadableText unreadable, RowPlace place, long count = 1) =>
        Add(field.ColumnName ?? field.Field.QualifiedName, field.Field.QualifiedName, unreadable, place, count);

    public void Add(string column, string field, UnreadableText unreadable, RowPlace place, long count = 1)
    {
        var key = (column, field, unreadable.Reason);
        if (!entries.TryGetValue(key, out var entry))
        {
            entries.Add(key, entry = new Entry());
            order.Add(key);
        }

        entry.Count += count;
        if (entry.Distinct.Count < UnreadableValues.MaxDistinct && entry.Distinct.Add(unreadable.Text) && entry.First.Count < Shown)
        {
            entry.First.Add(new DataPlace(place.File, place.Line, unreadable.Text));
        }
    }

    /// <summary>Adds what comes after all that was counted here.</summary>
    public void Append(UnreadableTally later)
    {
        foreach (var key in later.order)
        {
            if (!entries.TryGetValue(key, out var entry))
            {
                entries.Add(key, entry = new Entry());
                order.Add(key);
            }

            entry.Append(later.entries[key]);
        }
    }

    public ImmutableArray<UnreadableValues> ToReport() =>
        [.. order.Select(k => new UnreadableValues(k.Column, k.Field, k.Reason, entries[k].Count, entries[k].Distinct.Count, [.. entries[k].First]))];

    private sealed class Entry
    {
        public long Count { get; set; }

        public HashSet<string> Distinct { get; } = new(StringComparer.Ordinal);

        public List<DataPlace> First { get; } = [];

        /// <summary>The first few of both are among the first few of each.</summary>
        public void Append(Entry later)
        {
            Count += later.Count;
            foreach (var place in later.First)
            {
                if (Distinct.Count < UnreadableValues.MaxDistinct && Distinct.Add(place.Text) && First.Count < Shown)
                {
                    First.Add(place);
                }
            }

            foreach (var text in later.Distinct)
            {
                if (Distinct.Count < UnreadableValues.MaxDistinct)
                {
                    Distinct.Add(text);
                }
            }
        }
    }
}
