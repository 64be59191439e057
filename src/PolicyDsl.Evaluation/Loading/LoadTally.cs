using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Counts what becomes of rows, and for what reason. Every row read is in exactly one of folded, set aside and rejected.</summary>
internal sealed class LoadTally(DatasetSymbol dataset)
{
    private const int Shown = 5;

    /// <summary>Reasons told one by one. A damaged file can give one of its own for each row, as each names its line.</summary>
    private const int MaxReasons = 20;
    private const string OtherReasons = "other reasons";

    private readonly long[] setAside = new long[dataset.Keep.Length];
    private readonly long[] setAsideUnknown = new long[dataset.Keep.Length];
    private readonly Dictionary<string, (long Rows, List<DataPlace> First)> rejected = new(StringComparer.Ordinal);
    private readonly List<string> rejectedOrder = [];
    private readonly Dictionary<(string File, long Line), string> lateRejections = [];

    public long RowsRead { get; set; }

    public long RowsFolded { get; set; }

    public long RowsSetAside => setAside.Sum();

    public long RowsRejected { get; private set; }

    public UnreadableTally Unreadable { get; } = new();

    /// <summary>Rows of good shape that were rejected later, with the reason.</summary>
    public IReadOnlyDictionary<(string File, long Line), string> LateRejections => lateRejections;

    public void SetAside(int keep, bool isUnknown) => SetAside(keep, 1, isUnknown ? 1 : 0);

    public void SetAside(int keep, long rows, long unknown)
    {
        setAside[keep] += rows;
        setAsideUnknown[keep] += unknown;
    }

    /// <summary>A row that is no row.</summary>
    public void RejectRow(DataRow row) => RejectRow(new RowPlace(row.FileName, row.Line), row.Rejection ?? "", row.RawText);

    public void RejectRow(RowPlace place, string reason, string text) => Reject([new DataPlace(place.File, place.Line, text)], 1, reason);

    /// <summary>A row of good shape that makes no incident.</summary>
    public void RejectLater(RowPlace place, string reason)
    {
        lateRejections[(place.File, place.Line)] = reason;
        Reject([new DataPlace(place.File, place.Line, "")], 1, reason);
    }

    /// <summary>Adds rows that were rejected after all others, by reason, with the first few of each.</summary>
    public void Append(LateRejections later)
    {
        foreach (var (place, reason) in later.All)
        {
            lateRejections[(place.File, place.Line)] = reason;
        }

        // Reasons beyond the bound share a list, in the order of the rows and not of the reasons.
        var others = new List<string>();
        foreach (var reason in later.Reasons)
        {
            if (rejected.ContainsKey(reason) || rejected.Count < MaxReasons)
            {
                Reject(later.FirstOf([reason], Shown), later.CountOf(reason), reason);
            }
            else
            {
                others.Add(reason);
            }
        }

        if (others.Count > 0)
        {
            Reject(later.FirstOf(others, Shown), others.Sum(later.CountOf), others[0]);
        }
    }

    public ImmutableArray<SetAsideRows> SetAsideReport() =>
        [.. dataset.Keep.Select((keep, i) => new SetAsideRows(keep.Reason, setAside[i], setAsideUnknown[i]))];

    public ImmutableArray<RejectedRows> RejectedReport() =>
        [.. rejectedOrder.Select(reason => new RejectedRows(reason, rejected[reason].Rows, [.. rejected[reason].First]))];

    private void Reject(ImmutableArray<DataPlace> places, long rows, string reason)
    {
        RowsRejected += rows;
        reason = rejected.ContainsKey(reason) || rejected.Count < MaxReasons ? reason : OtherReasons;
        if (!rejected.TryGetValue(reason, out var entry))
        {
            entry = (0, []);
            rejectedOrder.Add(reason);
        }

        entry.First.AddRange(places.Take(Shown - entry.First.Count));
        rejected[reason] = (entry.Rows + rows, entry.First);
    }
}

