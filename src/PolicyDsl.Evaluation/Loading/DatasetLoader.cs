using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Loads a data set: rows are kept or set aside, folded into drafts, and made into incidents, in that order (language.md section 10).
/// All accepted incidents are held in memory; a row costs its mapped fields, of which repeated texts are looked up.
/// </summary>
public static class DatasetLoader
{
    /// <summary>Loads; what cannot be read at all comes back as errors in the report, never as an exception.</summary>
    /// <exception cref="OperationCanceledException">Loading was cancelled.</exception>
    public static LoadResult Load(LoadRequest request, CancellationToken cancellationToken = default)
    {
        var dataset = request.Dataset;
        TimeZoneInfo? zone = null;
        var diagnostics = new DiagnosticBag();
        if (dataset.TimeZone is { } name)
        {
            if (!DateFormats.TryFindZone(name, out var found))
            {
                diagnostics.Add(Diagnostic.Create(DataErrors.UnknownTimeZone, dataset.Location, name) with { Hint = "Write a name of the IANA list, such as Europe/London." });
            }

            zone = found;
        }

        var context = new LoadContext(request, zone);
        context.Diagnostics.AddRange(diagnostics);
        try
        {
            return diagnostics.Count > 0 ? Failed(context) : new Loading(context).Run(cancellationToken);
        }
        catch (DataException exception)
        {
            context.Diagnostics.Report(DataErrors.CannotRead, dataset.Location, dataset.Name, exception.Message);
            return Failed(context);
        }
        catch (IOException exception)
        {
            context.Diagnostics.Report(DataErrors.CannotRead, dataset.Location, dataset.Name, exception.Message);
            return Failed(context);
        }
    }

    /// <summary>The real paths of the files that loading reads, linked ones included; those that are not there are left out.</summary>
    public static IReadOnlyList<string> FindFiles(LoadRequest request) =>
    [
        .. RowSources.Find(DatasetFiles.ForIncidents(request)),
        .. request.Dataset.Mappings.Select(m => m.Path).OfType<string>().SelectMany(path => RowSources.Find(DatasetFiles.ForLink(request, path))),
    ];

    private static LoadResult Failed(LoadContext context) => new(null, LoadReports.Start(context) with { Diagnostics = [.. context.Diagnostics] });

    /// <summary>One loading.</summary>
    private sealed class Loading(LoadContext context)
    {
        private readonly LoadRequest request = context.Request;

        public LoadResult Run(CancellationToken cancellationToken)
        {
            var source = RowSources.Open(DatasetFiles.ForIncidents(request), cancellationToken);
            var columns = new ColumnTable(source);
            if (MappingPlan.Create(request, columns, context.Diagnostics) is not { } plan)
            {
                return Failed(context);
            }

            var links = ImmutableArray.CreateBuilder<LinkedEntities>();
            foreach (var link in plan.Links)
            {
                if (LinkedEntities.Load(context, link, cancellationToken) is { } linked)
                {
                    links.Add(linked);
                }
            }

            var severalFiles = source.FileNames.Count > 1;
            var folder = new IncidentFolder(request, plan, columns, context.Merge, context.Missing, severalFiles);
            var sourceReport = new SourceReport();
            if (context.Diagnostics.Count == 0)
            {
                ReadRows(source, columns, plan, folder, sourceReport, cancellationToken);
                context.Diagnostics.AddRange(folder.Diagnostics);
            }

            if (context.Diagnostics.Any(d => d.Severity == Severity.Error))
            {
                return Failed(context);
            }

            var maker = new IncidentMaker(context, plan, links.ToImmutable());
            var incidents = MakeIncidents(folder, maker, severalFiles);
            var report = LoadReports.Finish(context, sourceReport, maker, links.ToImmutable(), incidents);
            if (request.OnRejected is { } onRejected)
            {
                TellRejected(onRejected, DatasetFiles.ForIncidents(request), context.Tally, cancellationToken);
                foreach (var linked in links)
                {
                    TellRejected(onRejected, linked.Request, linked.Tally, cancellationToken);
                }
            }

            return report.HasErrors ? new LoadResult(null, report) : new LoadResult(new IncidentData(request.Dataset, request.Scope, incidents, report), report);
        }

        private void ReadRows(IRowSource source, ColumnTable columns, MappingPlan plan, IncidentFolder folder, SourceReport report, CancellationToken cancellationToken)
        {
            var expressions = context.CreateExpressions(columns);
            var keep = new RowFilter(request.Dataset, expressions, context.Tally);
            var mapper = new RowMapper(plan.Fields, expressions, context.Tally.Unreadable);
            var progress = request.Progress is { } told ? new BytesProgress(told, source.TotalBytes) : null;
            foreach (var row in source.Read(report, progress, cancellationToken))
            {
                context.Tally.RowsRead++;
                if (row.Rejection is not null)
                {
                    context.Tally.RejectRow(row);
                }
                else if (keep.Keeps(row) && folder.Add(row, mapper) is { } reason)
                {
                    context.Tally.RejectLater(new RowPlace(row.FileName, row.Line), reason);
                }
            }
        }

        private ImmutableArray<LoadedIncident> MakeIncidents(IncidentFolder folder, IncidentMaker maker, bool severalFiles)
        {
            var incidents = ImmutableArray.CreateBuilder<LoadedIncident>(folder.Drafts.Count);
            var places = new Dictionary<string, RowPlace>(folder.Drafts.Count, StringComparer.Ordinal);
            var period = new DecidedPeriod(request.Dataset);
            foreach (var draft in folder.TakeDrafts())
            {
                var id = folder.IdOf(draft);
                if (!places.TryAdd(id, draft.First))
                {
                    ReportRepeated(id, places[id], draft.First, severalFiles, folder.IdColumn);
                    break;
                }

                if (maker.Make(draft, id) is { } incident)
                {
                    incident.IsHistoryOnly = period.IsCertainlyOutside(incident.Instance);
                    context.Tally.RowsFolded += incident.Rows;
                    incidents.Add(incident);
                }
            }

            return incidents.DrainToImmutable();
        }

        private void ReportRepeated(string id, RowPlace first, RowPlace second, bool withFile, string? column) =>
            context.Diagnostics.Add(Diagnostic.Create(DataErrors.RepeatedId, request.Dataset.Location, request.Dataset.Name, id, first.Describe(withFile), second.Describe(withFile)) with
            {
                Hint = FoldHint.ForRepeatedId(request.Dataset, column),
            });

        /// <summary>Reads the files once more, so that rejected rows come as they stand there and in their order.</summary>
        private static void TellRejected(Action<RejectedRow> onRejected, RowSourceRequest files, LoadTally tally, CancellationToken cancellationToken)
        {
            if (tally.RowsRejected == 0)
            {
                return;
            }

            foreach (var row in RowSources.Open(files with { KeepsRawText = true }, cancellationToken).Read(new SourceReport(), progress: null, cancellationToken))
            {
                if (row.Rejection is { } reason || tally.LateRejections.TryGetValue((row.FileName, row.Line), out reason))
                {
                    onRejected(new RejectedRow(row.FileName, row.Line, reason, row.RawText));
                }
            }
        }
    }

    private sealed class BytesProgress(IProgress<LoadProgress> told, long total) : IProgress<long>
    {
        public void Report(long value) => told.Report(new LoadProgress(value, total));
    }
}
