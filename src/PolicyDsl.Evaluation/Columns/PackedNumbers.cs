using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>
/// Whole numbers of one batch as a base and unsigned offsets of 1, 2, 4 or 8 bytes, the narrowest that hold them: less memory to read is most of what
/// makes a comparison fast. Offsets wrap, so every pair of ends of the 64-bit range can be told apart. The bytes are
/// padded with zeros to whole words of a mask, so that kernels need no end of their own.
/// </summary>
public sealed class PackedNumbers
{
    private PackedNumbers(long lowest, int width, byte[] bytes, int count)
    {
        Base = lowest;
        Width = width;
        Bytes = bytes;
        Count = count;
    }

    /// <summary>The least number, which has offset 0.</summary>
    public long Base { get; }

    /// <summary>Bytes per offset: 1, 2, 4 or 8.</summary>
    public int Width { get; }

    public int Count { get; }

    /// <summary>The offsets, little endian, padded with zeros to a multiple of 64 rows.</summary>
    public byte[] Bytes { get; }

    /// <summary>The number of a row.</summary>
    public long this[int row] => unchecked(Base + (long)(Width switch
    {
        1 => Bytes[row],
        2 => Offsets<ushort>()[row],
        4 => Offsets<uint>()[row],
        _ => Offsets<ulong>()[row],
    }));

    /// <summary>Packs with the least number as the base.</summary>
    public static PackedNumbers Pack(ReadOnlySpan<long> numbers)
    {
        var (lowest, highest) = FindEnds(numbers);
        return Pack(numbers, lowest, highest);
    }

    /// <summary>Packs numbers that are not negative with 0 as the base, so that offsets are the numbers themselves.</summary>
    public static PackedNumbers PackFromZero(ReadOnlySpan<long> numbers) => Pack(numbers, 0, FindEnds(numbers).Highest);

    /// <summary>How many bytes hold some numbers of a width.</summary>
    internal static int BytesFor(int count, int width) => Masks.WordsFor(count) * Masks.RowsPerWord * width;

    /// <summary>Numbers that were packed before, by what <see cref="Bytes"/> held.</summary>
    internal static PackedNumbers FromBytes(long lowest, int width, byte[] bytes, int count) => new(lowest, width, bytes, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Lowest, long Highest) FindEnds(ReadOnlySpan<long> numbers)
    {
        if (numbers.IsEmpty)
        {
            return (0, 0);
        }

        var (lowest, highest) = (numbers[0], numbers[0]);
        var (least, most) = (new Vector<long>(lowest), new Vector<long>(highest));
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(numbers);
        foreach (var vector in vectors)
        {
            least = Vector.Min(least, vector);
            most = Vector.Max(most, vector);
        }

        for (var i = 0; i < Vector<long>.Count; i++)
        {
            lowest = Math.Min(lowest, least[i]);
            highest = Math.Max(highest, most[i]);
        }

        foreach (var number in numbers[(vectors.Length * Vector<long>.Count)..])
        {
            lowest = Math.Min(lowest, number);
            highest = Math.Max(highest, number);
        }

        return (lowest, highest);
    }

    private static PackedNumbers Pack(ReadOnlySpan<long> numbers, long lowest, long highest)
    {
        var span = unchecked((ulong)highest - (ulong)lowest);
        var width = span <= byte.MaxValue ? 1 : span <= ushort.MaxValue ? 2 : span <= uint.MaxValue ? 4 : 8;
        var bytes = new byte[BytesFor(numbers.Length, width)];
        switch (width)
        {
            case 1:
                Narrow(numbers, lowest, bytes.AsSpan());
                break;
            case 2:
                Narrow(numbers, lowest, MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()));
                break;
            case 4:
                Narrow(numbers, lowest, MemoryMarshal.Cast<byte, uint>(bytes.AsSpan()));
                break;
            default:
                Narrow(numbers, lowest, MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan()));
                break;
        }

        return new PackedNumbers(lowest, width, bytes, numbers.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<T>(ReadOnlySpan<long> numbers, long lowest, Span<T> offsets)
        where T : unmanaged, INumberBase<T>
    {
        offsets = offsets[..numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            offsets[i] = T.CreateTruncating(unchecked((ulong)numbers[i] - (ulong)lowest));
        }
    }

    /// <summary>The offsets as numbers of the column's width, padding included.</summary>
    public ReadOnlySpan<T> Offsets<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes);

    /// <summary>Writes all numbers out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Unpack(Span<long> numbers)
    {
        var lowest = Base;
        switch (Width)
        {
            case 1:
                var bytes = Offsets<byte>();
                for (var i = 0; i < Count; i++)
                {
                    numbers[i] = lowest + bytes[i];
                }

                break;
            case 2:
                var shorts = Offsets<ushort>();
                for (var i = 0; i < Count; i++)
                {
                    numbers[i] = lowest + shorts[i];
                }

                break;
            case 4:
                var ints = Offsets<uint>();
                for (var i = 0; i < Count; i++)
                {
                    numbers[i] = lowest + ints[i];
                }

                break;
            default:
                var longs = Offsets<ulong>();
                for (var i = 0; i < Count; i++)
                {
                    numbers[i] = unchecked(lowest + (long)longs[i]);
                }

                break;
        }
    }
}
