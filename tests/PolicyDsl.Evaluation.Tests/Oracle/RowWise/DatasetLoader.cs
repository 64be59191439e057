using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>
/// Loads a data set: rows are kept or set aside, folded into drafts, and made into incidents, in that order (language.md section 10).
/// All accepted incidents are held in memory; a row costs its mapped fields, of which repeated texts are looked up.
/// </summary>
internal static class DatasetLoader
{
    /// <summary>Loads; what cannot be read at all comes back as errors in the report, never as an exception.</summary>
    /// <exception cref="OperationCanceledException">Loading was cancelled.</exception>
    public static LoadResult Load(LoadRequest request, CancellationToken cancellationToken = default)
    {
        var dataset = request.Dataset;
        var context = LoadContext.Create(request);
        try
        {
            return context.Diagnostics.Count > 0 ? Failed(context) : new Loading(context).Run(cancellationToken);
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

    private static LoadResult Failed(LoadContext context) => new(null, LoadReports.Fail(context));

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
            var report = LoadReports.Finish(context, sourceReport, CountsOf(maker, incidents), links.ToImmutable());
            if (request.OnRejected is { } onRejected)
            {
                RejectedRowTeller.Tell(onRejected, context, links, cancellationToken);
            }

            return report.HasErrors ? new LoadResult(null, report) : new LoadResult(new IncidentData(request.Dataset, request.Scope, incidents, report), report);
        }

        private LoadedCounts CountsOf(IncidentMaker maker, ImmutableArray<LoadedIncident> incidents)
        {
            var period = new DecidedPeriod(request.Dataset);
            var outside = incidents.Where(i => period.IsOutsideCoverage(i.Instance)).ToList();
            return new LoadedCounts
            {
                Incidents = incidents.Length,
                Coverage = maker.Coverage,
                Disagreements = maker.Disagreements,
                BrokenInvariants = maker.BrokenInvariants,
                OutsideCoverage = outside.Count,
                FirstOutside = outside.FirstOrDefault()?.Id,
                TimeUncertain = incidents.LongCount(i => period.IsUncertain(i.Instance)),
            };
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
                    LoadReports.AddRepeatedId(context, id, places[id], draft.First, severalFiles, folder.IdColumn);
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
    }
}
