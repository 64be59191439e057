using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>A recorded incident with what both policies decide, by their interpreters; or several that are alike, see <see cref="RecordedReads"/>.</summary>
/// <param name="Id">As in the data.</param>
/// <param name="Instance">Made of the symbols of the policy whose vocabulary is the wider one, else of the policy before.</param>
/// <param name="History">The earlier incidents.</param>
/// <param name="Before">The decision of the policy before, no operation active.</param>
/// <param name="After">That of the policy after.</param>
public sealed record RecordedIncident(string Id, EntityInstance Instance, IIncidentHistory History, Decision Before, Decision After)
{
    /// <summary>How many incidents it stands for.</summary>
    public long Incidents { get; init; } = 1;

    /// <summary>The first few of those, in order of the data; empty where it stands for itself, and then those given earlier come earlier.</summary>
    public ImmutableArray<(long Place, string Id)> First { get; init; } = [];
}

/// <summary>A number of recorded incidents, with the first of them and how many of them are not settled.</summary>
public sealed record IncidentCount(long Incidents, ImmutableArray<string> First)
{
    public static readonly IncidentCount None = new(0, []);

    /// <summary>Of these: incidents of which a decision could still turn out otherwise, for want of knowing.</summary>
    public long Unsettled { get; init; }
}

/// <summary>The recorded incidents of a change.</summary>
/// <param name="Change">The change.</param>
/// <param name="All">All recorded incidents to which it happens.</param>
/// <param name="OfEachBox">Those in each box shown; boxes may overlap.</param>
/// <param name="NotShown">Those in no box.</param>
public sealed record ChangeRecord(Change Change, IncidentCount All, ImmutableArray<IncidentCount> OfEachBox, IncidentCount NotShown);

/// <summary>The recorded incidents of a data set in the changes between two policies.</summary>
public sealed record RecordedChanges
{
    /// <summary>Incidents that were looked at.</summary>
    public long Incidents { get; init; }

    /// <summary>Those of which the disposition changes.</summary>
    public IncidentCount Changed { get; init; } = IncidentCount.None;

    public long Harsher { get; init; }

    public long Milder { get; init; }

    /// <summary>Changed to another disposition of the same severity.</summary>
    public long Other { get; init; }

    /// <summary>Those in which rules of the policy before conflict, so that the mildest action counts.</summary>
    public long ConflictsBefore { get; init; }

    public long ConflictsAfter { get; init; }

    /// <summary>One for each change, in their order.</summary>
    public ImmutableArray<ChangeRecord> OfEach { get; init; } = [];
}
