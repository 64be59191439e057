using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Reads data sets as columns (language.md section 10), on several threads, with a report that does not depend on them.</summary>
public static class ColumnLoader
{
    /// <summary>The data set as it stands in its files, which are read anew each time that it is asked for. Nothing is opened before.</summary>
    public static IColumnSource Open(LoadRequest request, ColumnNeeds? needs = null) => Open(request, needs, ColumnOptions.Default);

    /// <summary>Reads the data set into memory; what cannot be read at all comes back as errors in the report, never as an exception.</summary>
    /// <exception cref="OperationCanceledException">Loading was cancelled.</exception>
    public static LoadResult Load(LoadRequest request, ColumnNeeds? needs = null, int? threads = null, CancellationToken cancellationToken = default) =>
        Load(request, needs, threads ?? Environment.ProcessorCount, ColumnOptions.Default, cancellationToken);

    /// <summary>The real paths of the files that loading reads, linked ones included; those that are not there are left out.</summary>
    public static IReadOnlyList<string> FindFiles(LoadRequest request) =>
    [
        .. RowSources.Find(DatasetFiles.ForIncidents(request)),
        .. request.Dataset.Mappings.Select(m => m.Path).OfType<string>().SelectMany(path => RowSources.Find(DatasetFiles.ForLink(request, path))),
    ];

    internal static IColumnSource Open(LoadRequest request, ColumnNeeds? needs, ColumnOptions options) => new FileColumns(request, needs ?? ColumnNeeds.All, options);

    internal static LoadResult Load(LoadRequest request, ColumnNeeds? needs, int threads, ColumnOptions options, CancellationToken cancellationToken)
    {
        var source = Open(request, needs, options);
        var batches = ImmutableArray.CreateBuilder<IncidentBatch>();
        var report = source.Read(batch => batch, (batch, _) => batches.Add(batch), threads, cancellationToken);
        return report.HasErrors
            ? new LoadResult(null, report)
            : new LoadResult(new IncidentData(new MemoryColumns(request.Dataset, source.Schema, batches.ToImmutable(), report)), report);
    }

    /// <summary>A data set in files. Each reading is a pass of its own.</summary>
    private sealed class FileColumns(LoadRequest request, ColumnNeeds needs, ColumnOptions options) : IColumnSource
    {
        public DatasetSymbol Dataset => request.Dataset;

        public GlobalScope Scope => request.Scope;

        public IncidentSchema Schema { get; } = IncidentSchema.Full(request.Scope);

        public bool IsInMemory => false;

        public IColumnSource WithOnly(IEnumerable<string> paths) => new FileColumns(request, ColumnNeeds.Of(paths), options);

        public LoadReport Read<TResult>(Func<IncidentBatch, TResult> work, Action<IncidentBatch, TResult> accept, int threads, CancellationToken cancellationToken)
        {
            var context = LoadContext.Create(request);
            if (context.Diagnostics.Count > 0)
            {
                return LoadReports.Fail(context);
            }

            try
            {
                return Read(context, work, accept, threads, cancellationToken);
            }
            catch (Exception exception) when (exception is DataException or IOException)
            {
                context.Diagnostics.Report(DataErrors.CannotRead, Dataset.Location, Dataset.Name, exception.Message);
                return LoadReports.Fail(context);
            }
        }

        private LoadReport Read<TResult>(LoadContext context, Func<IncidentBatch, TResult> work, Action<IncidentBatch, TResult> accept, int threads, CancellationToken cancellationToken)
        {
            if (Prepare(context, long.MaxValue, cancellationToken) is not { } pass)
            {
                return LoadReports.Fail(context);
            }

            OrderedPipeline.Run(pass.Read(threads, cancellationToken), work, accept, threads, cancellationToken);
            if (context.Diagnostics.Any(d => d.Severity == Severity.Error))
            {
                return LoadReports.Fail(context);
            }

            return pass.SuspiciousIds is { Count: > 0 } suspicious && FindRepeated(suspicious, cancellationToken) is { } repeated
                ? ReadUpTo(repeated, cancellationToken)
                : pass.Finish(cancellationToken);
        }

        private RepeatedId? FindRepeated(HashSet<ulong> suspicious, CancellationToken cancellationToken) =>
            Prepare(LoadContext.Create(request with { Progress = null }), long.MaxValue, cancellationToken)?.FindRepeated(suspicious, cancellationToken);

        /// <summary>With a repeated id nothing is made of the data; what is counted of incidents is that of those before it.</summary>
        private LoadReport ReadUpTo(RepeatedId repeated, CancellationToken cancellationToken)
        {
            var context = LoadContext.Create(request with { Progress = null });
            if (Prepare(context, repeated.Order, cancellationToken) is not { } pass)
            {
                return LoadReports.Fail(context);
            }

            foreach (var batch in pass.Read(threads: 1, cancellationToken))
            {
                _ = batch;
            }

            pass.Report(repeated);
            return pass.Finish(cancellationToken);
        }

        private ReadingPass? Prepare(LoadContext context, long limit, CancellationToken cancellationToken) =>
            ReadingPass.Prepare(context, Schema, needs, options, limit, cancellationToken);
    }
}
