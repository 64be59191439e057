using System.Text;
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

    /// <summary>Hashes of all ids: equal for equal ids, and hardly ever for others.</summary>
    public virtual ulong[] HashIds()
    {
        var hashes = new ulong[Count];
        for (var row = 0; row < hashes.Length; row++)
        {
            hashes[row] = TryGetId(row, out var id) ? TextTable.HashOf(id) : HashPlace(row);
        }

        return hashes;
    }

    /// <summary>Writes the names of some rows.</summary>
    public virtual void WriteNames(ReadOnlySpan<int> rows, NameBuilder names)
    {
        foreach (var row in rows)
        {
            var place = GetPlace(row);
            if (TryGetId(row, out var id))
            {
                names.Add(place.File, place.Line, id);
            }
            else
            {
                names.Add(place.File, place.Line);
            }
        }
    }

    public string GetId(int row) => TryGetId(row, out var id) ? CellText.Decode(id) : GetPlace(row).Describe(SeveralFiles);

    protected ulong HashPlace(int row) => TextTable.HashOf(Encoding.UTF8.GetBytes(GetPlace(row).Describe(SeveralFiles)));
}

/// <summary>Collects the names of a batch in room that is used again. Not for several threads.</summary>
internal sealed class NameBuilder
{
    private readonly List<string> files = [];
    private readonly long[] fileOf = new long[IncidentBatch.MaxRows];
    private readonly long[] lines = new long[IncidentBatch.MaxRows];
    private readonly long[] ends = new long[IncidentBatch.MaxRows];
    private readonly ulong[] named = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private byte[] ids = new byte[16 * IncidentBatch.MaxRows];
    private int count;
    private int length;

    public void Add(string file, long line)
    {
        if (files.Count == 0 || !ReferenceEquals(files[^1], file))
        {
            files.Add(file);
        }

        fileOf[count] = files.Count - 1;
        lines[count] = line;
        ends[count++] = length;
    }

    public void Add(string file, long line, ReadOnlySpan<byte> id)
    {
        if (ids.Length - length < id.Length)
        {
            Array.Resize(ref ids, Math.Max(2 * ids.Length, length + id.Length));
        }

        id.CopyTo(ids.AsSpan(length));
        length += id.Length;
        Masks.Set(named, count);
        Add(file, line);
    }

    public BatchNames Build(bool severalFiles)
    {
        var marks = named.AsSpan(0, Masks.WordsFor(count));
        var hasNames = Masks.Count(marks) > 0;
        var made = new BatchNames(
            severalFiles,
            [.. files],
            files.Count > 1 ? PackedNumbers.PackFromZero(fileOf.AsSpan(0, count)) : null,
            PackedNumbers.Pack(lines.AsSpan(0, count)),
            hasNames ? new NamedIds(marks.ToArray(), ids.AsSpan(0, length).ToArray(), PackedNumbers.PackFromZero(ends.AsSpan(0, count))) : null);
        files.Clear();
        marks.Clear();
        (count, length) = (0, 0);
        return made;
    }
}

/// <summary>The ids that the data give, one behind the other in UTF-8.</summary>
/// <param name="Given">The rows that have one.</param>
/// <param name="Text">The ids.</param>
/// <param name="Ends">Where each ends.</param>
internal sealed record NamedIds(ulong[] Given, byte[] Text, PackedNumbers Ends);

/// <summary>Who the incidents of a batch are, packed.</summary>
internal sealed class BatchNames(bool severalFiles, string[] files, PackedNumbers? fileOf, PackedNumbers lines, NamedIds? ids) : IIncidentNames
{
    public string GetId(int row)
    {
        if (ids is null || !Masks.IsSet(ids.Given, row))
        {
            return GetPlace(row).Describe(severalFiles);
        }

        var start = row == 0 ? 0 : (int)ids.Ends[row - 1];
        return CellText.Decode(ids.Text.AsSpan(start..(int)ids.Ends[row]));
    }

    public RowPlace GetPlace(int row) => new(files[fileOf is null ? 0 : (int)fileOf[row]], lines[row]);
}
