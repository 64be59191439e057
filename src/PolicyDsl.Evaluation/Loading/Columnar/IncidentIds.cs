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
        for (var part = 0; part < ends.Length; part++)
        {
            var start = part == 0 ? 0 : ends[part - 1];
            FindRepeated(sorted.AsSpan(start..ends[part]), repeated);
        }

        return repeated;
    }

    /// <summary>Brings hashes with the same first bits together; gives where each part ends.</summary>
    private int[] Scatter(ulong[] sorted)
    {
        var next = new int[1 << PartBits];
        foreach (var hash in hashes.SelectMany(h => h))
        {
            next[hash >> (64 - PartBits)]++;
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

    private static void FindRepeated(Span<ulong> part, HashSet<ulong> repeated)
    {
        part.Sort();
        for (var i = 1; i < part.Length; i++)
        {
            if (part[i] == part[i - 1])
            {
                repeated.Add(part[i]);
            }
        }
    }
}
