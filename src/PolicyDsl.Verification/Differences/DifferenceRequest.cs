using System.Collections.Immutable;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>Two policies to hold against each other.</summary>
public sealed record DifferenceRequest
{
    public const int DefaultBoxes = 10;

    public required ModelledPolicy Before { get; init; }

    public required ModelledPolicy After { get; init; }

    /// <summary>How many boxes to look for: of changed dispositions, of changed offers, and of changed details each.</summary>
    public int MaxBoxes { get; init; } = DefaultBoxes;

    /// <summary>
    /// Reads the recorded incidents to count in the changes: is told what counts of them, and hands on each incident, or incidents that are alike in that
    /// as one. Is called once; null for none.
    /// </summary>
    public Action<RecordedReads, Action<RecordedIncident>>? Recorded { get; init; }

    public DiagramBudget? Budget { get; init; }

    /// <summary>Changes of which none may happen.</summary>
    public ImmutableArray<GateKind> Gates { get; init; } = [];
}
