using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>The loops over the rows of a batch, for vectors of any width. Short runs are over before the compiler would look at them twice, so they are optimised at once.</summary>
internal sealed class VectorKernels<TLanes> : MaskKernels
    where TLanes : struct, IVectorLanes
{
    public override string Name => TLanes.Name;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(other);
        var i = 0;
        for (; i <= target.Length - TLanes.Words; i += TLanes.Words)
        {
            TLanes.And(ref Unsafe.Add(ref to, i), ref Unsafe.Add(ref from, i));
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
        for (; i <= target.Length - TLanes.Words; i += TLanes.Words)
        {
            TLanes.Or(ref Unsafe.Add(ref to, i), ref Unsafe.Add(ref from, i));
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
        for (; i <= target.Length - TLanes.Words; i += TLanes.Words)
        {
            TLanes.AndNot(ref Unsafe.Add(ref to, i), ref Unsafe.Add(ref from, i));
        }

        for (; i < target.Length; i++)
        {
            target[i] &= ~other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsInRange<T>(ReadOnlySpan<T> offsets, T first, T span, Span<ulong> words)
    {
        ref var from = ref MemoryMarshal.GetReference(offsets);
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = TLanes.IsInRange(ref Unsafe.Add(ref from, word * 64), first, span);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsLess(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<ulong> words)
    {
        ref var first = ref MemoryMarshal.GetReference(left);
        ref var second = ref MemoryMarshal.GetReference(right);
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = TLanes.IsLess(ref Unsafe.Add(ref first, word * 64), ref Unsafe.Add(ref second, word * 64));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsMember(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> bitmap, Span<ulong> words)
    {
        ref var from = ref MemoryMarshal.GetReference(codes);
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = TLanes.IsMember(ref Unsafe.Add(ref from, word * 64), bitmap, BitOf);
        }
    }
}
