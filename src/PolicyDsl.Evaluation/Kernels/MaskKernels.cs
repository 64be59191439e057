using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>
/// The loops over the rows of a batch: comparisons of packed numbers with constants, look-ups of codes, and logic of masks. One implementation for
/// each width of vector and one without; all give the same bits. Which one is used is chosen once, by what the processor has.
/// Comparing needs two kernels only: every comparison of a number with a constant is a test for a range of offsets, and every test of a code is a
/// look-up in a bitmap.
/// </summary>
public abstract class MaskKernels
{
    /// <summary>A bitmap of codes has this many bytes: one bit for each code that fits a byte.</summary>
    public const int BitmapBytes = 32;

    private static readonly Lazy<MaskKernels> Best = new(() => Choose(Environment.GetEnvironmentVariable("POLICYDSL_KERNEL")));

    /// <summary>The kernels in use: the widest that the processor runs, or the one that the variable <c>POLICYDSL_KERNEL</c> names.</summary>
    public static MaskKernels Current => Best.Value;

    /// <summary>All kernels; each runs everywhere, if not fast.</summary>
    public static IReadOnlyList<MaskKernels> All { get; } = [new VectorKernels<Vector512Lanes>(), new VectorKernels<Vector256Lanes>(), new VectorKernels<Vector128Lanes>(), new ScalarKernels()];

    public abstract string Name { get; }

    /// <summary>Finds kernels by name; without one, or with a name that is none, the widest that the processor has.</summary>
    public static MaskKernels Choose(string? name) =>
        All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? (Vector512.IsHardwareAccelerated ? All[0] : Vector256.IsHardwareAccelerated ? All[1] : Vector128.IsHardwareAccelerated ? All[2] : All[3]);

    /// <summary>Rows whose number lies in a range, both ends included.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The most; below <paramref name="low"/> no row fits.</param>
    /// <param name="mask">One word per 64 rows; all of them are written.</param>
    public void IsInRange(PackedNumbers numbers, long low, long high, Span<ulong> mask)
    {
        // Offsets wrap, so numbers are compared as they stand to find which offsets are meant.
        var most = numbers.Width == sizeof(ulong) ? ulong.MaxValue : (1UL << (numbers.Width * 8)) - 1;
        if (low > high || high < numbers.Base || !TryOffset(numbers.Base, low, most, out var first))
        {
            mask.Clear();
            return;
        }

        var last = Math.Min(most, unchecked((ulong)high - (ulong)numbers.Base));
        var words = mask[..Masks.WordsFor(numbers.Count)];
        switch (numbers.Width)
        {
            case 1:
                IsInRange(numbers.Offsets<byte>(), (byte)first, (byte)(last - first), words);
                break;
            case 2:
                IsInRange(numbers.Offsets<ushort>(), (ushort)first, (ushort)(last - first), words);
                break;
            case 4:
                IsInRange(numbers.Offsets<uint>(), (uint)first, (uint)(last - first), words);
                break;
            default:
                IsInRange(numbers.Offsets<ulong>(), first, last - first, words);
                break;
        }

        ClearBehind(words, numbers.Count);
    }

    /// <summary>Rows whose number lies in a range, both ends included.</summary>
    /// <param name="numbers">The numbers, with room up to a multiple of 64 rows.</param>
    /// <param name="rows">How many rows count.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The most; below <paramref name="low"/> no row fits.</param>
    /// <param name="mask">One word per 64 rows; all of them are written.</param>
    public void IsInRange(ReadOnlySpan<long> numbers, int rows, long low, long high, Span<ulong> mask)
    {
        var words = mask[..Masks.WordsFor(rows)];
        if (low > high)
        {
            words.Clear();
            return;
        }

        IsInRange(MemoryMarshal.Cast<long, ulong>(numbers), unchecked((ulong)low), unchecked((ulong)high - (ulong)low), words);
        ClearBehind(words, rows);
    }

    /// <summary>Rows for which one number is less than another; both with room up to a multiple of 64 rows.</summary>
    public void IsLess(ReadOnlySpan<long> left, ReadOnlySpan<long> right, int rows, Span<ulong> mask)
    {
        var words = mask[..Masks.WordsFor(rows)];
        IsLess(left, right, words);
        ClearBehind(words, rows);
    }

    /// <summary>Rows whose code has its bit set in a bitmap; a code beyond the bitmap has none.</summary>
    /// <param name="codes">Codes with base 0.</param>
    /// <param name="bitmap">Bit <c>c % 8</c> of byte <c>c / 8</c> is that of code c; at least <see cref="BitmapBytes"/> bytes.</param>
    /// <param name="mask">One word per 64 rows; all of them are written.</param>
    public void IsMember(PackedNumbers codes, ReadOnlySpan<byte> bitmap, Span<ulong> mask)
    {
        var words = mask[..Masks.WordsFor(codes.Count)];
        if (codes.Width == 1)
        {
            IsMember(codes.Offsets<byte>(), bitmap[..BitmapBytes], words);
        }
        else
        {
            LookUpWide(codes, bitmap, words);
        }

        ClearBehind(words, codes.Count);
    }

    /// <summary><paramref name="target"/> and <paramref name="other"/>, into the first.</summary>
    public abstract void And(Span<ulong> target, ReadOnlySpan<ulong> other);

    public abstract void Or(Span<ulong> target, ReadOnlySpan<ulong> other);

    /// <summary><paramref name="target"/> and not <paramref name="other"/>, into the first.</summary>
    public abstract void AndNot(Span<ulong> target, ReadOnlySpan<ulong> other);

    protected abstract void IsInRange<T>(ReadOnlySpan<T> offsets, T first, T span, Span<ulong> words)
        where T : unmanaged, System.Numerics.IUnsignedNumber<T>, System.Numerics.IMinMaxValue<T>, IComparable<T>;

    protected abstract void IsLess(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<ulong> words);

    protected abstract void IsMember(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> bitmap, Span<ulong> words);

    /// <summary>1, 2, 4 ... 128, four times over: the bit of a code within its byte.</summary>
    protected static ReadOnlySpan<byte> BitOf => [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];

    /// <summary>Clears the bits behind the last row.</summary>
    protected static void ClearBehind(Span<ulong> words, int rows)
    {
        if ((rows & 63) != 0)
        {
            words[rows >> 6] &= (1UL << (rows & 63)) - 1;
        }
    }

    private static bool TryOffset(long lowest, long number, ulong most, out ulong offset)
    {
        offset = number <= lowest ? 0 : unchecked((ulong)number - (ulong)lowest);
        return offset <= most;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LookUpWide(PackedNumbers codes, ReadOnlySpan<byte> bitmap, Span<ulong> words)
    {
        words.Clear();
        for (var row = 0; row < codes.Count; row++)
        {
            var code = (int)codes[row];
            if ((code >> 3) < bitmap.Length && (bitmap[code >> 3] & (1 << (code & 7))) != 0)
            {
                words[row >> 6] |= 1UL << (row & 63);
            }
        }
    }
}
