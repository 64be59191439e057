namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Works on the blocks of a data set in which a row is an incident: rows to vectors to batches. Not for several threads.</summary>
internal sealed class BlockWorker
{
    private readonly ColumnPlan plan;
    private readonly int maxRows;
    private readonly RowReader reader;
    private readonly BatchMaker maker;

    public BlockWorker(ColumnPlan plan, int columnCount, int maxRows)
    {
        this.plan = plan;
        this.maxRows = maxRows;
        reader = new RowReader(plan, columnCount);
        maker = new BatchMaker(plan, reader.Vectors);
    }

    /// <summary>Makes the incidents of a block.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="limit">How many incidents to make at most; the other rows are read and not made.</param>
    public (RowFindings Rows, List<MadeBatch> Batches) Work(CellBlock block, long limit)
    {
        var findings = new RowFindings(plan, block);
        var batches = new List<MadeBatch>();
        for (var from = 0; from < block.RowCount; from += maxRows)
        {
            var rows = reader.Start(block, from, Math.Min(maxRows, block.RowCount - from));
            var making = (int)Math.Min(rows.Length, limit);
            limit -= making;
            batches.Add(Make(block, from, rows[..making]));
            if (making < rows.Length)
            {
                reader.Read(rows[making..]);
                reader.Notes.Finishing.Take();
            }

            findings.AddRead(reader, block, from);
        }

        return (findings, batches);
    }

    private MadeBatch Make(CellBlock block, int from, ReadOnlySpan<int> rows)
    {
        reader.Read(rows);
        var made = maker.Make(new PlainRows(plan, reader, block, from, rows));
        RowFindings.AddNotes(plan, reader.Notes.Finishing.Take(), block, from, made.Findings.Unreadable);
        return made;
    }
}
