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

    /// <summary>What is reported where nothing was made, as errors say why.</summary>
    public static LoadReport Fail(LoadContext context) => Start(context) with { Diagnostics = [.. context.Diagnostics] };

    public static void AddRepeatedId(LoadContext context, string id, RowPlace first, RowPlace second, bool withFile, string? column) =>
        context.Diagnostics.Add(Diagnostic.Create(DataErrors.RepeatedId, context.Request.Dataset.Location, context.Request.Dataset.Name, id, first.Describe(withFile), second.Describe(withFile)) with
        {
            Hint = FoldHint.ForRepeatedId(context.Request.Dataset, column),
        });

    public static LoadReport Finish(LoadContext context, SourceReport source, LoadedCounts counts, ImmutableArray<LinkedEntities> links)
    {
        var report = Start(context) with
        {
            Files = DatasetFiles.Describe(source),
            Incidents = counts.Incidents,
            Coverage = counts.Coverage,
            Disagreements = counts.Disagreements,
            BrokenInvariants = counts.BrokenInvariants,
            Linked = [.. links.Select(l => l.ToReport())],
        };
        new LoadFindings(context, report, counts).AddTo(context.Diagnostics, source);
        return report with { Diagnostics = [.. context.Diagnostics.OrderByDescending(d => d.Severity)] };
    }
}

/// <summary>What was counted of incidents while they were made.</summary>
internal sealed record LoadedCounts
{
    /// <summary>Accepted incidents.</summary>
    public required long Incidents { get; init; }

    public required ImmutableArray<FieldCoverage> Coverage { get; init; }

    public required ImmutableArray<Disagreement> Disagreements { get; init; }

    public required ImmutableArray<BrokenInvariant> BrokenInvariants { get; init; }

    /// <summary>Accepted incidents that certainly lie outside what the data set covers, and the id of the first.</summary>
    public required long OutsideCoverage { get; init; }

    public required string? FirstOutside { get; init; }

    /// <summary>Accepted incidents of which it cannot be told whether they lie in what the data set decides.</summary>
    public required long TimeUncertain { get; init; }
}
