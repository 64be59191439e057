using System.Runtime.InteropServices;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>The incidents of one partition of a key set, in order of the data, for one thread; used again for the next.</summary>
/// <param name="layout">How records are laid out.</param>
/// <param name="width">How wide regular times are.</param>
internal sealed class PartitionData(RecordLayout layout, long width)
{
    private readonly byte[][] sections = [.. Enumerable.Range(0, layout.Sections).Select(_ => Array.Empty<byte>())];
    private readonly List<OddValue>[] odd = [.. Enumerable.Range(0, layout.Subjects + 1).Select(_ => new List<OddValue>())];
    private readonly long[][] highs = [.. Enumerable.Range(0, layout.Subjects + 1).Select(_ => Array.Empty<long>())];
    private long[] lowTimes = [];

    public int Count { get; set; }

    /// <summary>How wide regular times are.</summary>
    public long Width { get; } = width;

    public bool HasOddTimes => odd[^1].Count > 0;

    /// <summary>Times in the upper halves, codes of keys in the lower.</summary>
    public ReadOnlySpan<ulong> Stamps => Typed<ulong>(layout.Stamp);

    public ReadOnlySpan<int> Signatures => Typed<int>(layout.Signature);

    /// <summary>For each incident 1 where a condition certainly holds, plus 2 where it possibly does.</summary>
    public ReadOnlySpan<byte> Condition(int condition) => sections[layout.Condition(condition)].AsSpan(0, Count);

    /// <summary>The earliest time of each incident, where there are odd ones.</summary>
    public ReadOnlySpan<long> LowTimes => lowTimes.AsSpan(0, Count);

    public ReadOnlySpan<long> HighTimes => highs[^1].AsSpan(0, Count);

    public ReadOnlySpan<long> Subject(int subject) => Typed<long>(subject);

    /// <summary>The upper ends of summands.</summary>
    public ReadOnlySpan<long> SubjectHigh(int subject) => odd[subject].Count > 0 ? highs[subject].AsSpan(0, Count) : Subject(subject);

    /// <summary>Reads a partition of all blocks.</summary>
    public void Load(IReadOnlyList<RecordBlock> blocks, int partition)
    {
        Count = 0;
        foreach (var list in odd)
        {
            list.Clear();
        }

        var total = 0;
        foreach (var block in blocks)
        {
            total = checked(total + block.Counts[partition]);
        }

        Reserve(total);
        foreach (var block in blocks)
        {
            block.Load(partition, this);
        }

        Expand();
    }

    /// <summary>Room for further incidents in a section; <see cref="Count"/> is raised by who fills it.</summary>
    public Span<byte> Append(int section, int count)
    {
        var bytes = layout.WidthOf(section);
        return sections[section].AsSpan(Count * bytes, count * bytes);
    }

    public void AppendOdd(int list, ReadOnlySpan<OddValue> values, int from)
    {
        foreach (var value in values)
        {
            odd[list].Add(value with { Position = value.Position - from + Count });
        }
    }

    private void Reserve(int count)
    {
        for (var section = 0; section < sections.Length; section++)
        {
            var bytes = checked(count * layout.WidthOf(section));
            if (section != layout.Row && sections[section].Length < bytes)
            {
                sections[section] = GC.AllocateUninitializedArray<byte>(bytes);
            }
        }
    }

    /// <summary>Writes odd values out as two numbers for each incident.</summary>
    private void Expand()
    {
        for (var i = 0; i < layout.Subjects; i++)
        {
            if (odd[i].Count > 0)
            {
                Grow(ref highs[i]);
                Subject(i).CopyTo(highs[i]);
                Apply(odd[i], MemoryMarshal.Cast<byte, long>(sections[i].AsSpan()), highs[i]);
            }
        }

        if (HasOddTimes)
        {
            Grow(ref lowTimes);
            Grow(ref highs[^1]);
            var stamps = Stamps;
            for (var i = 0; i < stamps.Length; i++)
            {
                lowTimes[i] = RecordTime.Unpack((uint)(stamps[i] >> 32));
                highs[^1][i] = lowTimes[i] + Width;
            }

            Apply(odd[^1], lowTimes, highs[^1]);
        }
    }

    private static void Apply(List<OddValue> values, Span<long> low, Span<long> high)
    {
        foreach (var value in values)
        {
            (low[value.Position], high[value.Position]) = (value.Low, value.High);
        }
    }

    private void Grow(ref long[] numbers)
    {
        if (numbers.Length < Count)
        {
            numbers = new long[Count];
        }
    }

    private ReadOnlySpan<T> Typed<T>(int section)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(sections[section].AsSpan())[..Count];
}
