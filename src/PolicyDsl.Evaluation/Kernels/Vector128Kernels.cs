using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>16 bytes at a time: ARM, and processors without AVX.</summary>
internal sealed class Vector128Kernels : MaskKernels
{
    public override string Name => "vector128";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(other);
        var i = 0;
        for (; i <= target.Length - Vector128<ulong>.Count; i += Vector128<ulong>.Count)
        {
            (Vector128.LoadUnsafe(ref to, (nuint)i) & Vector128.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
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
        for (; i <= target.Length - Vector128<ulong>.Count; i += Vector128<ulong>.Count)
        {
            (Vector128.LoadUnsafe(ref to, (nuint)i) | Vector128.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
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
        for (; i <= target.Length - Vector128<ulong>.Count; i += Vector128<ulong>.Count)
        {
            Vector128.AndNot(Vector128.LoadUnsafe(ref to, (nuint)i), Vector128.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] &= ~other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsInRange<T>(ReadOnlySpan<T> offsets, T first, T span, Span<ulong> words)
    {
        var lowest = Vector128.Create(first);
        var width = Vector128.Create(span);
        ref var from = ref MemoryMarshal.GetReference(offsets);
        var at = 0;
        for (var word = 0; word < words.Length; word++)
        {
            var bits = 0UL;
            for (var lane = 0; lane < 64; lane += Vector128<T>.Count)
            {
                // An offset below the range wraps to one far above it.
                var isInside = Vector128.LessThanOrEqual(Vector128.LoadUnsafe(ref from, (nuint)(at + lane)) - lowest, width);
                bits |= (ulong)Vector128.ExtractMostSignificantBits(isInside) << lane;
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
            for (var lane = 0; lane < 64; lane += Vector128<long>.Count)
            {
                var isLess = Vector128.LessThan(Vector128.LoadUnsafe(ref first, (nuint)(at + lane)), Vector128.LoadUnsafe(ref second, (nuint)(at + lane)));
                bits |= (ulong)Vector128.ExtractMostSignificantBits(isLess) << lane;
            }

            words[word] = bits;
            at += 64;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsMember(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> bitmap, Span<ulong> words)
    {
        var low = Vector128.Create(bitmap[..16]);
        var high = Vector128.Create(bitmap[16..]);
        var bitOf = Vector128.Create(BitOf[..16]);
        ref var from = ref MemoryMarshal.GetReference(codes);
        for (var word = 0; word < words.Length; word++)
        {
            var found = 0UL;
            for (var lane = 0; lane < 64; lane += Vector128<byte>.Count)
            {
                // A place outside the table gives 0, so the two halves add up.
                var code = Vector128.LoadUnsafe(ref from, (nuint)((word * 64) + lane));
                var place = Vector128.ShiftRightLogical(code, 3);
                var bytes = Vector128.Shuffle(low, place) | Vector128.Shuffle(high, place - Vector128.Create((byte)16));
                var bits = Vector128.Shuffle(bitOf, code & Vector128.Create((byte)7));
                found |= (ulong)Vector128.ExtractMostSignificantBits(~Vector128.Equals(bytes & bits, Vector128<byte>.Zero)) << lane;
            }

            words[word] = found;
        }
    }
}
