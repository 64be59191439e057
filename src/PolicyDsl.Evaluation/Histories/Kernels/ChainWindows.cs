using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Is told which incidents, by position, come into a window and go out of it.</summary>
internal interface IWindowAccumulator
{
    void AddCertain(int position);

    void RemoveCertain(int position);

    void AddPossible(int position);

    void RemovePossible(int position);
}

/// <summary>
/// For each chain of a key the stretch that lies certainly in a window and the one that possibly does. They are moved from one incident to the next of its chain,
/// mostly forward; a month before a later time may be earlier, and then they move back. Incidents come and go one by one.
/// </summary>
internal sealed class ChainWindows
{
    private Stretch[] certain = [];
    private Stretch[] possible = [];

    public ref readonly Stretch Certain(int chain) => ref certain[chain];

    public ref readonly Stretch Possible(int chain) => ref possible[chain];

    /// <summary>Empty windows before the first incident of each chain.</summary>
    public void Reset(GroupTimes times)
    {
        if (certain.Length < times.Chains)
        {
            certain = new Stretch[times.Chains];
            possible = new Stretch[times.Chains];
        }

        for (var chain = 0; chain < times.Chains; chain++)
        {
            var start = times.StartOf(chain);
            certain[chain] = possible[chain] = new Stretch(start);
        }
    }

    /// <summary>Moves to the window of a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Move<TAccumulator>(GroupTimes times, long low, long high, long earliest, long latest, ref TAccumulator accumulator)
        where TAccumulator : struct, IWindowAccumulator, allows ref struct
    {
        for (var chain = 0; chain < times.Chains; chain++)
        {
            var (start, end) = (times.StartOf(chain), times.EndOf(chain));
            ref var sure = ref certain[chain];
            Walk(ref sure.FromMark, times.Lows, latest, start, end);
            Walk(ref sure.ToMark, times.Highs, low, start, end);
            Shift(ref sure, isCertain: true, ref accumulator);
            ref var open = ref possible[chain];
            Walk(ref open.FromMark, times.Highs, earliest, start, end);
            Walk(ref open.ToMark, times.Lows, high, start, end);
            Shift(ref open, isCertain: false, ref accumulator);
        }
    }

    /// <summary>Moves a stretch to its marks: first it grows, then it shrinks. Marks that have passed one another leave nothing between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Shift<TAccumulator>(ref Stretch stretch, bool isCertain, ref TAccumulator accumulator)
        where TAccumulator : struct, IWindowAccumulator, allows ref struct
    {
        var to = Math.Max(stretch.FromMark, stretch.ToMark);
        while (stretch.To < to)
        {
            Add(stretch.To++, isCertain, ref accumulator);
        }

        while (stretch.From > stretch.FromMark)
        {
            Add(--stretch.From, isCertain, ref accumulator);
        }

        while (stretch.To > to)
        {
            Remove(--stretch.To, isCertain, ref accumulator);
        }

        while (stretch.From < stretch.FromMark)
        {
            Remove(stretch.From++, isCertain, ref accumulator);
        }
    }

    private static void Add<TAccumulator>(int position, bool isCertain, ref TAccumulator accumulator)
        where TAccumulator : struct, IWindowAccumulator, allows ref struct
    {
        if (isCertain)
        {
            accumulator.AddCertain(position);
        }
        else
        {
            accumulator.AddPossible(position);
        }
    }

    private static void Remove<TAccumulator>(int position, bool isCertain, ref TAccumulator accumulator)
        where TAccumulator : struct, IWindowAccumulator, allows ref struct
    {
        if (isCertain)
        {
            accumulator.RemoveCertain(position);
        }
        else
        {
            accumulator.RemovePossible(position);
        }
    }

    /// <summary>Moves a mark to the first position whose number is no less than another.</summary>
    private static void Walk(ref int mark, ReadOnlySpan<long> numbers, long least, int start, int end)
    {
        while (mark < end && numbers[mark] < least)
        {
            mark++;
        }

        while (mark > start && numbers[mark - 1] >= least)
        {
            mark--;
        }
    }

    /// <summary>Positions from <see cref="From"/> to before <see cref="To"/>.</summary>
    internal struct Stretch(int start)
    {
        public int From = start;
        public int To = start;
        public int FromMark = start;
        public int ToMark = start;
    }
}
