using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Compares each of a few incidents of one key with all of them at once: no sorting, and no jumps that depend on the data, which for few is what costs most.
/// </summary>
internal readonly ref struct FewEntries
{
    /// <summary>Up to so many are compared at once; more are sorted.</summary>
    public const int Most = 32;

    private readonly Span<uint> times;
    private readonly int count;
    private readonly uint certain;
    private readonly uint possible;

    /// <param name="room">Room for <see cref="Most"/> times.</param>
    /// <param name="entries">The incidents.</param>
    /// <param name="condition">By place, 1 for those that certainly count, plus 2 for those that possibly do; empty where all count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FewEntries(Span<uint> room, ReadOnlySpan<ulong> entries, ReadOnlySpan<byte> condition)
    {
        times = room;
        count = entries.Length;
        if (condition.IsEmpty)
        {
            certain = possible = uint.MaxValue >> (Most - entries.Length);
            for (var i = 0; i < entries.Length; i++)
            {
                room[i] = PartitionGroups.TimeOf(entries[i]);
            }

            return;
        }

        var (sure, open) = (0u, 0u);
        for (var i = 0; i < entries.Length; i++)
        {
            room[i] = PartitionGroups.TimeOf(entries[i]);
            var flag = (uint)condition[PartitionGroups.PlaceOf(entries[i])];
            sure |= (flag & 1) << i;
            open |= (flag >> 1) << i;
        }

        (certain, possible) = (sure, open);
    }

    /// <summary>How many from one time to before another certainly count, and how many possibly do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int Certain, int Possible) Count(uint from, uint before)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return CountWide(from, before);
        }

        var inside = 0u;
        for (var i = 0; i < count; i += Vector256<uint>.Count)
        {
            var some = Vector256.LoadUnsafe(ref times[i]);
            var isIn = Vector256.GreaterThanOrEqual(some, Vector256.Create(from)) & Vector256.LessThan(some, Vector256.Create(before));
            inside |= isIn.ExtractMostSignificantBits() << i;
        }

        return (BitOperations.PopCount(inside & certain), BitOperations.PopCount(inside & possible));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int Certain, int Possible) CountWide(uint from, uint before)
    {
        var (first, end) = (Vector512.Create(from), Vector512.Create(before));
        var some = Vector512.LoadUnsafe(ref times[0]);
        var inside = (uint)(Vector512.GreaterThanOrEqual(some, first) & Vector512.LessThan(some, end)).ExtractMostSignificantBits();
        if (count > Vector512<uint>.Count)
        {
            some = Vector512.LoadUnsafe(ref times[Vector512<uint>.Count]);
            inside |= (uint)(Vector512.GreaterThanOrEqual(some, first) & Vector512.LessThan(some, end)).ExtractMostSignificantBits() << Vector512<uint>.Count;
        }

        return (BitOperations.PopCount(inside & certain), BitOperations.PopCount(inside & possible));
    }
}
