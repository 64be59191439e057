using System.Numerics;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Hashes of all ids, to find those that may be repeated. Equal ids have equal hashes; that others have is so rare that all ids with a repeated hash are looked
/// at once more. Eight bytes for each incident; finding costs a look at each in parts that fit the cache.
/// </summary>
internal sealed class IncidentIds
{
    private const int PartBits = 10;

    private readonly List<ulong[]> hashes = [];
    private long count;

    public void Add(ulong[]? more)
    {
        if (more is { Length: > 0 })
        {
            hashes.Add(more);
            count += more.Length;
        }
    }

    /// <summary>The hashes that come more than once.</summary>
    public HashSet<ulong> FindRepeated()
    {
        var repeated = new HashSet<ulong>();
        var sorted = new ulong[count];
        var ends = Scatter(sorted);
        var table = Array.Empty<ulong>();
        for (var part = 0; part < ends.Length; part++)
        {
            var start = part == 0 ? 0 : ends[part - 1];
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * (ends[part] - start)));
            if (table.Length == size)
            {
                table.AsSpan().Clear();
            }
            else
            {
                table = new ulong[size];
            }

            FindRepeated(sorted.AsSpan(start..ends[part]), table, repeated);
        }

        return repeated;
    }

    /// <summary>Brings hashes with the same first bits together; gives where each part ends.</summary>
    private int[] Scatter(ulong[] sorted)
    {
        var next = new int[1 << PartBits];
        foreach (var some in hashes)
        {
            foreach (var hash in some)
            {
                next[hash >> (64 - PartBits)]++;
            }
        }

        var start = 0;
        for (var part = 0; part < next.Length; part++)
        {
            (next[part], start) = (start, start + next[part]);
        }

        foreach (var some in hashes)
        {
            foreach (var hash in some)
            {
                sorted[next[hash >> (64 - PartBits)]++] = hash;
            }
        }

        return next;
    }

    /// <summary>Looks for equal hashes in one part with a table twice as large. The first bits are the same for all, so those behind them say the place.</summary>
    private static void FindRepeated(ReadOnlySpan<ulong> part, ulong[] table, HashSet<ulong> repeated)
    {
        var bits = BitOperations.Log2((uint)table.Length);
        foreach (var hash in part)
        {
            // No place is free for 0, which is the sign of one.
            var place = (int)(hash << PartBits >> (64 - bits));
            while (table[place] != 0 && table[place] != hash)
            {
                place = (place + 1) & (table.Length - 1);
            }

            if (table[place] == hash || hash == 0)
            {
                repeated.Add(hash);
            }

            table[place] = hash;
        }
    }
}
