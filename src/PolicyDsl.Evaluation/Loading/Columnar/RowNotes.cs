namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Something that cells of a batch gave rise to, counted: where it came first, and how often.</summary>
/// <param name="Row">The first row.</param>
/// <param name="Order">Which of several notes of one row comes first: conditions before fields, each in order of declaration.</param>
/// <param name="Part">Which of several texts of one cell.</param>
internal readonly record struct UnreadableNote(int Row, int Order, int Part, UnreadableText Text, long Count);

/// <summary>
/// Collects what could not be read in the rows of one batch. Invariant: once sorted, first appearances come in the order in which a reader who goes row by row
/// meets them, so that counts and first places are the same.
/// </summary>
internal sealed class RowNotes
{
    private readonly List<UnreadableNote> notes = [];

    public void Add(int row, int order, int part, UnreadableText text, long count) => notes.Add(new UnreadableNote(row, order, part, text, count));

    public UnreadableNote[] Take()
    {
        if (notes.Count == 0)
        {
            return [];
        }

        notes.Sort(static (a, b) => (a.Row, a.Order, a.Part).CompareTo((b.Row, b.Order, b.Part)));
        UnreadableNote[] taken = [.. notes];
        notes.Clear();
        return taken;
    }
}

/// <summary>What the reading of cells notes: while rows are read, and once the values of an incident are put together.</summary>
internal sealed class BatchNotes
{
    public RowNotes Reading { get; } = new();

    public RowNotes Finishing { get; } = new();
}
