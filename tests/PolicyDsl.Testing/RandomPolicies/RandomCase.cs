using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>One incident to decide, with the earlier ones, what the data covers, and the facts of operations.</summary>
internal sealed record RandomCase(EntityInstance Incident, ImmutableArray<EntityInstance> Earlier, DecideOptions Facts, long? CoversFrom)
{
    public IIncidentHistory History { get; } = new ListedHistory(Earlier) { CoversFrom = CoversFrom };
}
