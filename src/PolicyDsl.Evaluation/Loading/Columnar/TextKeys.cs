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
    private bool isNumbered;
    private int count;

    public int Generation { get; private set; }

    /// <summary>Numbers are below this.</summary>
    public int Count => columns.Length switch
    {
        0 => 1,
        1 => columns[0].TextCount,
        _ => combinations.Count,
    };

    /// <summary>To be called after the columns have started.</summary>
    public void Start(int rows)
    {
        (count, isNumbered) = (rows, false);
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

    /// <summary>The number of every row of the batch.</summary>
    public ReadOnlySpan<int> Number()
    {
        if (columns.Length == 1)
        {
            return columns[0].Number();
        }

        if (!isNumbered)
        {
            isNumbered = true;
            for (var row = 0; columns.Length > 0 && row < count; row++)
            {
                codes[row] = Combine(row);
            }
        }

        return codes.AsSpan(0, count);
    }

    public int NumberOf(int row) => columns.Length switch
    {
        0 => 0,
        1 => columns[0].NumberOf(row),
        _ => isNumbered ? codes[row] : Combine(row),
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
