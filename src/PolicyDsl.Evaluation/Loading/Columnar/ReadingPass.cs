using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Diagnostics;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// One pass over the files of a data set: blocks are worked on by several threads, and what they found is put together in order. Memory: some blocks for each thread,
/// the tables of texts of each, and eight bytes for each id; with folding, all rows.
/// </summary>
internal sealed class ReadingPass
{
    private readonly LoadContext context;
    private readonly ColumnPlan plan;
    private readonly CellSource source;
    private readonly ColumnOptions options;
    private readonly long totalBytes;
    private readonly SourceReport sourceReport = new();
    private readonly BatchFindings findings;
    private readonly IncidentIds ids = new();

    private ReadingPass(LoadContext context, ColumnPlan plan, RowSource source, ColumnOptions options)
    {
        this.context = context;
        this.plan = plan;
        this.source = new CellSource(source, options);
        totalBytes = source.TotalBytes;
        this.options = options;
        findings = new BatchFindings(plan);
    }

    /// <summary>How many incidents to make at most; others are read, and not made.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>Hashes of ids that more than one incident may have.</summary>
    public HashSet<ulong> SuspiciousIds => ids.FindRepeated();

    /// <summary>Opens the files, and reads linked ones; null with errors in the context where the data set cannot be read.</summary>
    public static ReadingPass? Prepare(LoadContext context, IncidentSchema schema, ColumnNeeds needs, ColumnOptions options, long limit, CancellationToken cancellationToken)
    {
        var files = RowSources.OpenFiles(DatasetFiles.ForIncidents(context.Request), cancellationToken);
        var columns = new ColumnTable(files);
        if (MappingPlan.Create(context.Request, columns, context.Diagnostics) is not { } mapping)
        {
            return null;
        }

        var links = ImmutableArray.CreateBuilder<LinkedEntities>();
        foreach (var link in mapping.Links)
        {
            if (LinkedEntities.Load(context, link, cancellationToken) is { } linked)
            {
                links.Add(linked);
            }
        }

        if (context.Diagnostics.Any(d => d.Severity == Severity.Error))
        {
            return null;
        }

        var planned = new ColumnPlan(context, mapping, columns, links.ToImmutable(), schema, needs, files.FileNames.Count > 1);
        return new ReadingPass(context, planned, files, options) { Limit = limit };
    }

    /// <summary>All batches in order. Work is done while they are enumerated.</summary>
    /// <exception cref="DataException">A file cannot be read to its end.</exception>
    public IEnumerable<IncidentBatch> Read(int threads, CancellationToken cancellationToken)
    {
        var index = 0L;
        foreach (var made in Make(threads, cancellationToken))
        {
            findings.Append(made.Findings);
            ids.Add(made.IdHashes);
            if (made.Batch.Count > 0)
            {
                yield return made.ToBatch(index++);
            }
        }
    }

    /// <summary>The first incident, by order, that has the id of another before it; null where there is none.</summary>
    /// <param name="suspicious">Hashes that may be repeated.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public RepeatedId? FindRepeated(HashSet<ulong> suspicious, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, RowPlace>(StringComparer.Ordinal);
        var order = 0L;
        plan.WantedIds = suspicious;
        foreach (var made in Make(threads: 1, cancellationToken))
        {
            foreach (var (row, id, place) in made.Wanted)
            {
                if (!places.TryAdd(id, place))
                {
                    return new RepeatedId(id, order + row, places[id], place);
                }
            }

            order += made.IdHashes?.Length ?? 0;
        }

