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

    public void SetAside(int keep, bool isUnknown)
    {
        setAside[keep]++;
        setAsideUnknown[keep] += isUnknown ? 1 : 0;
    }

    /// <summary>A row that is no row.</summary>
    public void RejectRow(DataRow row) => Reject(new RowPlace(row.FileName, row.Line), row.Rejection ?? "", row.RawText);

    /// <summary>A row of good shape that makes no incident.</summary>
    public void RejectLater(RowPlace place, string reason)
    {
        lateRejections[(place.File, place.Line)] = reason;
        Reject(place, reason, "");
    }

    public ImmutableArray<SetAsideRows> SetAsideReport() =>
        [.. dataset.Keep.Select((keep, i) => new SetAsideRows(keep.Reason, setAside[i], setAsideUnknown[i]))];

    public ImmutableArray<RejectedRows> RejectedReport() =>
        [.. rejectedOrder.Select(reason => new RejectedRows(reason, rejected[reason].Rows, [.. rejected[reason].First]))];

    private void Reject(RowPlace place, string reason, string text)
    {
        RowsRejected++;
        reason = rejected.ContainsKey(reason) || rejected.Count < MaxReasons ? reason : OtherReasons;
        if (!rejected.TryGetValue(reason, out var entry))
        {
            entry = (0, []);
            rejectedOrder.Add(reason);
        }

        if (entry.First.Count < Shown)
        {
            entry.First.Add(new DataPlace(place.File, place.Line, text));
        }

        rejected[reason] = (entry.Rows + 1, entry.First);
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
}

/// <summary>Of how many incidents each mapped field is known.</summary>
internal sealed class CoverageTally(IReadOnlyList<PlannedField> fields)
{
    private readonly long[,] counts = new long[fields.Count, 3];

    public void Add(int slot, Value value) => counts[slot, value.Kind == ValueKind.Unknown ? 2 : value.IsKnown ? 0 : 1]++;

    public ImmutableArray<FieldCoverage> ToReport() =>
        [.. fields.Select((f, i) => new FieldCoverage(f.Field.QualifiedName, counts[i, 0], counts[i, 1], counts[i, 2]))];
}
