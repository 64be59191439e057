using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// The incidents of a partition by key, those of a key in order of their times: the time in the upper half of a number, the place in the
/// partition in the lower. Incidents whose time is odd come first; where there are none and it is not asked for, a few incidents of a key are left as they come.
/// Cost: linear but for sorting within a key, which is linear too where the data are in order.
/// </summary>
internal sealed class PartitionGroups
{
    private ulong[] sorted = [];
    private ulong[] scratch = [];
    private int[] starts = [];

    /// <summary>How many groups there are; some may be empty.</summary>
    public int Count { get; private set; }

    public int Longest { get; private set; }

    public ReadOnlySpan<ulong> this[int group] => sorted.AsSpan(starts[group], starts[group + 1] - starts[group]);

    public static uint TimeOf(ulong entry) => (uint)(entry >> 32);

    public static int PlaceOf(ulong entry) => (int)(uint)entry;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Build(PartitionData data, bool sortsFew)
    {
        var fewest = sortsFew || data.HasOddTimes ? 2 : FewEntries.Most + 1;
        Deal(data.Stamps);
        Longest = 0;
        for (var group = 0; group < Count; group++)
        {
            var entries = sorted.AsSpan(starts[group], starts[group + 1] - starts[group]);
            Longest = Math.Max(Longest, entries.Length);
            if (entries.Length >= fewest)
            {
                EntrySort.Sort(entries, ref scratch);
            }
        }
    }

    /// <summary>Puts incidents of one key together, in order of the data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deal(ReadOnlySpan<ulong> stamps)
    {
        const ulong UpperHalf = 0xFFFF_FFFF_0000_0000;
        var most = -1;
        foreach (var stamp in stamps)
        {
            most = Math.Max(most, (int)stamp);
        }

        Count = most + 1;
        Reserve(stamps.Length);
        var next = starts.AsSpan(0, Count + 2);
        next.Clear();
        foreach (var stamp in stamps)
        {
            next[(int)stamp + 2]++;
        }

        for (var i = 2; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }

        var entries = sorted.AsSpan(0, stamps.Length);
        for (var i = 0; i < stamps.Length; i++)
        {
            entries[next[(int)stamps[i] + 1]++] = (stamps[i] & UpperHalf) | (uint)i;
        }
    }

    private void Reserve(int entries)
    {
        if (sorted.Length < entries)
        {
            sorted = GC.AllocateUninitializedArray<ulong>(entries);
        }

        if (starts.Length < Count + 2)
        {
            starts = new int[Count + 2];
        }
    }
}
