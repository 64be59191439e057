namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// One row of a source: either its cells, in the order of <see cref="IRowSource.Columns"/>, or the reason why it is not a row.
/// Rows are immutable and may be kept.
/// </summary>
public sealed class DataRow
{
    private readonly string?[] _cells;

    private DataRow(string fileName, long line, string?[] cells, string? rejection, string rawText)
    {
        FileName = fileName;
        Line = line;
        _cells = cells;
        Rejection = rejection;
        RawText = rawText;
    }

    /// <summary>The file, relative to the root folder, with forward slashes.</summary>
    public string FileName { get; }

    /// <summary>The line of the file on which the row starts, from 1, the header and blank lines included; in a sheet its row number.</summary>
    public long Line { get; }

    /// <summary>The cells; empty for a rejected row. A cell is null where the source has none (a key that a JSON object lacks, an empty cell of a sheet).</summary>
    public ReadOnlySpan<string?> Cells => _cells;

    /// <summary>Why the row was rejected, without a full stop, or null for a row that can be used.</summary>
    public string? Rejection { get; }

    /// <summary>The text of a rejected row as it came, without its last line end; empty for other rows unless the request keeps them. A row of a sheet is given as comma-separated cells.</summary>
    public string RawText { get; }

    public string? this[int column] => _cells[column];

    /// <summary>Makes a row that can be used. The array is not copied and must not change.</summary>
    public static DataRow Accept(string fileName, long line, string?[] cells, string rawText = "") => new(fileName, line, cells, rejection: null, rawText);

    public static DataRow Reject(string fileName, long line, string reason, string rawText) => new(fileName, line, [], reason, rawText);

    /// <summary>The same row with its cells put in another order: cell i of the result is cell <paramref name="order"/>[i] of this one.</summary>
    internal DataRow Reorder(int[] order)
    {
        if (Rejection is not null)
        {
            return this;
        }

        var cells = new string?[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            cells[i] = order[i] < 0 ? null : _cells[order[i]];
        }

        return new DataRow(FileName, Line, cells, rejection: null, RawText);
    }
}
