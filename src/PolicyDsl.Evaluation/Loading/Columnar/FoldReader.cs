namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Reads the blocks of a data set in which several rows may be one incident. Not for several threads.</summary>
internal sealed class FoldReader(ColumnPlan plan, int columnCount, int maxRows)
{
    private readonly RowReader reader = new(plan, columnCount);

    public (RowFindings Rows, List<FoldBlock> Blocks) Read(CellBlock block)
    {
        var findings = new RowFindings(plan, block);
        var blocks = new List<FoldBlock>();
        for (var from = 0; from < block.RowCount; from += maxRows)
        {
            var rows = reader.Start(block, from, Math.Min(maxRows, block.RowCount - from)).ToArray();
            var count = 0;
            foreach (var row in rows)
            {
                if (FindMissingKey(row) is { } reason)
                {
                    findings.Reject(block, from + row, reason);
                }
                else
                {
                    rows[count++] = row;
                }
            }

            reader.Read(rows.AsSpan(0, count));
            blocks.Add(new FoldBlock(plan, reader, block, from, rows.AsSpan(0, count)));
            findings.AddRead(reader, block, from);
        }

        return (findings, blocks);
    }

    private string? FindMissingKey(int row)
    {
        for (var i = 0; i < reader.KeyColumns.Length; i++)
        {
            if (plan.MissingCells.IsMissing(reader.KeyColumns[i].Locate(row + 1)[row]))
            {
                return $"`{plan.Context.Request.Dataset.OneIncidentPer[i]}` is missing, so the row belongs to no incident";
            }
        }

        return null;
    }
}
