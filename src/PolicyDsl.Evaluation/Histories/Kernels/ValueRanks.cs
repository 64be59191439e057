using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>The different values among the incidents of a key, numbered from 0, with room to count them. Cost: that of sorting them.</summary>
internal sealed class ValueRanks
{
    private long[] values = [];
    private int[] positions = [];
    private int[] ranks = [];
    private int count;

    public int[] Certain { get; private set; } = [];

    public int[] Possible { get; private set; } = [];

    /// <summary>The number of the value at a position; -1 where it is not exactly known.</summary>
    public int Of(int position) => ranks[position];

    public void Build(ReadOnlySpan<int> places, ReadOnlySpan<long> subjects)
    {
        Reserve(places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            (values[i], positions[i]) = (subjects[places[i]], i);
        }

        values.AsSpan(0, places.Length).Sort(positions.AsSpan(0, places.Length));
        count = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if (values[i] == Value.OpenLow)
            {
                ranks[positions[i]] = -1;
                continue;
            }

            count += i == 0 || values[i] != values[i - 1] ? 1 : 0;
            ranks[positions[i]] = count - 1;
        }
    }

    public void ClearCounts()
    {
        Certain.AsSpan(0, count).Clear();
        Possible.AsSpan(0, count).Clear();
    }

    private void Reserve(int size)
    {
        if (values.Length < size)
        {
            values = new long[size];
            positions = new int[size];
            ranks = new int[size];
            Certain = new int[size];
            Possible = new int[size];
        }
    }
}
