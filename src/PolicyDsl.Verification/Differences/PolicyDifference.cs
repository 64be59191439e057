using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>What was found about all possible incidents.</summary>
public enum DifferenceVerdict
{
    /// <summary>Proved: the two policies decide the same for every possible incident.</summary>
    Same,

    /// <summary>An incident that both interpreters confirm is decided differently.</summary>
    Different,

    /// <summary>Only terms taken as independent allow a difference, and no incident could be built.</summary>
    PossiblyDifferent,

    /// <summary>The proof is larger than its budget.</summary>
    Undecided,
}

/// <summary>How the decisions of two policies differ, for all possible incidents.</summary>
public sealed record PolicyDifference
{
    public required DifferenceVerdict Verdict { get; init; }

    /// <summary>Changed dispositions first, harsher ones before others, larger ones before smaller; then offers; then details.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>How many kinds of incident the two policies can tell apart together: cells between their constants.</summary>
    public BigInteger Kinds { get; init; }

    /// <summary>In how many of them the disposition changes.</summary>
    public BigInteger KindsChanged { get; init; }

    /// <summary>What the proof looked at: the terms in the authors' words.</summary>
    public ImmutableArray<string> Terms { get; init; } = [];

    /// <summary>Of these the terms that are taken as independent.</summary>
    public ImmutableArray<string> IndependentTerms { get; init; } = [];

    public ImmutableArray<GateResult> Gates { get; init; } = [];

    public DeclarationDifferences Declarations { get; init; } = DeclarationDifferences.None;

    /// <summary>Why boxes, or everything, are wanting; null where nothing is.</summary>
    public string? WhyIncomplete { get; init; }

    /// <summary>The recorded incidents in the changes; null where none were given, or nothing was proved.</summary>
    public RecordedChanges? Recorded { get; init; }

    /// <summary>The universe of both policies; null where it could not be made.</summary>
    internal Universe? Universe { get; init; }

    internal ChangeFinder? Finder { get; init; }

    /// <summary>Kinds in which a change of this kind happens, each counted once.</summary>
    public BigInteger CountKinds(ChangeKind kind) => Changes.Where(c => c.Kind == kind).Aggregate(BigInteger.Zero, (sum, c) => sum + c.Kinds);
}
