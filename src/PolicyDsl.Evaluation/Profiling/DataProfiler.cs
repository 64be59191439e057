using System.Collections.Concurrent;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>
/// Describes data files: <c>policydsl data describe</c>. Blocks are counted by several threads, text by text, and put together in order, so that a profile does not depend on them.
/// </summary>
public static class DataProfiler
{
    private const int MaxRejected = 5;

    /// <summary>Opens the files, reads all rows once, and describes them. Memory is bounded, whatever the size of the files.</summary>
    /// <exception cref="DataException">The files cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static DataProfile Describe(RowSourceRequest request, IProgress<long>? progress = null, int? threads = null, CancellationToken cancellationToken = default) =>
        Describe(request, progress, threads ?? Environment.ProcessorCount, ColumnOptions.Default, cancellationToken);

    internal static DataProfile Describe(RowSourceRequest request, IProgress<long>? progress, int threads, ColumnOptions options, CancellationToken cancellationToken)
    {
        var source = RowSources.OpenFiles(request, cancellationToken);
        var report = new SourceReport();
        var rejected = new List<DataRow>();
        var counters = source.Columns.Select(name => new ColumnCounter(name, source.Columns.Count)).ToArray();
        var idle = new ConcurrentBag<BlockTally>();
        OrderedPipeline.Run(
            new CellSource(source, options).Read([.. Enumerable.Range(0, counters.Length)], report, progress, cancellationToken),
            open => Count(open(), counters.Length, idle),
            (_, counted) => Accept(counted, counters, rejected),
            threads,
            cancellationToken);
        return new DataProfile
        {
            Source = report,
            Rejected = rejected,
            Columns = [.. source.Columns.Select((name, i) => ColumnDescriber.Describe(name, counters[i]))],
            Request = request,
        };
    }

    private static CountedBlock Count(CellBlock block, int columns, ConcurrentBag<BlockTally> idle)
    {
        if (!idle.TryTake(out var tally))
        {
            tally = new BlockTally();
        }

        var texts = new (string Text, long Count)[columns][];
        for (var column = 0; column < columns; column++)
        {
            texts[column] = tally.Count(block, column);
        }

        idle.Add(tally);
        return new CountedBlock(block, texts);
    }

    private static void Accept(CountedBlock counted, ColumnCounter[] counters, List<DataRow> rejected)
    {
        using var block = counted.Block;
        for (var column = 0; column < counters.Length; column++)
        {
            foreach (var (text, count) in counted.Texts[column])
            {
                counters[column].Add(text, count);
            }
        }

        foreach (var row in block.Rejected.Take(MaxRejected - rejected.Count))
        {
            rejected.Add(DataRow.Reject(block.FileName, row.Line, row.Reason, row.RawText));
        }

        block.Account();
    }

    /// <param name="Block">The block, to be accounted and disposed.</param>
    /// <param name="Texts">By column the different texts with their counts, in the order in which they first appear.</param>
    private sealed record CountedBlock(CellBlock Block, (string Text, long Count)[][] Texts);
}
