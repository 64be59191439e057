using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Codes of the keys of incidents: equal for equal keys, 0 where one of the keys is not exactly known. For many threads at once.</summary>
internal sealed class KeyReader(ImmutableArray<KeyPart> parts)
{
    private readonly ImmutableArray<LongCodes> pairs = [.. parts.Skip(1).Select(_ => new LongCodes())];

    /// <summary>Whether no two incidents have the same keys, as one of them leads to entities that cannot be told apart.</summary>
    public bool NeverSame { get; } = parts.Any(p => p.IsKeyless);

    public IEnumerable<int> Slots => parts.Select(p => p.Slot);

    public void Read(IncidentBatch batch, BatchEvaluation evaluation, Span<int> codes, Span<int> scratch)
    {
        parts[0].Read(batch, evaluation, codes);
        for (var i = 1; i < parts.Length; i++)
        {
            parts[i].Read(batch, evaluation, scratch);
            for (var row = 0; row < codes.Length; row++)
            {
                codes[row] = codes[row] == 0 || scratch[row] == 0 ? 0 : pairs[i - 1].GetOrAdd(((long)codes[row] << 32) | (uint)scratch[row]);
            }
        }
    }
}

/// <summary>One key.</summary>
/// <param name="input">Its column; of a reference, that of its key.</param>
/// <param name="known">For a reference to an entity without a key, the number of the condition that it is known; else -1.</param>
internal sealed class KeyPart(ColumnInput input, int known)
{
    private readonly CodeMap map = new(input.HasOneDictionary);
    private readonly LongCodes numbers = new();
    private int next;

    public int Slot => input.Slot;

    public bool IsKeyless => known >= 0;

    public void Read(IncidentBatch batch, BatchEvaluation evaluation, Span<int> codes)
    {
        if (IsKeyless)
        {
            ReadKeyless(evaluation.GetTruth(known).True, codes);
            return;
        }

        switch (input.Get(batch, evaluation))
        {
            case CodeColumn column:
                PackedReading.ToCodes(column.Codes, codes);
                if (map.Get(column.Dictionary) is { } mapped)
                {
                    for (var row = 0; row < codes.Length; row++)
                    {
                        codes[row] = mapped[codes[row]];
                    }
                }

                break;
            case NumberColumn column:
                for (var row = 0; row < codes.Length; row++)
                {
                    codes[row] = column[row] is { IsKnown: true, Low: var number } ? numbers.GetOrAdd(number) : 0;
                }

                break;
            default:
                codes.Clear();
                break;
        }
    }

    /// <summary>Each known reference is another entity.</summary>
    private void ReadKeyless(ReadOnlySpan<ulong> isKnown, Span<int> codes)
    {
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = Masks.IsSet(isKnown, row) ? Interlocked.Increment(ref next) : 0;
        }
    }
}
