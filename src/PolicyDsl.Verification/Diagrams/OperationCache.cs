namespace PolicyDsl.Verification.Diagrams;

/// <summary>
/// Results of operations on nodes, each at the one place that its operands hash to: a newer result puts an older one out. Losing a result
/// costs time, never truth.
/// </summary>
/// <remarks>
/// An entry is three numbers and a result, 16 bytes. Operations of two operands put their <see cref="OperationCode"/>, which is negative,
/// in the third; if-then-else puts its third operand there. No operation looks up the first operand 0, so that an empty entry is never
/// found. The table doubles once as many results were put in as it has places, up to <see cref="MaxSize"/> entries.
/// </remarks>
internal sealed class OperationCache(int maxNodes)
{
    private const int FirstSize = 1 << 10;
    private const int MaxSize = 1 << 22;

    private readonly long sizeLimit = Math.Clamp(maxNodes, FirstSize, MaxSize);
    private Entry[] entries = new Entry[FirstSize];
    private int untilGrowth = FirstSize;

    public bool TryGet(int a, int b, int c, out int result)
    {
        ref readonly var entry = ref entries[Hashing.Mix(a, b, c) & (uint)(entries.Length - 1)];
        result = entry.Result;
        return entry.A == a && entry.B == b && entry.C == c;
    }

    public void Put(int a, int b, int c, int result)
    {
        if (--untilGrowth == 0)
        {
            Grow();
        }

        entries[Hashing.Mix(a, b, c) & (uint)(entries.Length - 1)] = new Entry(a, b, c, result);
    }

    /// <summary>Forgets results that have a node from this number on as an operand or as the result.</summary>
    public void ForgetFrom(int count)
    {
        foreach (ref var entry in entries.AsSpan())
        {
            if (entry.A >= count || entry.B >= count || entry.C >= count || entry.Result >= count)
            {
                entry = default;
            }
        }
    }

    private void Grow()
    {
        if (2L * entries.Length > sizeLimit)
        {
            return;
        }

        var old = entries;
        entries = new Entry[2 * old.Length];
        foreach (var entry in old)
        {
            entries[Hashing.Mix(entry.A, entry.B, entry.C) & (uint)(entries.Length - 1)] = entry;
        }

        untilGrowth = entries.Length;
    }

    private readonly record struct Entry(int A, int B, int C, int Result);
}