/// <summary>Rows rejected once the values of their incidents are known, by reason in order of first appearance. Can be put together from parts.</summary>
internal sealed class LateRejections(bool keepsAll)
{
    private const int Shown = 5;

    private readonly Dictionary<string, (long Rows, List<(long Order, DataPlace Place)> First)> reasons = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly List<(RowPlace Place, string Reason)> all = [];
    private long count;

    public IReadOnlyList<string> Reasons => order;

    /// <summary>Every row, where all were to be kept.</summary>
    public IReadOnlyList<(RowPlace Place, string Reason)> All => all;

    public long CountOf(string reason) => reasons[reason].Rows;

    /// <summary>The first few rows that have one of some reasons.</summary>
    public ImmutableArray<DataPlace> FirstOf(IReadOnlyList<string> some, int shown) =>
        [.. some.SelectMany(r => reasons[r].First).OrderBy(f => f.Order).Take(shown).Select(f => f.Place)];

    public void Add(RowPlace place, string reason)
    {
        Add(reason, 1, [(0, new DataPlace(place.File, place.Line, ""))]);
        count++;
        if (keepsAll)
        {
            all.Add((place, reason));
        }
    }

    /// <summary>Adds what comes after all that is here.</summary>
    public void Append(LateRejections later)
    {
        foreach (var reason in later.order)
        {
            Add(reason, later.reasons[reason].Rows, later.reasons[reason].First);
        }

        count += later.count;
        all.AddRange(later.all);
    }

    private void Add(string reason, long rows, List<(long Order, DataPlace Place)> first)
    {
        if (!reasons.TryGetValue(reason, out var entry))
        {
            entry = (0, []);
            order.Add(reason);
        }

        entry.First.AddRange(first.Take(Shown - entry.First.Count).Select(f => (count + f.Order, f.Place)));
        reasons[reason] = (entry.Rows + rows, entry.First);
    }
}

/// <summary>Counts incidents for something that went wrong, with the ids of the first few.</summary>
internal sealed class IncidentTally
{
    private const int Shown = 5;
    private readonly List<string> first = [];

    public long Count { get; private set; }

    public long Rejected { get; set; }

    public ImmutableArray<string> First => [.. first];

    public void Add(string id)
    {
        Count++;
        if (first.Count < Shown)
        {
            first.Add(id);
        }
    }

    public void Add(Func<string> id)
    {
        Count++;
        if (first.Count < Shown)
        {
            first.Add(id());
        }
    }

    /// <summary>Adds what comes after all that was counted here.</summary>
    public void Append(IncidentTally later)
    {
        Count += later.Count;
        Rejected += later.Rejected;
        first.AddRange(later.first.Take(Shown - first.Count));
    }
}

/// <summary>Of how many incidents each mapped field is known.</summary>
internal sealed class CoverageTally(IReadOnlyList<PlannedField> fields)
{
    private readonly long[,] counts = new long[fields.Count, 3];

    public void Add(int slot, Value value) => counts[slot, value.Kind == ValueKind.Unknown ? 2 : value.IsKnown ? 0 : 1]++;

    /// <summary>Adds incidents of which so many have the field known, partly known and unknown.</summary>
    public void Add(int slot, long known, long partly, long unknown)
    {
        counts[slot, 0] += known;
        counts[slot, 1] += partly;
        counts[slot, 2] += unknown;
    }

    public void Append(CoverageTally other)
    {
        for (var slot = 0; slot < fields.Count; slot++)
        {
            Add(slot, other.counts[slot, 0], other.counts[slot, 1], other.counts[slot, 2]);
        }
    }

    public ImmutableArray<FieldCoverage> ToReport() =>
        [.. fields.Select((f, i) => new FieldCoverage(f.Field.QualifiedName, counts[i, 0], counts[i, 1], counts[i, 2]))];
}
