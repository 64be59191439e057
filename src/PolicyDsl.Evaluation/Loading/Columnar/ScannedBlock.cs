using PolicyDsl.Evaluation.Loading.Scanning;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>The rows of a scanned chunk.</summary>
/// <param name="chunk">The chunk.</param>
/// <param name="order">For each column of the source its place in the file; null where they are the same.</param>
internal sealed class ScannedBlock(ScannedChunk chunk, int[]? order) : CellBlock
{
    private readonly List<RejectedCells> rejected = [.. chunk.Rejected.Select(r => new RejectedCells(r.Before, r.Line, r.Reason, r.RawText))];

    public override string FileName => chunk.Source.File.Name;

    public override int RowCount { get; } = chunk.RowCount;

    public override IReadOnlyList<RejectedCells> Rejected => rejected;

    public override long GetLine(int row) => chunk.GetLine(row);

    public override ReadOnlySpan<byte> GetCell(int row, int column) => chunk.GetCell(row, PlaceOf(column));

    public override void Locate(int column, int first, int done, int to, CellPlaces places)
    {
        if (chunk.TryLocate(PlaceOf(column), first + done, places.Starts.AsSpan(done..to), places.Lengths.AsSpan(done..to), out var text))
        {
            places.StartIn(text);
        }
        else
        {
            base.Locate(column, first, done, to, places);
        }
    }

    public override void Account() => chunk.Source.Account(chunk);

    public override void Dispose() => chunk.Dispose();

    private int PlaceOf(int column) => order is null ? column : order[column];
}
