using System.Runtime.CompilerServices;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Counts what lies in a window, for keys of a few incidents whose times are ranges of one width, as days are: one stretch of earliest times lies in the window
/// for certain, another possibly. Cost: linear. For one thread.
/// </summary>
/// <param name="window">How far to look back; null for no end.</param>
/// <param name="coversFrom">The first instant that the data cover, or null.</param>
/// <param name="width">The width of the times.</param>
internal sealed class RangeCountKernel(CalendarLength? window, long? coversFrom, long width)
{
    private readonly WindowBounds bounds = new(window);
    private readonly long coversFrom = coversFrom ?? long.MinValue;

    /// <param name="groups">The incidents by key.</param>
    /// <param name="condition">For each place 1 where it certainly counts, plus 2 where it possibly does; empty where all count.</param>
    /// <param name="values">Where the counts go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(PartitionGroups groups, ReadOnlySpan<byte> condition, HistoryValues values)
    {
        Span<uint> room = stackalloc uint[FewEntries.Most];
        for (var group = 0; group < groups.Count; group++)
        {
            var entries = groups[group];
            if (!entries.IsEmpty && entries.Length <= FewEntries.Most && PartitionGroups.TimeOf(entries[0]) != RecordTime.Odd)
            {
                CountFew(entries, new FewEntries(room, entries, condition), condition, values);
            }
        }
    }

    private void CountFew(ReadOnlySpan<ulong> entries, FewEntries few, ReadOnlySpan<byte> condition, HistoryValues values)
    {
        foreach (var entry in entries)
        {
            var place = PartitionGroups.PlaceOf(entry);
            var low = RecordTime.Unpack(PartitionGroups.TimeOf(entry));
            var high = low + width;
            var (earliest, latest) = bounds.Of(low, high);
            var certain = few.Count(RecordTime.Clamp(latest), RecordTime.Clamp(low - width)).Certain;
            var possible = few.Count(RecordTime.Clamp(earliest < long.MinValue + width ? earliest : earliest - width), RecordTime.Clamp(high)).Possible;

            // A range may be before itself, but no incident is earlier than itself.
            possible -= condition.IsEmpty || (condition[place] & 2) != 0 ? 1 : 0;
            values.SetCount(place, certain, earliest < coversFrom ? HistoryValues.OpenCount : possible);
        }
    }
}
