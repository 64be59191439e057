using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// The incidents of one key in order of the earliest time that each may have, then of id. <see cref="widest"/> bounds how far an
/// incident's latest time lies behind its earliest, so a window needs one search and reads only what may lie in it.
/// Incidents that may be at any time stand apart and are always given.
/// </summary>
internal sealed class Timeline
{
    private readonly List<Entry> entries = [];
    private readonly List<EntityInstance> anytime = [];
    private long widest;

    public int Count => entries.Count + anytime.Count;

    public void Add(EntityInstance incident, Value time)
    {
        if (time.Kind is ValueKind.Exact or ValueKind.Range && time.Low != Value.OpenLow && time.High != Value.OpenHigh)
        {
            entries.Add(new Entry(time.Low, incident));
            widest = Math.Max(widest, time.High - time.Low);
        }
        else
        {
            anytime.Add(incident);
        }
    }

    public void Sort() => entries.Sort(static (a, b) =>
        a.Earliest != b.Earliest ? a.Earliest.CompareTo(b.Earliest) : string.CompareOrdinal(a.Incident.Id, b.Incident.Id));

    /// <summary>At least those that may be before a time, and no longer before it than a window in seconds.</summary>
    public IEnumerable<EntityInstance> Before(Value time, long? window)
    {
        foreach (var incident in anytime)
        {
            yield return incident;
        }

        var isTimed = time.Kind is ValueKind.Exact or ValueKind.Range;
        var latest = isTimed ? time.High : Value.OpenHigh;
        var earliest = isTimed && window is { } seconds && time.Low > long.MinValue + seconds + widest ? time.Low - seconds - widest : Value.OpenLow;
        for (var i = FirstFrom(earliest); i < entries.Count && entries[i].Earliest < latest; i++)
        {
            yield return entries[i].Incident;
        }
    }

    private int FirstFrom(long time)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Earliest < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private readonly record struct Entry(long Earliest, EntityInstance Incident);
}
