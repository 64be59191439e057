using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>64 bytes at a time.</summary>
internal readonly struct Vector512Lanes : IVectorLanes
{
    public static string Name => "avx512";

    public static int Words => Vector512<ulong>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void And(ref ulong target, ref ulong other) => (Vector512.LoadUnsafe(ref target) & Vector512.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Or(ref ulong target, ref ulong other) => (Vector512.LoadUnsafe(ref target) | Vector512.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AndNot(ref ulong target, ref ulong other) => Vector512.AndNot(Vector512.LoadUnsafe(ref target), Vector512.LoadUnsafe(ref other)).StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsInRange<T>(ref T offsets, T first, T span)
        where T : unmanaged
    {
        var (lowest, width) = (Vector512.Create(first), Vector512.Create(span));
        var bits = 0UL;
        for (var lane = 0; lane < 64; lane += Vector512<T>.Count)
        {
            // An offset below the range wraps to one far above it.
            var isInside = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref offsets, (nuint)lane) - lowest, width);
            bits |= (ulong)Vector512.ExtractMostSignificantBits(isInside) << lane;
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsLess(ref long left, ref long right)
    {
        var bits = 0UL;
        for (var lane = 0; lane < 64; lane += Vector512<long>.Count)
        {
            var isLess = Vector512.LessThan(Vector512.LoadUnsafe(ref left, (nuint)lane), Vector512.LoadUnsafe(ref right, (nuint)lane));
            bits |= (ulong)Vector512.ExtractMostSignificantBits(isLess) << lane;
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsMember(ref byte codes, ReadOnlySpan<byte> bitmap, ReadOnlySpan<byte> bitOf)
    {
        var table = Vector512.Create(Vector256.Create(bitmap), Vector256<byte>.Zero);
        var bits = Vector512.Create(Vector256.Create(bitOf), Vector256.Create(bitOf));
        var code = Vector512.LoadUnsafe(ref codes);
        var bytes = Vector512.Shuffle(table, Vector512.ShiftRightLogical(code, 3));
        var wanted = Vector512.Shuffle(bits, code & Vector512.Create((byte)7));
        return Vector512.ExtractMostSignificantBits(~Vector512.Equals(bytes & wanted, Vector512<byte>.Zero));
    }
}
