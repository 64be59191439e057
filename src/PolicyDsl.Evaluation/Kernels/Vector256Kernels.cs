using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>32 bytes at a time.</summary>
internal sealed class Vector256Kernels : MaskKernels
{
    public override string Name => "avx2";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(other);
        var i = 0;
        for (; i <= target.Length - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
        {
            (Vector256.LoadUnsafe(ref to, (nuint)i) & Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] &= other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Or(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(other);
        var i = 0;
        for (; i <= target.Length - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
        {
            (Vector256.LoadUnsafe(ref to, (nuint)i) | Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] |= other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AndNot(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(other);
        var i = 0;
        for (; i <= target.Length - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
        {
            Vector256.AndNot(Vector256.LoadUnsafe(ref to, (nuint)i), Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] &= ~other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsInRange<T>(ReadOnlySpan<T> offsets, T first, T span, Span<ulong> words)
    {
        var lowest = Vector256.Create(first);
        var width = Vector256.Create(span);
        ref var from = ref MemoryMarshal.GetReference(offsets);
        var at = 0;
        for (var word = 0; word < words.Length; word++)
        {
            var bits = 0UL;
            for (var lane = 0; lane < 64; lane += Vector256<T>.Count)
            {
                // An offset below the range wraps to one far above it.
                var isInside = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref from, (nuint)(at + lane)) - lowest, width);
                bits |= (ulong)Vector256.ExtractMostSignificantBits(isInside) << lane;
            }

            words[word] = bits;
            at += 64;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsLess(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<ulong> words)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var second = ref MemoryMarshal.GetReference(right);
        var at = 0;
        for (var word = 0; word < words.Length; word++)
        {
            var bits = 0UL;
            for (var lane = 0; lane < 64; lane += Vector256<long>.Count)
            {
                var isLess = Vector256.LessThan(Vector256.LoadUnsafe(ref first, (nuint)(at + lane)), Vector256.LoadUnsafe(ref second, (nuint)(at + lane)));
                bits |= (ulong)Vector256.ExtractMostSignificantBits(isLess) << lane;
            }

            words[word] = bits;
            at += 64;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsMember(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> bitmap, Span<ulong> words)
    {
        var table = Vector256.Create(bitmap);
        var bitOf = Vector256.Create(BitOf);
        ref var from = ref MemoryMarshal.GetReference(codes);
        for (var word = 0; word < words.Length; word++)
        {
            var found = 0UL;
            for (var lane = 0; lane < 64; lane += Vector256<byte>.Count)
            {
                var code = Vector256.LoadUnsafe(ref from, (nuint)((word * 64) + lane));
                var bytes = Vector256.Shuffle(table, Vector256.ShiftRightLogical(code, 3));
                var bits = Vector256.Shuffle(bitOf, code & Vector256.Create((byte)7));
                found |= (ulong)Vector256.ExtractMostSignificantBits(~Vector256.Equals(bytes & bits, Vector256<byte>.Zero)) << lane;
            }

            words[word] = found;
        }
    }
}
