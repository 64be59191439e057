using PolicyDsl.Language.Binding;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// The accepted incidents that histories look at. Whoever holds the data gives candidates; the interpreter checks key,
/// time, window and condition on each of them.
/// </summary>
public interface IIncidentHistory
{
    /// <summary>The first instant (seconds since 1970) that the data covers; null where the data does not say.</summary>
    long? CoversFrom { get; }

    /// <summary>
    /// Why the key cannot be followed through time (<c>person not followed because …</c>), or null where it can.
    /// </summary>
    string? WhyNotFollowed(BoundHistory history);

    /// <summary>
    /// At least every accepted incident whose key fields are known and equal to those of <paramref name="current"/>; may be more,
    /// and may hold <paramref name="current"/> itself.
    /// </summary>
    IEnumerable<EntityInstance> FindCandidates(BoundHistory history, EntityInstance current);
}
