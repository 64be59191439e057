using System.Runtime.CompilerServices;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Computes one history for the incidents of a key, whatever is known of their times: the incidents of each chain in turn, while windows slide along all chains.
/// Cost: the incidents times the chains, and the same again for what a window takes in and lets go. For one thread.
/// </summary>
/// <param name="member">The history.</param>
/// <param name="pairs">What compares two incidents, or null.</param>
/// <param name="coversFrom">The first instant that the data cover, or null.</param>
internal sealed class ChainKernel(KeyedHistory member, PairKernel? pairs, long? coversFrom)
{
    private readonly WindowBounds bounds = new(member.History.Window);
    private readonly ChainWindows windows = new();
    private readonly ValueRanks ranks = new();
    private readonly LastMeeting last = new();

    public void Run(GroupTimes times, PartitionData data, HistoryValues values, CancellationToken cancellationToken)
    {
        var incidents = new KeyedIncidents(times, member.Condition < 0 ? [] : data.Condition(member.Condition));
        if (pairs is not null)
        {
            var paired = new PairAccumulator(pairs, windows, incidents, data.Signatures);
            Slide(ref paired, times, values, cancellationToken);
        }
        else if (member.History.IsDistinct)
        {
            ranks.Build(times.Places, data.Subject(member.Subject));
            var distinct = new DistinctAccumulator(incidents, ranks);
            Slide(ref distinct, times, values, cancellationToken);
        }
        else if (member.History.Kind == HistoryKind.Sum)
        {
            var sum = new SumAccumulator(incidents, data.Subject(member.Subject), data.SubjectHigh(member.Subject), member.History.Type);
            Slide(ref sum, times, values, cancellationToken);
        }
        else if (member.History.Kind == HistoryKind.DaysSinceLast)
        {
            last.Build(incidents);
            var days = new LastAccumulator(incidents, windows, last);
            Slide(ref days, times, values, cancellationToken);
        }
        else
        {
            var count = new CountAccumulator(incidents);
            Slide(ref count, times, values, cancellationToken);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Slide<TAccumulator>(ref TAccumulator accumulator, GroupTimes times, HistoryValues values, CancellationToken cancellationToken)
        where TAccumulator : struct, IHistoryAccumulator, allows ref struct
    {
        for (var chain = 0; chain < times.Chains; chain++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            windows.Reset(times);
            accumulator.Clear();
            for (var position = times.StartOf(chain); position < times.EndOf(chain); position++)
            {
                var (low, high, place) = (times.Lows[position], times.Highs[position], times.Places[position]);
                if (low == Value.OpenLow && high == Value.OpenHigh)
                {
                    SetUnknown(values, place);
                    continue;
                }

                Tell(ref accumulator, times, position, values);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tell<TAccumulator>(ref TAccumulator accumulator, GroupTimes times, int position, HistoryValues values)
        where TAccumulator : struct, IHistoryAccumulator, allows ref struct
    {
        var (low, high) = (times.Lows[position], times.Highs[position]);
        var (earliest, latest) = bounds.Of(low, high);
        if (!bounds.IsEmpty)
        {
            windows.Move(times, low, high, earliest, latest, ref accumulator);
        }

        // A time that is a range may be before itself, but no incident is earlier than itself.
        var isInOwnWindow = !bounds.IsEmpty && low < high;
        if (isInOwnWindow)
        {
            accumulator.RemovePossible(position);
        }

        accumulator.Tell(new DecidedMoment(position, times.Places[position], low, high, earliest, coversFrom is { } from && earliest < from), values);
        if (isInOwnWindow)
        {
            accumulator.AddPossible(position);
        }
    }

    private void SetUnknown(HistoryValues values, int place)
    {
        if (member.IsWide)
        {
            values.SetNumber(place, Value.Unknown);
        }
        else
        {
            values.SetUnknownCount(place);
        }
    }
}
