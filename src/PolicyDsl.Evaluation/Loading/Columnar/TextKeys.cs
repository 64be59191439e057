using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// What the columns of one expression hold, as one number for each different combination of texts. An expression over no column has one number.
/// Numbers stay as they are until <see cref="Generation"/> grows.
/// </summary>
internal sealed class TextKeys(ImmutableArray<ColumnCells> columns)
{
    private readonly TextTable combinations = new();
    private readonly int[] codes = columns.Length == 1 ? [] : new int[IncidentBatch.MaxRows];
    private int columnGenerations;
    private int numbered;

    public int Generation { get; private set; }

    /// <summary>Numbers are below this.</summary>
    public int Count => columns.Length switch
    {
        0 => 1,
        1 => columns[0].TextCount,
        _ => combinations.Count,
    };

    /// <summary>To be called after the columns have started.</summary>
    public void Start()
    {
        numbered = 0;
        var generations = 0;
        foreach (var column in columns)
        {
            generations += column.Generation;
        }

        if (generations != columnGenerations || combinations.Count > ColumnCells.MaxTexts)
        {
            columnGenerations = generations;
            combinations.Clear();
            Generation++;
        }
    }

    /// <summary>The numbers of the first rows.</summary>
    /// <param name="to">How many rows.</param>
    public int[] Number(int to)
    {
        if (columns.Length == 1)
        {
            return columns[0].Number(to);
        }

        for (; columns.Length > 0 && numbered < to; numbered++)
        {
            codes[numbered] = Combine(numbered);
        }

        return codes;
    }

    public int NumberOf(int row) => columns.Length switch
    {
        0 => 0,
        1 => columns[0].NumberOf(row),
        _ => row < numbered ? codes[row] : Combine(row),
    };

    /// <summary>Puts the texts of a number into the cells of a row.</summary>
    public void WriteTexts(int number, string?[] cells)
    {
        if (columns.Length == 1)
        {
            cells[columns[0].Column] = columns[0].GetText(number);
            return;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            cells[columns[i].Column] = columns[i].GetText(MemoryMarshal.Cast<byte, int>(combinations[number])[i]);
        }
    }

    public void ClearTexts(string?[] cells)
    {
        foreach (var column in columns)
        {
            cells[column.Column] = null;
        }
    }

    private int Combine(int row)
    {
        Span<int> key = stackalloc int[columns.Length];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = columns[i].NumberOf(row);
        }

        return combinations.GetOrAdd(MemoryMarshal.AsBytes(key));
    }
}
