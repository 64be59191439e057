using System.Runtime.CompilerServices;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Counts what lies in a window, for keys all of whose incidents have exact times: two places move along the incidents of a key, one at the first that is
/// not earlier, one at the first in the window, with a running count of what is between them; a few incidents are compared at once instead. Cost: linear.
/// </summary>
internal sealed class ExactCountKernel
{
    private readonly CalendarStart? calendar;
    private readonly FixedStart fixedStart;
    private readonly long coversFrom;

    /// <param name="window">How far to look back; null for no end.</param>
    /// <param name="coversFrom">The first instant that the data cover, or null.</param>
    public ExactCountKernel(CalendarLength? window, long? coversFrom)
    {
        this.coversFrom = coversFrom is { } from ? from - RecordTime.Origin : long.MinValue;
        if (window is { Unit: CalendarUnit.Month or CalendarUnit.Year })
        {
            calendar = new CalendarStart(window);
        }
        else
        {
            fixedStart = new FixedStart(window);
        }
    }

    /// <param name="groups">The incidents by key.</param>
    /// <param name="condition">For each place 1 where it certainly counts, plus 2 where it possibly does; empty where all count.</param>
    /// <param name="low">By place: how many certainly count.</param>
    /// <param name="high">How many possibly do; empty where that is known to be the same. The largest number there is where there may be more.</param>
    public void Run(PartitionGroups groups, ReadOnlySpan<byte> condition, Span<int> low, Span<int> high)
    {
        if (calendar is { } start)
        {
            Run(groups, condition, start, low, high);
        }
        else
        {
            Run(groups, condition, fixedStart, low, high);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TStart>(PartitionGroups groups, ReadOnlySpan<byte> condition, TStart start, Span<int> low, Span<int> high)
        where TStart : struct, IWindowStart
    {
        Span<uint> room = stackalloc uint[FewEntries.Most];
        for (var group = 0; group < groups.Count; group++)
        {
            var entries = groups[group];
            if (entries.IsEmpty || PartitionGroups.TimeOf(entries[0]) == RecordTime.Odd)
            {
                continue;
            }

            if (entries.Length <= FewEntries.Most)
            {
                CountFew(entries, new FewEntries(room, entries, condition), start, low, high);
            }
            else if (condition.IsEmpty)
            {
                Count(entries, new EveryIncident(), start, low, high);
            }
            else
            {
                Count(entries, new WhereCondition(condition), start, low, high);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CountFew<TStart>(ReadOnlySpan<ulong> entries, FewEntries few, TStart start, Span<int> low, Span<int> high)
        where TStart : struct, IWindowStart
    {
        foreach (var entry in entries)
        {
            var (time, place) = (PartitionGroups.TimeOf(entry), PartitionGroups.PlaceOf(entry));
            var from = start.Of(time);
            var (certain, possible) = few.Count(from > 0 ? (uint)from : 0, time);
            low[place] = certain;
            if (!high.IsEmpty)
            {
                high[place] = from < coversFrom ? int.MaxValue : possible;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count<TStart, TShare>(ReadOnlySpan<ulong> entries, TShare share, TStart start, Span<int> low, Span<int> high)
        where TStart : struct, IWindowStart
        where TShare : struct, IShare, allows ref struct
    {
        var (first, end, counts) = (0, 0, 0L);
        for (var i = 0; i < entries.Length; i++)
        {
            var time = PartitionGroups.TimeOf(entries[i]);
            var from = start.Of(time);
            while (PartitionGroups.TimeOf(entries[end]) < time)
            {
                counts += share.Of(PartitionGroups.PlaceOf(entries[end++]));
            }

            while (first < end && PartitionGroups.TimeOf(entries[first]) < from)
            {
                counts -= share.Of(PartitionGroups.PlaceOf(entries[first++]));
            }

            while (!TStart.IsMonotone && first > 0 && PartitionGroups.TimeOf(entries[first - 1]) >= from)
            {
                counts += share.Of(PartitionGroups.PlaceOf(entries[--first]));
            }

            var place = PartitionGroups.PlaceOf(entries[i]);
            low[place] = (int)counts;
            if (!high.IsEmpty)
            {
                high[place] = from < coversFrom ? int.MaxValue : (int)(counts >> 32);
            }
        }
    }

    /// <summary>What an incident adds: 1 to the lower half where it certainly counts, 1 to the upper where it possibly does.</summary>
    private interface IShare
    {
        long Of(int place);
    }

    private readonly struct EveryIncident : IShare
    {
        public long Of(int place) => (1L << 32) | 1;
    }

    private readonly ref struct WhereCondition(ReadOnlySpan<byte> flags) : IShare
    {
        private readonly ReadOnlySpan<byte> flags = flags;

        public long Of(int place)
        {
            var flag = flags[place];
            return (flag & 1L) + ((flag & 2L) << 31);
        }
    }
}
