using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Who the incidents of a batch are while it is made. Spans are valid until the next call.</summary>
internal abstract class BatchRows(bool severalFiles)
{
    public bool SeveralFiles { get; } = severalFiles;

    public abstract int Count { get; }

    /// <summary>The first row of an incident.</summary>
    public abstract RowPlace GetPlace(int row);

    /// <summary>The id that the data give in UTF-8; false where the place of the first row is the id.</summary>
    public abstract bool TryGetId(int row, out ReadOnlySpan<byte> id);

    /// <summary>How many rows were folded into an incident.</summary>
    public virtual int RowsOf(int row) => 1;

    public virtual IEnumerable<RowPlace> PlacesOf(int row) => [GetPlace(row)];

    public string GetId(int row) => TryGetId(row, out var id) ? CellText.Decode(id) : GetPlace(row).Describe(SeveralFiles);
}

/// <summary>Who the incidents of a batch are, packed: ids one behind the other, places as lines.</summary>
internal sealed class BatchNames : IIncidentNames
{
    private readonly bool severalFiles;
    private readonly string[] files;
    private readonly PackedNumbers? fileOf;
    private readonly PackedNumbers lines;
    private readonly byte[] ids;
    private readonly PackedNumbers? ends;
    private readonly ulong[]? named;

    public BatchNames(BatchRows rows, ReadOnlySpan<int> accepted)
    {
        severalFiles = rows.SeveralFiles;
        var names = new List<string>();
        var (places, lineOf, endOf) = (new long[accepted.Length], new long[accepted.Length], new long[accepted.Length]);
        var text = new System.Buffers.ArrayBufferWriter<byte>(64);
        named = new ulong[Masks.WordsFor(accepted.Length)];
        for (var i = 0; i < accepted.Length; i++)
        {
            var place = rows.GetPlace(accepted[i]);
            if (names.Count == 0 || !ReferenceEquals(names[^1], place.File))
            {
                names.Add(place.File);
            }

            (places[i], lineOf[i]) = (names.Count - 1, place.Line);
            if (rows.TryGetId(accepted[i], out var id))
            {
                System.Buffers.BuffersExtensions.Write(text, id);
                Masks.Set(named, i);
            }

            endOf[i] = text.WrittenCount;
        }

        files = [.. names];
        fileOf = names.Count > 1 ? PackedNumbers.PackFromZero(places) : null;
        lines = PackedNumbers.Pack(lineOf);
        ids = text.WrittenSpan.ToArray();
        ends = ids.Length > 0 ? PackedNumbers.PackFromZero(endOf) : null;
        named = Masks.Count(named) > 0 ? named : null;
    }

    public string GetId(int row) => named is null || !Masks.IsSet(named, row)
        ? GetPlace(row).Describe(severalFiles)
        : ends is null ? "" : CellText.Decode(IdBytes(row, ends));

    public RowPlace GetPlace(int row) => new(files[fileOf is null ? 0 : (int)fileOf[row]], lines[row]);

    private ReadOnlySpan<byte> IdBytes(int row, PackedNumbers upTo)
    {
        var start = row == 0 ? 0 : (int)upTo[row - 1];
        return ids.AsSpan(start..(int)upTo[row]);
    }
}
