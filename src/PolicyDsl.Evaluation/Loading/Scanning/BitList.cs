using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>Lists the places of set bits. More are written than there are, so that the processor need not guess how many follow.</summary>
internal static class BitList
{
    private const int Step = 8;

    /// <summary>0 to 63.</summary>
    private static readonly Vector512<byte> Places = Vector512.CreateSequence<byte>(0, 1);

    /// <summary>For each of the 64 bytes the byte of a word that holds its bit, counted within a quarter of the register.</summary>
    private static readonly Vector512<byte> ByteOfBit = Vector512.CreateSequence<byte>(0, 1) >> 3;

    private static readonly Vector512<byte> BitOfByte = Vector512.Create(0x8040_2010_0804_0201).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ulong bits, int count, int start, ref int places)
    {
        for (var written = 0; written < count; written += Step)
        {
            ref var place = ref Unsafe.Add(ref places, written);
            place = start + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref place, 1) = start + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref place, 2) = start + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref place, 3) = start + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref place, 4) = start + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref place, 5) = start + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref place, 6) = start + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref place, 7) = start + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
        }
    }

    /// <summary>The same where the processor can gather marked bytes at the start of a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteCompressed(ulong bits, int count, int start, ref int places)
    {
        var marked = Vector512.Equals(Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), ByteOfBit) & BitOfByte, BitOfByte);
        var packed = Avx512Vbmi2.Compress(Vector512<byte>.Zero, marked, Places);
        var from = Vector512.Create(start);
        (Avx512F.ConvertToVector512Int32(packed.GetLower().GetLower()) + from).StoreUnsafe(ref places);
        if (count > Vector512<int>.Count)
        {
            (Avx512F.ConvertToVector512Int32(packed.GetLower().GetUpper()) + from).StoreUnsafe(ref places, 16);
            if (count > 2 * Vector512<int>.Count)
            {
                (Avx512F.ConvertToVector512Int32(packed.GetUpper().GetLower()) + from).StoreUnsafe(ref places, 32);
                (Avx512F.ConvertToVector512Int32(packed.GetUpper().GetUpper()) + from).StoreUnsafe(ref places, 48);
            }
        }
    }

    /// <summary>One bit after another.</summary>
    public static ulong Mark(ulong places, ulong wanted)
    {
        var marks = 0UL;
        for (; wanted != 0; wanted &= wanted - 1)
        {
            marks |= 1UL << BitOperations.PopCount(places & ((wanted ^ (wanted - 1)) >> 1));
        }

        return marks;
    }
}
