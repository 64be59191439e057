using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Adds up what each incident that possibly counts may share, and for those that certainly count the whole summand in its place.
/// </summary>
/// <param name="incidents">The incidents of the key.</param>
/// <param name="lows">The lower ends of the summands, by place.</param>
/// <param name="highs">The upper ends.</param>
/// <param name="type">The type of the sum.</param>
internal ref struct SumAccumulator(KeyedIncidents incidents, ReadOnlySpan<long> lows, ReadOnlySpan<long> highs, TypeSymbol type) : IHistoryAccumulator
{
    private readonly KeyedIncidents incidents = incidents;
    private readonly ReadOnlySpan<long> lows = lows;
    private readonly ReadOnlySpan<long> highs = highs;
    private IntervalSum sum;

    public void Clear() => sum = default;

    public void AddCertain(int position)
    {
        if (incidents.IsTrue(position))
        {
            var (low, high) = SummandOf(position);
            var share = CountedIncidents.ShareOf(low, high);
            sum.Remove(share.Low, share.High);
            sum.Add(low, high);
        }
    }

    public void RemoveCertain(int position)
    {
        if (incidents.IsTrue(position))
        {
            var (low, high) = SummandOf(position);
            var share = CountedIncidents.ShareOf(low, high);
            sum.Remove(low, high);
            sum.Add(share.Low, share.High);
        }
    }

    public void AddPossible(int position)
    {
        if (incidents.IsPossible(position))
        {
            var (low, high) = SummandOf(position);
            var share = CountedIncidents.ShareOf(low, high);
            sum.Add(share.Low, share.High);
        }
    }

    public void RemovePossible(int position)
    {
        if (incidents.IsPossible(position))
        {
            var (low, high) = SummandOf(position);
            var share = CountedIncidents.ShareOf(low, high);
            sum.Remove(share.Low, share.High);
        }
    }

    public readonly void Tell(in DecidedMoment moment, HistoryValues values)
    {
        var value = sum.ToValue(type);
        values.SetNumber(moment.Place, value.Kind != ValueKind.Unknown && moment.IsOpenAbove ? Value.Range(value.Low, Value.OpenHigh) : value);
    }

    private readonly (long Low, long High) SummandOf(int position)
    {
        var place = incidents.Times.Places[position];
        return (lows[place], highs[place]);
    }
}
