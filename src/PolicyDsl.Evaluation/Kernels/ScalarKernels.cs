using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Kernels;

/// <summary>A row at a time: what the others are held against, and for processors without vectors.</summary>
internal sealed class ScalarKernels : MaskKernels
{
    public override string Name => "scalar";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] &= other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Or(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] |= other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AndNot(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] &= ~other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsInRange<T>(ReadOnlySpan<T> offsets, T first, T span, Span<ulong> words)
    {
        words.Clear();
        for (var row = 0; row < words.Length * 64; row++)
        {
            // An offset below the range wraps to one far above it.
            if (unchecked(offsets[row] - first).CompareTo(span) <= 0)
            {
                words[row >> 6] |= 1UL << (row & 63);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsLess(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<ulong> words)
    {
        words.Clear();
        for (var row = 0; row < words.Length * 64; row++)
        {
            words[row >> 6] |= (left[row] < right[row] ? 1UL : 0) << (row & 63);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void IsMember(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> bitmap, Span<ulong> words)
    {
        words.Clear();
        for (var row = 0; row < codes.Length; row++)
        {
            if ((bitmap[codes[row] >> 3] & (1 << (codes[row] & 7))) != 0)
            {
                words[row >> 6] |= 1UL << (row & 63);
            }
        }
    }
}
