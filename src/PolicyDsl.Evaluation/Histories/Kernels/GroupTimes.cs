using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// The incidents of one key in chains: within a chain neither the earliest nor the latest times fall, so what lies in a window is one stretch of each.
/// Exact times, days, or months make one chain, exact times among months two; ranges that all lie within one another, as many as there are incidents, and
/// then the cost of a key is the square of its length. Each incident goes to the first chain that it can be added to, which makes the fewest.
/// </summary>
internal sealed class GroupTimes
{
    private (long Low, long High, int Place)[] sorted = [];
    private int[] chainOf = [];
    private long[] lows = [];
    private long[] highs = [];
    private int[] places = [];
    private readonly List<long> tops = [];
    private readonly List<int> starts = [];

    public int Count { get; private set; }

    public int Chains => tops.Count;

    /// <summary>By position: chain after chain, each in order.</summary>
    public ReadOnlySpan<long> Lows => lows.AsSpan(0, Count);

    public ReadOnlySpan<long> Highs => highs.AsSpan(0, Count);

    /// <summary>The place of each incident in its partition.</summary>
    public ReadOnlySpan<int> Places => places.AsSpan(0, Count);

    public int StartOf(int chain) => starts[chain];

    /// <summary>The position behind the last of a chain.</summary>
    public int EndOf(int chain) => starts[chain + 1];

    public void Build(ReadOnlySpan<ulong> entries, PartitionData data)
    {
        Count = entries.Length;
        Reserve();
        tops.Clear();
        starts.Clear();
        if (PartitionGroups.TimeOf(entries[0]) != RecordTime.Odd)
        {
            TakeRegular(entries, data.Width);
            return;
        }

        for (var i = 0; i < entries.Length; i++)
        {
            var place = PartitionGroups.PlaceOf(entries[i]);
            sorted[i] = (data.LowTimes[place], data.HighTimes[place], place);
        }

        sorted.AsSpan(0, Count).Sort(default(ByTime));
        Chain();
        Arrange();
    }

    /// <summary>Entries with regular times are in order.</summary>
    private void TakeRegular(ReadOnlySpan<ulong> entries, long width)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            lows[i] = RecordTime.Unpack(PartitionGroups.TimeOf(entries[i]));
            highs[i] = lows[i] + width;
            places[i] = PartitionGroups.PlaceOf(entries[i]);
        }

        tops.Add(highs[Count - 1]);
        starts.AddRange([0, Count]);
    }

    /// <summary>The last latest times of the chains fall from chain to chain, so the first that fits is found by halving.</summary>
    private void Chain()
    {
        for (var i = 0; i < Count; i++)
        {
            var high = sorted[i].High;
            var (first, last) = (0, tops.Count);
            while (first < last)
            {
                var middle = (first + last) / 2;
                (first, last) = tops[middle] > high ? (middle + 1, last) : (first, middle);
            }

            if (first == tops.Count)
            {
                tops.Add(high);
                starts.Add(0);
            }

            tops[first] = high;
            starts[first]++;
            chainOf[i] = first;
        }
    }

    private void Arrange()
    {
        var start = 0;
        for (var chain = 0; chain < starts.Count; chain++)
        {
            (starts[chain], start) = (start, start + starts[chain]);
        }

        for (var i = 0; i < Count; i++)
        {
            var position = starts[chainOf[i]]++;
            (lows[position], highs[position], places[position]) = sorted[i];
        }

        // Each start has moved to the start of the next.
        starts.Insert(0, 0);
    }

    private void Reserve()
    {
        if (lows.Length < Count)
        {
            var size = Math.Max(Count, lows.Length * 2);
            sorted = new (long Low, long High, int Place)[size];
            chainOf = new int[size];
            lows = new long[size];
            highs = new long[size];
            places = new int[size];
        }
    }

    private readonly struct ByTime : IComparer<(long Low, long High, int Place)>
    {
        public int Compare((long Low, long High, int Place) x, (long Low, long High, int Place) y) =>
            x.Low != y.Low ? x.Low.CompareTo(y.Low) : x.High != y.High ? x.High.CompareTo(y.High) : x.Place.CompareTo(y.Place);
    }
}
