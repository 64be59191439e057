using System.Text.Json;
using PolicyDsl.Evaluation.Running;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>Everything that a run counted, as text, so that two runs can be compared to the last figure.</summary>
internal static class SummaryText
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static string Of(RunSummary summary) => JsonSerializer.Serialize(
        new
        {
            summary.Rows,
            summary.Decided,
            summary.Outside,
            summary.ScopeUnknown,
            summary.HistoryOnly,
            summary.Unsettled,
            summary.UnsettledOutside,
            summary.Conflicts,
            summary.None,
            summary.ByOtherwise,
            summary.Dispositions,
            summary.Offers,
            summary.Rules,
            summary.ConflictingRules,
            summary.ScopeWants,
            summary.By,
            summary.Groups,
            summary.InactiveCrackdowns,
        },
        Options);
}
