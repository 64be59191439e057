using PolicyDsl.Evaluation.Loading.Scanning;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// The files of a data set as blocks of cells that any thread can open: separated text is cut here and scanned there; other files are read row by row.
/// </summary>
internal sealed class CellSource(RowSource source, ColumnOptions options)
{
    public IReadOnlyList<string> Columns => source.Columns;

    /// <summary>Blocks in order, each to be opened once.</summary>
    /// <param name="columns">Which columns are read.</param>
    /// <param name="report">Is complete once every block is accounted.</param>
    /// <param name="progress">Is told the bytes read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IEnumerable<Func<CellBlock>> Read(IReadOnlyList<int> columns, SourceReport report, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var counter = progress is null ? null : new ReadProgress(progress);
        var total = 0L;
        foreach (var (file, order) in source.Parts)
        {
            var fileReport = report.Add(file.File.Name);
            var blocks = file is SeparatedRows
                ? Scan(file, order, fileReport, counter, cancellationToken)
                : RowBlocks.Read(CountRows(file.Read(fileReport, counter, cancellationToken), order, fileReport, cancellationToken), columns, options.BatchRows).Select(b => (Func<CellBlock>)(() => b));
            foreach (var block in blocks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return block;
            }

            total += file.File.Bytes;
            counter?.Finish(total);
        }
    }

    private IEnumerable<Func<CellBlock>> Scan(FileRows file, int[]? order, FileReport report, ReadProgress? progress, CancellationToken cancellationToken)
    {
        using var text = ChunkedText.Open(file.File, file.Request, report, progress, options.Scan, cancellationToken);
        foreach (var chunk in text.ReadChunks())
        {
            yield return () => new ScannedBlock(chunk.Scan(), order);
        }
    }

    private static IEnumerable<DataRow> CountRows(IEnumerable<DataRow> rows, int[]? order, FileReport report, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Rejection is null)
            {
                report.Rows++;
            }
            else
            {
                report.Rejected++;
            }

            yield return order is null ? row : row.Reorder(order);
        }
    }
}
