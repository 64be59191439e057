using System.Collections;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>The incidents of some columns as objects. Each is made anew when it is asked for; nothing is kept.</summary>
internal sealed class IncidentView : IReadOnlyList<LoadedIncident>
{
    private readonly MemoryColumns columns;
    private readonly long[] ends;

    public IncidentView(MemoryColumns columns)
    {
        this.columns = columns;
        ends = new long[columns.Batches.Length];
        var count = 0L;
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = count += columns.Batches[i].Count;
        }
    }

    public int Count => checked((int)columns.Count);

    public LoadedIncident this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var found = Array.BinarySearch(ends, index + 1);
            var place = found < 0 ? ~found : found;
            return IncidentReader.Load(columns.Batches[place], index - (int)(place == 0 ? 0 : ends[place - 1]));
        }
    }

    public IEnumerator<LoadedIncident> GetEnumerator()
    {
        foreach (var batch in columns.Batches)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                yield return IncidentReader.Load(batch, row);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
