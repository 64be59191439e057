using System.Runtime.InteropServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Values of histories in a file: for each column its ends (bases and widths, then which rows are known, then the packed numbers). Threads read at once.
/// </summary>
internal sealed class FileHistoryColumns : IHistoryColumns
{
    private const int HeaderLongs = 4;

    private readonly SpillFolder folder;
    private readonly SpillFile file;
    private readonly long[]?[] positions;
    private readonly int[] rows;

    /// <param name="folder">Is deleted with the columns.</param>
    /// <param name="file">The file.</param>
    /// <param name="positions">By history, then by batch, where the column stands, -1 where all is unknown; null for a history that is unknown everywhere.</param>
    /// <param name="rows">Incidents by batch.</param>
    public FileHistoryColumns(SpillFolder folder, SpillFile file, long[]?[] positions, int[] rows)
    {
        this.folder = folder;
        this.file = file;
        this.positions = positions;
        this.rows = rows;
    }

    public IncidentColumn? GetColumn(int history, IncidentBatch batch)
    {
        BatchCheck.Check(rows, batch);
        return positions[history] is { } places && places[batch.Index] >= 0 ? Read(places[batch.Index], batch.Count) : null;
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Appends a column; gives where it stands.</summary>
    public static long Append(SpillFile file, NumberColumn? column)
    {
        if (column is null)
        {
            return -1;
        }

        var position = file.Length;
        Span<long> header =
        [
            column.Low.Base, column.Low.Width, column.High?.Base ?? 0, (column.High?.Width ?? 0) | (column.Known is null ? 0 : 1 << 8),
        ];
        file.Append(MemoryMarshal.AsBytes(header));
        file.Append(MemoryMarshal.AsBytes(column.Known.AsSpan()));
        file.Append(column.Low.Bytes);
        file.Append(column.High?.Bytes);
        return position;
    }

    private NumberColumn Read(long position, int count)
    {
        Span<long> header = stackalloc long[HeaderLongs];
        ReadNext(ref position, MemoryMarshal.AsBytes(header));
        var known = (header[3] >> 8) != 0 ? new ulong[Masks.WordsFor(count)] : null;
        ReadNext(ref position, MemoryMarshal.AsBytes(known.AsSpan()));
        var low = ReadNumbers(ref position, header[0], (int)header[1], count);
        var highWidth = (int)(header[3] & 0xFF);
        return new NumberColumn(low, highWidth == 0 ? null : ReadNumbers(ref position, header[2], highWidth, count), known);
    }

    private PackedNumbers ReadNumbers(ref long position, long lowest, int width, int count)
    {
        var bytes = new byte[PackedNumbers.BytesFor(count, width)];
        ReadNext(ref position, bytes);
        return PackedNumbers.FromBytes(lowest, width, bytes, count);
    }

    private void ReadNext(ref long position, Span<byte> bytes)
    {
        file.Read(position, bytes);
        position += bytes.Length;
    }
}
