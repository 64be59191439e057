using System.Collections.Immutable;
using System.Text;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Which cells hold nothing, told from their bytes: as <see cref="MissingMarkers"/> tells it from their texts.</summary>
internal sealed class MissingCells
{
    private readonly MissingMarkers markers;
    private readonly ImmutableArray<byte[]> marked;
    private readonly ulong lengths;

    public MissingCells(MissingMarkers markers, IEnumerable<string> texts)
    {
        this.markers = markers;
        marked = [.. texts.Select(Encoding.UTF8.GetBytes)];
        foreach (var text in marked)
        {
            lengths |= 1UL << Math.Min(63, text.Length);
        }
    }

    /// <summary>Whether the data set lists any text.</summary>
    public bool HasMarks => lengths != 0;

    public bool IsMissing(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
        {
            return true;
        }

        // A blank beyond ASCII starts with a byte of 0x80 or more.
        if (cell[0] is <= (byte)' ' or >= 0x7F)
        {
            return markers.IsMissing(CellText.Decode(cell));
        }

        return IsMarked(cell);
    }

    /// <summary>Whether a cell is one of the texts that the data set lists.</summary>
    public bool IsMarked(ReadOnlySpan<byte> cell)
    {
        if ((lengths & (1UL << Math.Min(63, cell.Length))) == 0)
        {
            return false;
        }

        foreach (var text in marked)
        {
            if (cell.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }
}
