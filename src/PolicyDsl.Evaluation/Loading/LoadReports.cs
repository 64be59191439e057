using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Makes the report of a loading from what was counted.</summary>
internal static class LoadReports
{
    public static LoadReport Start(LoadContext context) => new()
    {
        Dataset = context.Request.Dataset.Name,
        Title = context.Request.Dataset.Title,
        Licence = context.Request.Dataset.Licence,
        Unit = context.Request.Dataset.Unit,
        Cautions = context.Request.Dataset.Cautions,
        RowsRead = context.Tally.RowsRead,
        RowsFolded = context.Tally.RowsFolded,
        RowsSetAside = context.Tally.RowsSetAside,
        RowsRejected = context.Tally.RowsRejected,
        SetAside = context.Tally.SetAsideReport(),
        Rejected = context.Tally.RejectedReport(),
        Unreadable = context.Tally.Unreadable.ToReport(),
    };

    public static LoadReport Finish(
        LoadContext context,
        SourceReport source,
        IncidentMaker maker,
        ImmutableArray<LinkedEntities> links,
        ImmutableArray<LoadedIncident> incidents)
    {
        var report = Start(context) with
        {
            Files = DatasetFiles.Describe(source),
            Incidents = incidents.Length,
            Coverage = maker.Coverage,
            Disagreements = maker.Disagreements,
            BrokenInvariants = maker.BrokenInvariants,
            Linked = [.. links.Select(l => l.ToReport())],
        };
        new LoadFindings(context, report, incidents).AddTo(context.Diagnostics, source);
        return report with { Diagnostics = [.. context.Diagnostics.OrderByDescending(d => d.Severity)] };
    }
}