        return null;
    }

    /// <summary>Reports that an id is repeated.</summary>
    public void Report(RepeatedId repeated) =>
        LoadReports.AddRepeatedId(context, repeated.Id, repeated.First, repeated.Second, plan.SeveralFiles, plan.IdField?.ColumnName);

    /// <summary>The report of a pass that read everything, and the rejected rows to whoever asked.</summary>
    public LoadReport Finish(CancellationToken cancellationToken)
    {
        context.Tally.Append(findings.Rejected);
        context.Tally.Unreadable.Append(findings.Unreadable);
        context.Tally.RowsFolded += findings.RowsFolded;
        findings.TellLinks();
        var counts = new LoadedCounts
        {
            Incidents = findings.Incidents,
            Coverage = findings.Coverage.ToReport(),
            Disagreements = findings.Disagreements,
            BrokenInvariants = findings.BrokenInvariants,
            OutsideCoverage = findings.OutsideCoverage,
            FirstOutside = findings.FirstOutside,
            TimeUncertain = findings.TimeUncertain,
        };
        var report = LoadReports.Finish(context, sourceReport, counts, plan.Links);
        if (context.Request.OnRejected is { } onRejected)
        {
            RejectedRowTeller.Tell(onRejected, context, plan.Links, cancellationToken);
        }

        return report;
    }

    private IEnumerable<MadeBatch> Make(int threads, CancellationToken cancellationToken) =>
        plan.IsFolded ? MakeFolded(threads, cancellationToken) : MakePlain(threads, cancellationToken);

    /// <summary>Each row is an incident.</summary>
    private IEnumerable<MadeBatch> MakePlain(int threads, CancellationToken cancellationToken)
    {
        var workers = new ConcurrentBag<BlockWorker>();
        var left = Limit;
        var results = OrderedPipeline.Select(ReadBlocks(cancellationToken), Work, Limit == long.MaxValue ? threads : 1, cancellationToken);
        foreach (var (block, rows, batches) in results)
        {
            Account(block, rows);
            foreach (var batch in batches)
            {
                yield return batch;
            }
        }

        (CellBlock Block, RowFindings Rows, List<MadeBatch> Batches) Work(Func<CellBlock> open)
        {
            var block = open();
            var worker = workers.TryTake(out var free) ? free : new BlockWorker(plan, source.Columns.Count, options.BatchRows);
            var (rows, batches) = worker.Work(block, left);
            if (Limit != long.MaxValue)
            {
                left -= batches.Sum(b => (long)b.Drafts);
            }

            workers.Add(worker);
            return (block, rows, batches);
        }
    }

    /// <summary>Rows are held until all are read; then incidents are made of them.</summary>
    private IEnumerable<MadeBatch> MakeFolded(int threads, CancellationToken cancellationToken)
    {
        var readers = new ConcurrentBag<FoldReader>();
        var folded = new FoldedRows();
        foreach (var (block, rows, blocks) in OrderedPipeline.Select(ReadBlocks(cancellationToken), ReadBlock, threads, cancellationToken))
        {
            Account(block, rows);
            blocks.ForEach(folded.Add);
        }

        readers.Clear();
        folded.Sort();
        var makers = new ConcurrentBag<FoldMaker>();
        var count = (int)Math.Min(folded.Count, Limit);
        var starts = Enumerable.Range(0, (count + options.BatchRows - 1) / options.BatchRows).Select(i => i * options.BatchRows);
        foreach (var made in OrderedPipeline.Select(starts, MakeBatch, threads, cancellationToken))
        {
            yield return made;
        }

        if (makers.TryTake(out var last))
        {
            last.Report(makers.Append(last).SelectMany(m => m.Conflicts), context.Diagnostics);
        }

        (CellBlock Block, RowFindings Rows, List<FoldBlock> Blocks) ReadBlock(Func<CellBlock> open)
        {
            var block = open();
            var reader = readers.TryTake(out var free) ? free : new FoldReader(plan, source.Columns.Count, options.BatchRows);
            var (rows, blocks) = reader.Read(block);
            readers.Add(reader);
            return (block, rows, blocks);
        }

        MadeBatch MakeBatch(int start)
        {
            var maker = makers.TryTake(out var free) ? free : new FoldMaker(plan, folded);
            var made = maker.Make(start, Math.Min(options.BatchRows, count - start));
            makers.Add(maker);
            return made;
        }
    }

    private IEnumerable<Func<CellBlock>> ReadBlocks(CancellationToken cancellationToken)
    {
        var progress = context.Request.Progress is { } told ? new BytesProgress(told, totalBytes) : null;
        return source.Read(RowReader.ColumnsOf(plan), sourceReport, progress, cancellationToken);
    }

    /// <summary>Counts what became of the rows of a block, once those before it were counted.</summary>
    private void Account(CellBlock block, RowFindings rows)
    {
        block.Account();
        block.Dispose();
        rows.AddTo(context.Tally);
    }
}

/// <summary>Two incidents with one id.</summary>
/// <param name="Id">The id.</param>
/// <param name="Order">How many incidents come before the second one.</param>
/// <param name="First">Where the first one is.</param>
/// <param name="Second">Where the second one is.</param>
internal sealed record RepeatedId(string Id, long Order, RowPlace First, RowPlace Second);
