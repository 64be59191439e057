using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Reporting.Differences;

/// <summary>One of the policies compared.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Path">Its file as shown to the user.</param>
public sealed record DifferenceSide(PolicySymbol Policy, string Path)
{
    public string Title => Policy.DisplayName;

    public int Rules => Policy.Rules.Length;
}

/// <summary>The result of <c>diff</c>.</summary>
/// <param name="Provenance">What it was made from.</param>
/// <param name="Before">The policy that is changed.</param>
/// <param name="After">What it is changed to.</param>
/// <param name="Difference">What was proved.</param>
public sealed record DifferenceReport(Provenance Provenance, DifferenceSide Before, DifferenceSide After, PolicyDifference Difference)
{
    /// <summary>Null without data.</summary>
    public LoadReport? Load { get; init; }

    /// <summary>Incidents that only histories see, and that are in no count.</summary>
    public long HistoryOnly { get; init; }

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Null without data, and where nothing was proved.</summary>
    internal RecordedChanges? Recorded => Difference.Recorded;

    /// <summary>The recorded incidents of a change; null without data.</summary>
    internal ChangeRecord? FindRecord(Change change) => Recorded?.OfEach.FirstOrDefault(r => ReferenceEquals(r.Change, change));
}
