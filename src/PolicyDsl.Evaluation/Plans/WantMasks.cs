using System.Numerics;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>For each name of something wanting, the rows that want it.</summary>
internal sealed class WantMasks
{
    private readonly Dictionary<string, ulong[]> masks = new(StringComparer.Ordinal);

    /// <summary>Adds up how many of some rows want each name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(ReadOnlySpan<ulong> rows, Dictionary<string, long> counts)
    {
        foreach (var (name, mask) in masks)
        {
            var count = 0L;
            for (var i = 0; i < rows.Length; i++)
            {
                count += BitOperations.PopCount(mask[i] & rows[i]);
            }

            if (count > 0)
            {
                counts[name] = counts.GetValueOrDefault(name) + count;
            }
        }
    }

    public void Clear()
    {
        foreach (var mask in masks.Values)
        {
            mask.AsSpan().Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(string name, ReadOnlySpan<ulong> rows)
    {
        var mask = Get(name);
        for (var i = 0; i < rows.Length; i++)
        {
            mask[i] |= rows[i];
        }
    }

    public void Add(string name, int row) => Masks.Set(Get(name), row);

    private ulong[] Get(string name)
    {
        if (!masks.TryGetValue(name, out var mask))
        {
            masks.Add(name, mask = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)]);
        }

        return mask;
    }
}
