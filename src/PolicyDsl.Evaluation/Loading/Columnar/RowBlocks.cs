using System.Buffers;
using System.Runtime.ExceptionServices;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Rows of any source as blocks of cells: for sources that give rows one by one (JSON lines, workbooks). Encodes the columns asked for; costs the rows' strings.
/// </summary>
internal static class RowBlocks
{
    /// <summary>All rows in order, no block with rows of two files. A block never has more rows than asked for, rejected ones not counted.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Which columns are wanted; others are empty.</param>
    /// <param name="maxRows">How many rows a block has at most.</param>
    public static IEnumerable<CellBlock> Read(IEnumerable<DataRow> rows, IReadOnlyList<int> columns, int maxRows)
    {
        using var all = rows.GetEnumerator();
        RowBlock? block = null;
        ExceptionDispatchInfo? failure = null;
        while (TryMoveNext(all, ref failure))
        {
            var row = all.Current;
            if (block is not null && (block.RowCount == maxRows || block.Rejected.Count == maxRows || !string.Equals(block.FileName, row.FileName, StringComparison.Ordinal)))
            {
                yield return block;
                block = null;
            }

            (block ??= new RowBlock(row.FileName, columns)).Add(row);
        }

        // What was read before a failure is counted, as if every row were taken at once.
        if (block is not null)
        {
            yield return block;
        }

        failure?.Throw();
    }

    private static bool TryMoveNext(IEnumerator<DataRow> rows, ref ExceptionDispatchInfo? failure)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception exception) when (exception is DataException or IOException)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }

    private sealed class RowBlock(string fileName, IReadOnlyList<int> columns) : CellBlock
    {
        private readonly ArrayBufferWriter<byte> text = new(4_096);
        private readonly List<int> ends = [];
        private readonly List<long> lines = [];
        private readonly List<RejectedCells> rejected = [];
        private readonly Dictionary<int, int> places = columns.Index().ToDictionary(c => c.Item, c => c.Index);

        public override string FileName { get; } = fileName;

        public override int RowCount => lines.Count;

        public override IReadOnlyList<RejectedCells> Rejected => rejected;

        public override long GetLine(int row) => lines[row];

        public override ReadOnlySpan<byte> GetCell(int row, int column)
        {
            var place = (row * places.Count) + places[column];
            var start = place == 0 ? 0 : ends[place - 1];
            return text.WrittenSpan[start..ends[place]];
        }

        public void Add(DataRow row)
        {
            if (row.Rejection is { } reason)
            {
                rejected.Add(new RejectedCells(RowCount, row.Line, reason, row.RawText));
                return;
            }

            foreach (var column in columns)
            {
                CellText.Encode(row[column] ?? "", text);
                ends.Add(text.WrittenCount);
            }

            lines.Add(row.Line);
        }

        public override void Dispose()
        {
            // Holds nothing that has to be given back.
        }
    }
}
