using System.Numerics;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>The rows whose bits are set in a mask, in order.</summary>
internal ref struct SetRows(ReadOnlySpan<ulong> mask)
{
    private readonly ReadOnlySpan<ulong> mask = mask;
    private int word = -1;
    private ulong rest;

    public int Current { get; private set; }

    public readonly SetRows GetEnumerator() => this;

    public bool MoveNext()
    {
        while (rest == 0)
        {
            if (++word >= mask.Length)
            {
                return false;
            }

            rest = mask[word];
        }

        Current = (word << 6) + BitOperations.TrailingZeroCount(rest);
        rest &= rest - 1;
        return true;
    }
}
