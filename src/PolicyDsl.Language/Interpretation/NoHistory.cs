using PolicyDsl.Language.Binding;

namespace PolicyDsl.Language.Interpretation;

/// <summary>No earlier incidents at all, and that for certain.</summary>
public sealed class NoHistory : IIncidentHistory
{
    public static readonly NoHistory Instance = new();

    private NoHistory()
    {
    }

    public long? CoversFrom => null;

    public string? WhyNotFollowed(BoundHistory history) => null;

    public IEnumerable<EntityInstance> FindCandidates(BoundHistory history, EntityInstance current) => [];
}

/// <summary>A given list of incidents, all of which every history looks through; for tests and single incidents.</summary>
public sealed class ListedHistory(IReadOnlyList<EntityInstance> incidents) : IIncidentHistory
{
    public long? CoversFrom { get; init; }

    /// <summary>Why nothing is followed through time, or null.</summary>
    public string? NotFollowed { get; init; }

    public string? WhyNotFollowed(BoundHistory history) => NotFollowed;

    public IEnumerable<EntityInstance> FindCandidates(BoundHistory history, EntityInstance current) => incidents;
}
