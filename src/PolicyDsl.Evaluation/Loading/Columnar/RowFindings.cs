namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>What became of the rows of one block before incidents were made of them.</summary>
internal sealed class RowFindings
{
    private readonly ColumnPlan plan;
    private readonly long rows;
    private readonly long[] setAside;
    private readonly long[] setAsideUnknown;
    private readonly UnreadableTally unreadable = new();

    /// <summary>Rows of good shape that belong to no incident, by their place in the block.</summary>
    private readonly List<(int Row, RowPlace Place, string Reason)> rejected = [];
    private readonly string fileName;
    private readonly IReadOnlyList<RejectedCells> broken;

    public RowFindings(ColumnPlan plan, CellBlock block)
    {
        this.plan = plan;
        rows = block.RowCount + block.Rejected.Count;
        setAside = new long[plan.Context.Request.Dataset.Keep.Length];
        setAsideUnknown = new long[setAside.Length];
        fileName = block.FileName;
        broken = block.Rejected;
    }

    public void Reject(CellBlock block, int row, string reason) => rejected.Add((row, block.GetPlace(row), reason));

    /// <summary>Counts what reading some rows gave rise to.</summary>
    public void AddRead(RowReader reader, CellBlock block, int from)
    {
        for (var i = 0; i < setAside.Length; i++)
        {
            setAside[i] += reader.Conditions.SetAside[i];
            setAsideUnknown[i] += reader.Conditions.SetAsideUnknown[i];
        }

        AddNotes(plan, reader.Notes.Reading.Take(), block, from, unreadable);
    }

    public static void AddNotes(ColumnPlan plan, UnreadableNote[] notes, CellBlock block, int from, UnreadableTally tally)
    {
        var keep = plan.Context.Request.Dataset.Keep;
        foreach (var note in notes)
        {
            var place = block.GetPlace(from + note.Row);
            if (note.Order < keep.Length)
            {
                tally.Add(ColumnTable.NamesIn(keep[note.Order].Condition).FirstOrDefault() ?? "keep rows", "keep rows", note.Text, place, note.Count);
            }
            else
            {
                tally.Add(plan.Mapping.Fields[note.Order - keep.Length], note.Text, place, note.Count);
            }
        }
    }

    public void AddTo(LoadTally tally)
    {
        tally.RowsRead += rows;
        for (var i = 0; i < setAside.Length; i++)
        {
            tally.SetAside(i, setAside[i], setAsideUnknown[i]);
        }

        var next = 0;
        foreach (var row in broken)
        {
            for (; next < rejected.Count && rejected[next].Row < row.Before; next++)
            {
                tally.RejectLater(rejected[next].Place, rejected[next].Reason);
            }

            tally.RejectRow(new RowPlace(fileName, row.Line), row.Reason, row.RawText);
        }

        for (; next < rejected.Count; next++)
        {
            tally.RejectLater(rejected[next].Place, rejected[next].Reason);
        }

        tally.Unreadable.Append(unreadable);
    }
}
