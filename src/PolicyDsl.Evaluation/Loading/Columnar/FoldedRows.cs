namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// All rows of a data set by incident: rows with the same texts in the columns that fold are one incident, wherever they stand in the files. Incidents are numbered
/// by their first rows. Holds every value of every row; a row costs one look-up.
/// </summary>
internal sealed class FoldedRows
{
    private readonly TextTable keys = new();
    private readonly List<FoldBlock> blocks = [];
    private int[] ends = [];
    private (int Block, int Row)[] rows = [];

    /// <summary>How many incidents there are.</summary>
    public int Count => keys.Count;

    public void Add(FoldBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            block.Groups[row] = keys.GetOrAdd(block.GetKey(row));
        }

        blocks.Add(block);
    }

    /// <summary>To be called after the last row: brings the rows of each incident together, in order.</summary>
    public void Sort()
    {
        ends = new int[Count];
        foreach (var group in blocks.SelectMany(b => b.Groups))
        {
            ends[group]++;
        }

        var start = 0;
        for (var group = 0; group < ends.Length; group++)
        {
            (ends[group], start) = (start, start + ends[group]);
        }

        rows = new (int, int)[start];
        for (var block = 0; block < blocks.Count; block++)
        {
            for (var row = 0; row < blocks[block].Count; row++)
            {
                rows[ends[blocks[block].Groups[row]]++] = (block, row);
            }
        }
    }

    public ReadOnlySpan<byte> GetKey(int group) => keys[group];

    /// <summary>The rows of an incident, in order.</summary>
    public ReadOnlySpan<(int Block, int Row)> RowsOf(int group) => rows.AsSpan((group == 0 ? 0 : ends[group - 1])..ends[group]);

    public RowPlace GetPlace((int Block, int Row) row) => blocks[row.Block].GetPlace(row.Row);

    public FoldValue GetValue(int slot, (int Block, int Row) row) => blocks[row.Block].GetValue(slot, row.Row);
}

/// <summary>Incidents that follow each other, each of one row or more.</summary>
internal sealed class FoldedBatch(ColumnPlan plan, FoldedRows folded, int first, int count, IdTexts? ids) : BatchRows(plan.SeveralFiles)
{
    public override int Count { get; } = count;

    public override RowPlace GetPlace(int row) => folded.GetPlace(folded.RowsOf(first + row)[0]);

    public override bool TryGetId(int row, out ReadOnlySpan<byte> id)
    {
        if (ids is not null)
        {
            return ids.TryGet(row, out id);
        }

        id = folded.GetKey(first + row);
        return true;
    }

    public override int RowsOf(int row) => folded.RowsOf(first + row).Length;

    public override IEnumerable<RowPlace> PlacesOf(int row) => folded.RowsOf(first + row).ToArray().Select(folded.GetPlace);
}
