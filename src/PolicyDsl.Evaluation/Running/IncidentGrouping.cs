using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>Incidents that are alike in some stored fields.</summary>
/// <param name="Example">One of them, with all fields that have columns.</param>
/// <param name="Incidents">How many they are.</param>
/// <param name="First">The first few of them, in order of the data.</param>
public sealed record AlikeIncidents(EntityInstance Example, long Incidents, ImmutableArray<CellIncident> First);

/// <summary>
/// Puts incidents together that are alike in some stored fields, for what is worked out once for all of them. Batches are grouped on many threads by
/// codes and numbers, and merged in order. Groups are handed on once there are too many, and may then come again: so memory is bounded whatever the data.
/// </summary>
public sealed class IncidentGrouping
{
    /// <summary>So many groups are held at once.</summary>
    public const int DefaultGroups = 100_000;

    private readonly ImmutableArray<int> slots;
    private readonly Action<AlikeIncidents> accept;
    private readonly int maxGroups;
    private readonly Dictionary<RowKey, Group> groups = [];
    private readonly List<Group> order = [];
    private long before;

    private IncidentGrouping(ImmutableArray<int> slots, Action<AlikeIncidents> accept, int maxGroups)
    {
        this.slots = slots;
        this.accept = accept;
        this.maxGroups = maxGroups;
    }

    /// <summary>Reads the incidents that are not history only.</summary>
    /// <param name="source">The incidents.</param>
    /// <param name="paths">Stored fields as paths, such as <c>person.age</c>; of a reference counts whether it is known.</param>
    /// <param name="accept">Is told of the groups in order of their first incidents; a group may come again.</param>
    /// <param name="options">How to run; its progress is told how many incidents have been read.</param>
    /// <param name="maxGroups">How many groups are held at once.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static LoadReport Read(
        IColumnSource source,
        IEnumerable<string> paths,
        Action<AlikeIncidents> accept,
        RunOptions options,
        int maxGroups = DefaultGroups,
        CancellationToken cancellationToken = default)
    {
        var grouping = new IncidentGrouping([.. paths.Select(source.Schema.Find).Where(s => s >= 0).Distinct()], accept, maxGroups);
        var report = source.Read(
            grouping.FindGroups,
            (batch, found) =>
            {
                grouping.Merge(batch, found);
                options.Progress?.Report(grouping.before);
            },
            options.Threads,
            cancellationToken);
        grouping.HandOn();
        return report;
    }

    private List<LocalGroup> FindGroups(IncidentBatch batch)
    {
        var places = new Dictionary<RowKey, LocalGroup>();
        var found = new List<LocalGroup>();
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.IsHistoryOnly(row))
            {
                continue;
            }

            var key = RowKey.Of(batch, slots, row);
            if (!places.TryGetValue(key, out var group))
            {
                places.Add(key, group = new LocalGroup(key));
                found.Add(group);
            }

            group.Add(row);
        }

        return found;
    }

    private void Merge(IncidentBatch batch, List<LocalGroup> found)
    {
        foreach (var local in found)
        {
            if (!groups.TryGetValue(local.Key, out var group))
            {
                groups.Add(local.Key, group = new Group(IncidentReader.Read(batch, local.Rows[0])));
                order.Add(group);
            }

            group.Incidents += local.Count;
            foreach (var row in local.Rows.Take(IncidentCell.Shown - group.First.Count))
            {
                group.First.Add(new CellIncident(before + row, batch.Names.GetId(row)));
            }
        }

        before += batch.Count;
        if (order.Count > maxGroups)
        {
            HandOn();
        }
    }

    private void HandOn()
    {
        foreach (var group in order)
        {
            accept(new AlikeIncidents(group.Example, group.Incidents, [.. group.First]));
        }

        order.Clear();
        groups.Clear();
    }

    private sealed class Group(EntityInstance example)
    {
        public EntityInstance Example { get; } = example;

        public long Incidents { get; set; }

        public List<CellIncident> First { get; } = new(IncidentCell.Shown);
    }

    private sealed class LocalGroup(RowKey key)
    {
        public RowKey Key { get; } = key;

        public int Count { get; private set; }

        public List<int> Rows { get; } = [];

        public void Add(int row)
        {
            Count++;
            if (Rows.Count < IncidentCell.Shown)
            {
                Rows.Add(row);
            }
        }
    }

    /// <summary>What stands in the columns for one row: a code, or whether there is a number and its ends.</summary>
    private readonly struct RowKey : IEquatable<RowKey>
    {
        private const int NumbersPerSlot = 2;
        private readonly long[] numbers;
        private readonly int hash;

        private RowKey(long[] numbers)
        {
            this.numbers = numbers;
            var combined = default(HashCode);
            combined.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()));
            hash = combined.ToHashCode();
        }

        public static RowKey Of(IncidentBatch batch, ImmutableArray<int> slots, int row)
        {
            var key = new long[slots.Length * NumbersPerSlot];
            for (var i = 0; i < slots.Length; i++)
            {
                (key[i * NumbersPerSlot], key[(i * NumbersPerSlot) + 1]) = batch.Columns[slots[i]] switch
                {
                    CodeColumn codes => (codes.Codes[row], 0),
                    NumberColumn column when column.Known is not { } known || Masks.IsSet(known, row) => (column.Low[row], column.High is { } high ? high[row] : column.Low[row]),

                    // Low above high stands for no number.
                    NumberColumn => (1, 0),
                    _ => IncidentSchema.IsNumber(batch.Schema.Paths[slots[i]].Field.Type) ? (1, 0) : (CodeDictionary.UnknownCode, 0),
                };
            }

            return new RowKey(key);
        }

        public bool Equals(RowKey other) => hash == other.hash && numbers.AsSpan().SequenceEqual(other.numbers);

        public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

        public override int GetHashCode() => hash;
    }
}
