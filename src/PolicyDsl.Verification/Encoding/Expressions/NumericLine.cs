using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// Where a chain of monotone steps takes the line of numbers. The steps are defined on one stretch of it (beyond, the result is too large to
/// hold, and unknown) and at the open ends; on the stretch, what lies at or above a constant is an end of it, found by halving with the
/// interpreter's own operations, so rounding and limits are exactly the interpreter's. Cost: about 64 evaluations for each end found.
/// </summary>
internal sealed class NumericLine
{
    private const long Least = Value.OpenLow + 1;
    private const long Most = Value.OpenHigh - 1;

    private readonly TermLeaf leaf;

    private NumericLine(TermLeaf leaf, bool rises, long first, long last)
    {
        this.leaf = leaf;
        Rises = rises;
        First = first;
        Last = last;
    }

    /// <summary>Whether the steps keep the order.</summary>
    public bool Rises { get; }

    /// <summary>The first and last number for which the result is defined.</summary>
    public long First { get; }

    public long Last { get; }

    /// <summary>Everything is defined, but for no result at all.</summary>
    public bool IsWhole => First == Least && Last == Most;

    /// <summary>Null where no number is found for which the steps give a result.</summary>
    public static NumericLine? Of(TermLeaf leaf)
    {
        var rises = leaf.Steps.Count(s => !s.Rises) % 2 == 0;
        if (leaf.Steps.IsEmpty)
        {
            return new NumericLine(leaf, true, Least, Most);
        }

        long[] probes = [0, .. Enumerable.Range(0, 62).SelectMany(i => new[] { 1L << i, -(1L << i) })];
        foreach (var probe in probes)
        {
            if (IsDefined(leaf, probe))
            {
                return new NumericLine(leaf, rises, Halve(probe, Least, x => IsDefined(leaf, x)), Halve(probe, Most, x => IsDefined(leaf, x)));
            }
        }

        return null;
    }

    /// <summary>The numbers whose result lies from <paramref name="low"/> to <paramref name="high"/>; null where there is none. Open ends of the line are not in it.</summary>
    public (long First, long Last)? Between(long low, long high)
    {
        // Along the line the result rises from First to Last, or from Last to First.
        var (bottom, top) = Rises ? (First, Last) : (Last, First);
        if (low > high || Result(top) < low || Result(bottom) > high)
        {
            return null;
        }

        var start = Result(bottom) >= low ? bottom : Next(Halve(bottom, top, x => Result(x) < low));
        var end = Result(top) <= high ? top : Halve(bottom, top, x => Result(x) <= high);
        return Result(start) > high ? null : Rises ? (start, end) : (end, start);
    }

    private long Next(long x) => Rises ? x + 1 : x - 1;

    private long Result(long x) => leaf.Apply(Value.Of(x)).Low;

    private static bool IsDefined(TermLeaf leaf, long x) => leaf.Apply(Value.Of(x)).Kind == ValueKind.Exact;

    /// <summary>The number farthest from <paramref name="good"/> towards <paramref name="bound"/> that still holds, given that all between hold.</summary>
    private static long Halve(long good, long bound, Func<long, bool> holds)
    {
        if (holds(bound))
        {
            return bound;
        }

        Int128 yes = good;
        Int128 no = bound;
        while (Int128.Abs(no - yes) > 1)
        {
            var middle = (yes + no) / 2;
            if (middle == yes || middle == no)
            {
                middle = yes + (no > yes ? 1 : -1);
            }

            (yes, no) = holds((long)middle) ? (middle, no) : (yes, middle);
        }

        return (long)yes;
    }
}
