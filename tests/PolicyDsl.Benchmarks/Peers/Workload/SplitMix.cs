namespace PolicyDsl.Benchmarks.Peers.Workload;

/// <summary>
/// Steele, Lea and Flood's SplitMix64: 64 bits of state, the same numbers on every machine and in every version of .NET. One is made for each row, so
/// that a row depends on the seed and its number alone.
/// </summary>
internal struct SplitMix(ulong state)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state = state;

    public static SplitMix For(ulong seed, ulong number) => new(Mix(seed + ((number + 1) * Golden)));

    public ulong Next() => Mix(state += Golden);

    /// <summary>A number from 0 to below <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(((Next() >> 32) * (ulong)end) >> 32);

    /// <summary>Whether something happens that happens in so many of a thousand cases.</summary>
    public bool Happens(int perThousand) => Next(1000) < perThousand;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
