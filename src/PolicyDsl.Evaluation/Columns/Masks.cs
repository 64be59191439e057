using System.Numerics;
using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>Bit masks over the rows of a batch, 64 rows a word. Bits behind the last row are zero, whoever makes a mask.</summary>
public static class Masks
{
    public const int RowsPerWord = 64;

    public static int WordsFor(int rows) => (rows + RowsPerWord - 1) / RowsPerWord;

    public static bool IsSet(ReadOnlySpan<ulong> mask, int row) => ((mask[row >> 6] >> (row & 63)) & 1) != 0;

    public static void Set(Span<ulong> mask, int row) => mask[row >> 6] |= 1UL << (row & 63);

    /// <summary>Sets the bits of all rows, and none behind them.</summary>
    public static void Fill(Span<ulong> mask, int rows)
    {
        mask.Clear();
        mask[..(rows >> 6)].Fill(ulong.MaxValue);
        if ((rows & 63) != 0)
        {
            mask[rows >> 6] = (1UL << (rows & 63)) - 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Count(ReadOnlySpan<ulong> mask)
    {
        var count = 0L;
        foreach (var word in mask)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
