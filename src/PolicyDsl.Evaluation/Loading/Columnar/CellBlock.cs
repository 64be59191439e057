namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Some rows of one file that follow each other, as cells of UTF-8. Used by one thread at a time; spans are valid until it is disposed.</summary>
internal abstract class CellBlock : IDisposable
{
    /// <summary>Relative to the root folder.</summary>
    public abstract string FileName { get; }

    /// <summary>Rows that can be used.</summary>
    public abstract int RowCount { get; }

    /// <summary>Rows that cannot be used, in order.</summary>
    public abstract IReadOnlyList<RejectedCells> Rejected { get; }

    /// <summary>The line on which a usable row starts, from 1.</summary>
    public abstract long GetLine(int row);

    /// <summary>The text of a cell; empty where there is none.</summary>
    /// <param name="row">A usable row.</param>
    /// <param name="column">The place of the column among those of the source.</param>
    public abstract ReadOnlySpan<byte> GetCell(int row, int column);

    /// <summary>Finds cells of one column: of the rows from <paramref name="done"/> to <paramref name="to"/>, counted from <paramref name="first"/>.</summary>
    /// <param name="column">The place of the column among those of the source.</param>
    /// <param name="first">The row of the block that is row 0 of the places.</param>
    /// <param name="done">How many rows were found before.</param>
    /// <param name="to">How many are to be found.</param>
    /// <param name="places">Where to put them.</param>
    public virtual void Locate(int column, int first, int done, int to, CellPlaces places)
    {
        if (done == 0)
        {
            places.StartCopy();
        }

        for (var row = done; row < to; row++)
        {
            places.Copy(row, GetCell(first + row, column));
        }
    }

    /// <summary>Adds to the report of the source what it is to know of the rows; called in order of the blocks.</summary>
    public virtual void Account()
    {
        // Most sources count for themselves.
    }

    public RowPlace GetPlace(int row) => new(FileName, GetLine(row));

    public abstract void Dispose();
}

/// <summary>A row that cannot be used.</summary>
/// <param name="Before">How many usable rows of the block come before it.</param>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Reason">Why, without a full stop.</param>
/// <param name="RawText">The row as it came.</param>
internal readonly record struct RejectedCells(int Before, long Line, string Reason, string RawText);

/// <summary>Where the cells of one column lie in a text. Cells either lie in the text of a block, or are copied into one of its own.</summary>
internal sealed class CellPlaces
{
    private byte[] copied = [];
    private int used;

    public byte[] Text { get; private set; } = [];

    public int[] Starts { get; } = new int[Columns.IncidentBatch.MaxRows];

    public int[] Lengths { get; } = new int[Columns.IncidentBatch.MaxRows];

    public ReadOnlySpan<byte> this[int row] => Text.AsSpan(Starts[row], Lengths[row]);

    /// <summary>Cells lie in a text that stays as it is for as long as they are used.</summary>
    public void StartIn(byte[] text) => Text = text;

    public void StartCopy()
    {
        Text = copied;
        used = 0;
    }

    public void Copy(int row, ReadOnlySpan<byte> cell)
    {
        if (copied.Length - used < cell.Length)
        {
            Array.Resize(ref copied, Math.Max(4_096, 2 * (used + cell.Length)));
            Text = copied;
        }

        cell.CopyTo(copied.AsSpan(used));
        (Starts[row], Lengths[row]) = (used, cell.Length);
        used += cell.Length;
    }
}
