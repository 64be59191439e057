using System.Buffers;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>What the scan of a chunk fills: the bounds of cells in a row index, and which of them are line breaks.</summary>
internal sealed class StructureBuffer(RowIndex index) : IDisposable
{
    /// <summary>The most that a block of text adds, and what is written too much to avoid a branch.</summary>
    public const int BlockRoom = 64 + 8;

    private readonly List<int> _quotedBreaks = [];

    public RowIndex Index { get; } = index;

    /// <summary>The places in <see cref="RowIndex.Bounds"/> of the bounds that are line breaks. Rented; a part is in use.</summary>
    public int[] Breaks { get; private set; } = ArrayPool<int>.Shared.Rent(4 * BlockRoom);

    public int BoundCount { get; private set; }

    public int BreakCount { get; private set; }

    /// <summary>Where in the text line breaks stand inside of quotes.</summary>
    public IReadOnlyList<int> QuotedBreaks => _quotedBreaks;

    public void AddQuotedBreak(int place) => _quotedBreaks.Add(place);

    public int[] GrowBreaks(int kept)
    {
        var larger = ArrayPool<int>.Shared.Rent(2 * Breaks.Length);
        Breaks.AsSpan(0, kept).CopyTo(larger);
        ArrayPool<int>.Shared.Return(Breaks);
        return Breaks = larger;
    }

    /// <summary>Says how much of the arrays is in use.</summary>
    public void Finish(int bounds, int breaks)
    {
        BoundCount = bounds;
        BreakCount = breaks;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(Breaks);
        Breaks = [];
    }
}
