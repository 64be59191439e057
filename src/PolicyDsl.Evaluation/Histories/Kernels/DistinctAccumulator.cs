namespace PolicyDsl.Evaluation.Histories;

/// <summary>Counts how often each value is in the window, and of how many there are any.</summary>
internal ref struct DistinctAccumulator(KeyedIncidents incidents, ValueRanks ranks) : IHistoryAccumulator
{
    private readonly KeyedIncidents incidents = incidents;
    private readonly ValueRanks ranks = ranks;
    private int certain;
    private int possible;
    private int unknown;

    public void Clear()
    {
        ranks.ClearCounts();
        (certain, possible, unknown) = (0, 0, 0);
    }

    public void AddCertain(int position)
    {
        if (incidents.IsTrue(position) && ranks.Of(position) is >= 0 and var rank && ++ranks.Certain[rank] == 1)
        {
            certain++;
        }
    }

    public void RemoveCertain(int position)
    {
        if (incidents.IsTrue(position) && ranks.Of(position) is >= 0 and var rank && --ranks.Certain[rank] == 0)
        {
            certain--;
        }
    }

    public void AddPossible(int position)
    {
        if (!incidents.IsPossible(position))
        {
            return;
        }

        var rank = ranks.Of(position);
        if (rank < 0)
        {
            unknown++;
        }
        else if (++ranks.Possible[rank] == 1)
        {
            possible++;
        }
    }

    public void RemovePossible(int position)
    {
        if (!incidents.IsPossible(position))
        {
            return;
        }

        var rank = ranks.Of(position);
        if (rank < 0)
        {
            unknown--;
        }
        else if (--ranks.Possible[rank] == 0)
        {
            possible--;
        }
    }

    public readonly void Tell(in DecidedMoment moment, HistoryValues values) =>
        values.SetCount(moment.Place, certain, moment.IsOpenAbove ? HistoryValues.OpenCount : possible + unknown);
}
