using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// The cells of one column for the rows of a batch, and a number for each different text, so that what follows from a text is found out once. Rows are looked at as far
/// as they are asked for, so that a batch can be gone through in strips that stay in the cache.
/// Texts are remembered from batch to batch until there are too many of them. Memory: at most the texts of one batch more than that bound.
/// </summary>
internal sealed class ColumnCells(int column)
{
    /// <summary>More different texts than this are forgotten before the next batch.</summary>
    public const int MaxTexts = 65_536;

    private readonly CellPlaces places = new();
    private readonly TextTable texts = new();
    private readonly int[] numbers = new int[IncidentBatch.MaxRows];
    private CellBlock? block;
    private int from;
    private int located;
    private int numbered;

    public int Column { get; } = column;

    /// <summary>Grows whenever the numbers of texts begin anew.</summary>
    public int Generation { get; private set; }

    /// <summary>How many different texts are known; their numbers are below it.</summary>
    public int TextCount => texts.Count;

    public void Start(CellBlock next, int first)
    {
        (block, from, located, numbered) = (next, first, 0, 0);
        if (texts.Count > MaxTexts)
        {
            texts.Clear();
            Generation++;
        }
    }

    /// <summary>The cells of the first rows.</summary>
    /// <param name="to">How many rows.</param>
    public CellPlaces Locate(int to)
    {
        if (located < to)
        {
            block?.Locate(Column, from, located, to, places);
            located = to;
        }

        return places;
    }

    /// <summary>The numbers of the texts of the first rows.</summary>
    /// <param name="to">How many rows.</param>
    public int[] Number(int to)
    {
        if (numbered < to)
        {
            texts.Number(Locate(to), numbered, to, numbers);
            numbered = to;
        }

        return numbers;
    }

    /// <summary>The number of the text of one row.</summary>
    public int NumberOf(int row) => row < numbered ? numbers[row] : texts.GetOrAdd(Locate(row + 1)[row]);

    public string GetText(int number) => CellText.Decode(texts[number]);
}
