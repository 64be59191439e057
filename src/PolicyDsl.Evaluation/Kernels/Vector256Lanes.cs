using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>32 bytes at a time.</summary>
internal readonly struct Vector256Lanes : IVectorLanes
{
    public static string Name => "avx2";

    public static int Words => Vector256<ulong>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void And(ref ulong target, ref ulong other) => (Vector256.LoadUnsafe(ref target) & Vector256.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Or(ref ulong target, ref ulong other) => (Vector256.LoadUnsafe(ref target) | Vector256.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AndNot(ref ulong target, ref ulong other) => Vector256.AndNot(Vector256.LoadUnsafe(ref target), Vector256.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsInRange<T>(ref T offsets, T first, T span)
        where T : unmanaged
    {
        var (lowest, width) = (Vector256.Create(first), Vector256.Create(span));
        var bits = 0UL;
        for (var lane = 0; lane < 64; lane += Vector256<T>.Count)
        {
            // An offset below the range wraps to one far above it.
            var isInside = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref offsets, (nuint)lane) - lowest, width);
            bits |= (ulong)Vector256.ExtractMostSignificantBits(isInside) << lane;
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsLess(ref long left, ref long right)
    {
        var bits = 0UL;
        for (var lane = 0; lane < 64; lane += Vector256<long>.Count)
        {
            var isLess = Vector256.LessThan(Vector256.LoadUnsafe(ref left, (nuint)lane), Vector256.LoadUnsafe(ref right, (nuint)lane));
            bits |= (ulong)Vector256.ExtractMostSignificantBits(isLess) << lane;
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsMember(ref byte codes, ReadOnlySpan<byte> bitmap, ReadOnlySpan<byte> bitOf)
    {
        var (table, bits) = (Vector256.Create(bitmap), Vector256.Create(bitOf));
        var found = 0UL;
        for (var lane = 0; lane < 64; lane += Vector256<byte>.Count)
        {
            var code = Vector256.LoadUnsafe(ref codes, (nuint)lane);
            var bytes = Vector256.Shuffle(table, Vector256.ShiftRightLogical(code, 3));
            var wanted = Vector256.Shuffle(bits, code & Vector256.Create((byte)7));
            found |= (ulong)Vector256.ExtractMostSignificantBits(~Vector256.Equals(bytes & wanted, Vector256<byte>.Zero)) << lane;
        }

        return found;
    }
}
