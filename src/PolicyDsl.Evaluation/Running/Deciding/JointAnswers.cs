using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// The answers of all policies to an incident as one number: found once for each row of a batch, however many ways there are to put incidents together. Numbers are
/// those of one thread; what they stand for means the same for all.
/// </summary>
internal sealed class JointAnswers(int policies)
{
    /// <summary>Tuples are written policy by policy for so many rows at a time, so that they stay in the cache.</summary>
    private const int BlockRows = 1_024;

    private readonly long[] tuples = new long[BlockRows * policies];
    private readonly TupleTable table = new(policies);

    /// <summary>By row; what stands for rows that are left out means nothing.</summary>
    public int[] Numbers { get; } = new int[IncidentBatch.MaxRows];

    /// <summary>The keys of the answers that a number stands for, by policy.</summary>
    public ImmutableArray<ulong> GetKeys(int number)
    {
        var keys = ImmutableArray.CreateBuilder<ulong>(policies);
        foreach (var key in table[number])
        {
            keys.Add((ulong)key);
        }

        return keys.MoveToImmutable();
    }

    public void Read(AnswerReader[] readers, ReadOnlySpan<ulong> rows, int count)
    {
        for (var start = 0; start < count; start += BlockRows)
        {
            var here = Math.Min(BlockRows, count - start);
            for (var policy = 0; policy < readers.Length; policy++)
            {
                Write(readers[policy].Keys.Slice(start, here), policy);
            }

            Find(rows.Slice(start >> 6, Masks.WordsFor(here)), start);
        }
    }

    /// <summary>The number here of what a number of another thread stands for.</summary>
    public int Translate(JointAnswers other, int number) => table.GetOrAdd(other.table[number], out _);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(ReadOnlySpan<ulong> answers, int policy)
    {
        for (var row = 0; row < answers.Length; row++)
        {
            tuples[(row * policies) + policy] = (long)answers[row];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Find(ReadOnlySpan<ulong> rows, int start)
    {
        var last = -1;
        foreach (var row in new SetRows(rows))
        {
            var tuple = tuples.AsSpan(row * policies, policies);
            if (last < 0 || !tuple.SequenceEqual(table[last]))
            {
                last = table.GetOrAdd(tuple, out _);
            }

            Numbers[start + row] = last;
        }
    }
}
