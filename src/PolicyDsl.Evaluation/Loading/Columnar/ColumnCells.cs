using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// The cells of one column for the rows of a batch, and a number for each different text, so that what follows from a text is found out once.
/// Texts are remembered from batch to batch until there are too many of them. Memory: at most the texts of one batch more than that bound.
/// </summary>
internal sealed class ColumnCells(int column)
{
    /// <summary>More different texts than this are forgotten before the next batch.</summary>
    public const int MaxTexts = 65_536;

    private readonly CellPlaces places = new();
    private readonly TextTable texts = new();
    private readonly int[] codes = new int[IncidentBatch.MaxRows];
    private CellBlock? block;
    private int from;
    private int count;
    private bool isLocated;
    private bool isNumbered;

    public int Column { get; } = column;

    /// <summary>Grows whenever the numbers of texts begin anew.</summary>
    public int Generation { get; private set; }

    /// <summary>How many different texts are known; their numbers are below it.</summary>
    public int TextCount => texts.Count;

    public void Start(CellBlock next, int first, int rows)
    {
        (block, from, count) = (next, first, rows);
        (isLocated, isNumbered) = (false, false);
        if (texts.Count > MaxTexts)
        {
            texts.Clear();
            Generation++;
        }
    }

    public CellPlaces Locate()
    {
        if (!isLocated)
        {
            block?.Locate(Column, from, count, places);
            isLocated = true;
        }

        return places;
    }

    /// <summary>The number of the text of every row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Number()
    {
        if (!isNumbered)
        {
            var cells = Locate();
            for (var row = 0; row < count; row++)
            {
                codes[row] = texts.GetOrAdd(cells[row]);
            }

            isNumbered = true;
        }

        return codes.AsSpan(0, count);
    }

    /// <summary>The number of the text of one row.</summary>
    public int NumberOf(int row) => isNumbered ? codes[row] : texts.GetOrAdd(Locate()[row]);

    public string GetText(int number) => CellText.Decode(texts[number]);
}
