using System.Buffers;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>What the scan of a chunk fills: the bounds of cells in a row index, and which of them are line breaks.</summary>
internal sealed class StructureBuffer(RowIndex index) : IDisposable
{
    /// <summary>The most that a block of text writes.</summary>
    public const int BlockRoom = TextBlock.Bytes;

    private readonly List<int> _quotedBreaks = [];

    public RowIndex Index { get; } = index;

    /// <summary>The bounds in use, the one before the text included.</summary>
    public int BoundCount { get; set; }

    /// <summary>Bit i is set where bound i is a line break. Rented; behind the last bound a word and more of zeros.</summary>
    public ulong[] Breaks { get; private set; } = [];

    /// <summary>Where in the text line breaks stand inside of quotes.</summary>
    public IReadOnlyList<int> QuotedBreaks => _quotedBreaks;

    public void AddQuotedBreak(int place) => _quotedBreaks.Add(place);

    public ulong[] RentBreaks(int textBytes) => Breaks = ArrayPool<ulong>.Shared.Rent((textBytes / TextBlock.Bytes) + 4);

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(Breaks);
        Breaks = [];
    }
}
