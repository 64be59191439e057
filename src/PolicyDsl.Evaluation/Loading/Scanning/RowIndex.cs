using System.Buffers;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>
/// Where the rows and cells of a chunk lie. <see cref="Bounds"/> starts with -1 and has the place of each separator and of each byte of a row end, in order;
/// a row of n cells has n + 1 neighbouring bounds, the first of which is the byte before it.
/// Memory: four bytes per bound and eight per row, in rented arrays.
/// </summary>
internal sealed class RowIndex(int textBytes) : IDisposable
{
    private const int LeastRows = 64;

    private readonly List<RejectedText> _rejected = [];
    private int[] _rowBounds = ArrayPool<int>.Shared.Rent(LeastRows);
    private int[] _rowLines = ArrayPool<int>.Shared.Rent(LeastRows);

    public int RowCount { get; private set; }

    public IReadOnlyList<RejectedText> Rejected => _rejected;

    public long BlankLines { get; set; }

    public LineEnds LineEnds { get; } = new();

    /// <summary>Rented; only a part of it is in use.</summary>
    public int[] Bounds { get; private set; } = ArrayPool<int>.Shared.Rent(Math.Max(LeastRows, textBytes / 4));

    /// <summary>For each usable row the index of the bound before its first cell.</summary>
    public ReadOnlySpan<int> RowBounds => _rowBounds.AsSpan(0, RowCount);

    /// <summary>Whether a quoted cell may hold quotes.</summary>
    public bool HasDoubledQuotes { get; set; }

    /// <summary>Adds a usable row.</summary>
    /// <param name="bound">The index of the bound before its first cell.</param>
    /// <param name="line">Its line, counted from 0 at the start of the chunk.</param>
    public void AddRow(int bound, int line)
    {
        if (RowCount == Math.Min(_rowBounds.Length, _rowLines.Length))
        {
            _rowBounds = Grow(_rowBounds, RowCount);
            _rowLines = Grow(_rowLines, RowCount);
        }

        _rowBounds[RowCount] = bound;
        _rowLines[RowCount++] = line;
    }

    public void Reject(long line, string reason, string rawText) => _rejected.Add(new RejectedText(RowCount, line, reason, rawText));

    /// <summary>Makes room for more bounds behind the first ones, which are kept.</summary>
    public int[] GrowBounds(int kept) => Bounds = Grow(Bounds, kept);

    public int LineOf(int row) => _rowLines[row];

    public void Dispose()
    {
        if (Bounds.Length == 0)
        {
            return;
        }

        ArrayPool<int>.Shared.Return(Bounds);
        ArrayPool<int>.Shared.Return(_rowBounds);
        ArrayPool<int>.Shared.Return(_rowLines);
        (Bounds, _rowBounds, _rowLines) = ([], [], []);
        RowCount = 0;
    }

    private static int[] Grow(int[] array, int kept)
    {
        var larger = ArrayPool<int>.Shared.Rent(2 * array.Length);
        array.AsSpan(0, kept).CopyTo(larger);
        ArrayPool<int>.Shared.Return(array);
        return larger;
    }
}
