using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>16 bytes at a time: ARM, and processors without AVX.</summary>
internal readonly struct Vector128Lanes : IVectorLanes
{
    public static string Name => "vector128";

    public static int Words => Vector128<ulong>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void And(ref ulong target, ref ulong other) => (Vector128.LoadUnsafe(ref target) & Vector128.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Or(ref ulong target, ref ulong other) => (Vector128.LoadUnsafe(ref target) | Vector128.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AndNot(ref ulong target, ref ulong other) => Vector128.AndNot(Vector128.LoadUnsafe(ref target), Vector128.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsInRange<T>(ref T offsets, T first, T span)
        where T : unmanaged
    {
        var (lowest, width) = (Vector128.Create(first), Vector128.Create(span));
        var bits = 0UL;
        for (var lane = 0; lane < 64; lane += Vector128<T>.Count)
        {
            // An offset below the range wraps to one far above it.
            var isInside = Vector128.LessThanOrEqual(Vector128.LoadUnsafe(ref offsets, (nuint)lane) - lowest, width);
            bits |= (ulong)Vector128.ExtractMostSignificantBits(isInside) << lane;
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsLess(ref long left, ref long right)
    {
        var bits = 0UL;
        for (var lane = 0; lane < 64; lane += Vector128<long>.Count)
        {
            var isLess = Vector128.LessThan(Vector128.LoadUnsafe(ref left, (nuint)lane), Vector128.LoadUnsafe(ref right, (nuint)lane));
            bits |= (ulong)Vector128.ExtractMostSignificantBits(isLess) << lane;
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsMember(ref byte codes, ReadOnlySpan<byte> bitmap, ReadOnlySpan<byte> bitOf)
    {
        var (low, high, bits) = (Vector128.Create(bitmap[..16]), Vector128.Create(bitmap[16..]), Vector128.Create(bitOf[..16]));
        var found = 0UL;
        for (var lane = 0; lane < 64; lane += Vector128<byte>.Count)
        {
            // A place outside the table gives 0, so the two halves add up.
            var code = Vector128.LoadUnsafe(ref codes, (nuint)lane);
            var place = Vector128.ShiftRightLogical(code, 3);
            var bytes = Vector128.Shuffle(low, place) | Vector128.Shuffle(high, place - Vector128.Create((byte)16));
            var wanted = Vector128.Shuffle(bits, code & Vector128.Create((byte)7));
            found |= (ulong)Vector128.ExtractMostSignificantBits(~Vector128.Equals(bytes & wanted, Vector128<byte>.Zero)) << lane;
        }

        return found;
    }
}
