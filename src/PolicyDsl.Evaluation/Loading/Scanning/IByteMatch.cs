using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>Compares 64 neighbouring bytes with one value at once.</summary>
internal interface IByteMatch
{
    /// <summary>Bit i is set where byte i of the block is the value.</summary>
    static abstract ulong Find(ref byte block, byte value);

    /// <summary>Writes the places of the set bits, counted from a start. What is written too much, up to the next multiple of 16, is of no use.</summary>
    static abstract void List(ulong bits, int count, int start, ref int places);

    /// <summary>Bit i is set where the i-th set bit of the places is one of those wanted, which are among the places.</summary>
    static abstract ulong Mark(ulong places, ulong wanted);
}

internal readonly struct Match512 : IByteMatch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ref byte block, byte value) => Vector512.Equals(Vector512.LoadUnsafe(ref block), Vector512.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void List(ulong bits, int count, int start, ref int places)
    {
        if (Avx512Vbmi2.IsSupported)
        {
            BitList.WriteCompressed(bits, count, start, ref places);
        }
        else
        {
            BitList.Write(bits, count, start, ref places);
        }
    }

    /// <summary>All processors with registers of this width extract bits quickly; some older ones do not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mark(ulong places, ulong wanted) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitExtract(wanted, places) : wanted == 0 ? 0 : BitList.Mark(places, wanted);
}

internal readonly struct Match256 : IByteMatch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ref byte block, byte value)
    {
        var wanted = Vector256.Create(value);
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref block), wanted).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref block, 32), wanted).ExtractMostSignificantBits();
        return low | ((ulong)high << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void List(ulong bits, int count, int start, ref int places) => BitList.Write(bits, count, start, ref places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mark(ulong places, ulong wanted) => wanted == 0 ? 0 : BitList.Mark(places, wanted);
}

internal readonly struct Match128 : IByteMatch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ref byte block, byte value)
    {
        var wanted = Vector128.Create(value);
        var first = Vector128.Equals(Vector128.LoadUnsafe(ref block), wanted).ExtractMostSignificantBits();
        var second = Vector128.Equals(Vector128.LoadUnsafe(ref block, 16), wanted).ExtractMostSignificantBits();
        var third = Vector128.Equals(Vector128.LoadUnsafe(ref block, 32), wanted).ExtractMostSignificantBits();
        var fourth = Vector128.Equals(Vector128.LoadUnsafe(ref block, 48), wanted).ExtractMostSignificantBits();
        return first | ((ulong)second << 16) | ((ulong)third << 32) | ((ulong)fourth << 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void List(ulong bits, int count, int start, ref int places) => BitList.Write(bits, count, start, ref places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mark(ulong places, ulong wanted) => wanted == 0 ? 0 : BitList.Mark(places, wanted);
}

/// <summary>Eight bytes at a time in an ordinary register.</summary>
internal readonly struct MatchScalar : IByteMatch
{
    private const ulong Ones = 0x0101_0101_0101_0101;
    private const ulong LowBits = 0x7F7F_7F7F_7F7F_7F7F;

    /// <summary>Multiplied with the top bit of each byte moved down, it gathers the eight of them in the top byte.</summary>
    private const ulong Gather = 0x0102_0408_1020_4080;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ref byte block, byte value)
    {
        var found = 0UL;
        for (var i = 0; i < 64; i += 8)
        {
            var difference = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref block, i)) ^ (Ones * value);
            var equal = ~(((difference & LowBits) + LowBits) | difference | LowBits);
            found |= (((equal >> 7) * Gather) >> 56) << i;
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void List(ulong bits, int count, int start, ref int places) => BitList.Write(bits, count, start, ref places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mark(ulong places, ulong wanted) => wanted == 0 ? 0 : BitList.Mark(places, wanted);
}
