using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Running;

/// <summary>Room for several masks over one batch, side by side.</summary>
internal sealed class MaskSet(int count)
{
    private static readonly int Words = Masks.WordsFor(IncidentBatch.MaxRows);
    private readonly ulong[] masks = new ulong[count * Words];

    public Span<ulong> this[int place, int words] => masks.AsSpan(place * Words, words);

    public ulong GetWord(int place, int word) => masks[(place * Words) + word];
}
