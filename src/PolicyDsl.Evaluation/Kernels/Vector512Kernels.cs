using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>64 bytes at a time.</summary>
internal sealed class Vector512Kernels : MaskKernels
{
    public override string Name => "avx512";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(other);
        var i = 0;
        for (; i <= target.Length - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
        {
            (Vector512.LoadUnsafe(ref to, (nuint)i) & Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
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
        for (; i <= target.Length - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
        {
            (Vector512.LoadUnsafe(ref to, (nuint)i) | Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
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
        for (; i <= target.Length - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
        {
            Vector512.AndNot(Vector512.LoadUnsafe(ref to, (nuint)i), Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] &= ~other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsInRange<T>(ReadOnlySpan<T> offsets, T first, T span, Span<ulong> words)
    {
        var lowest = Vector512.Create(first);
        var width = Vector512.Create(span);
        ref var from = ref MemoryMarshal.GetReference(offsets);
        var at = 0;
        for (var word = 0; word < words.Length; word++)
        {
            var bits = 0UL;
            for (var lane = 0; lane < 64; lane += Vector512<T>.Count)
            {
                // An offset below the range wraps to one far above it.
                var isInside = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref from, (nuint)(at + lane)) - lowest, width);
                bits |= (ulong)Vector512.ExtractMostSignificantBits(isInside) << lane;
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
            for (var lane = 0; lane < 64; lane += Vector512<long>.Count)
            {
                var isLess = Vector512.LessThan(Vector512.LoadUnsafe(ref first, (nuint)(at + lane)), Vector512.LoadUnsafe(ref second, (nuint)(at + lane)));
                bits |= (ulong)Vector512.ExtractMostSignificantBits(isLess) << lane;
            }

            words[word] = bits;
            at += 64;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsMember(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> bitmap, Span<ulong> words)
    {
        var table = Vector512.Create(Vector256.Create(bitmap), Vector256<byte>.Zero);
        var bitOf = Vector512.Create(Vector256.Create(BitOf), Vector256.Create(BitOf));
        ref var from = ref MemoryMarshal.GetReference(codes);
        for (var word = 0; word < words.Length; word++)
        {
            var code = Vector512.LoadUnsafe(ref from, (nuint)(word * 64));
            var bytes = Vector512.Shuffle(table, Vector512.ShiftRightLogical(code, 3));
            var bits = Vector512.Shuffle(bitOf, code & Vector512.Create((byte)7));
            words[word] = Vector512.ExtractMostSignificantBits(~Vector512.Equals(bytes & bits, Vector512<byte>.Zero));
        }
    }
}
