using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>
/// The past of a changed incident: that of the original, without the original itself, which would otherwise look back on itself. Where somebody was changed,
/// the same person is so in earlier incidents.
/// </summary>
internal sealed class ReplayedHistory(IIncidentHistory history, EntityInstance original, EntityInstance? somebody = null, EntityInstance? changed = null) : IIncidentHistory
{
    public long? CoversFrom => history.CoversFrom;

    public string? WhyNotFollowed(BoundHistory asked) => history.WhyNotFollowed(asked);

    public IEnumerable<EntityInstance> FindCandidates(BoundHistory asked, EntityInstance current) =>
        history.FindCandidates(asked, current).Where(e => !ReferenceEquals(e, original)).Select(Change);

    private EntityInstance Change(EntityInstance earlier)
    {
        if (somebody is null || changed is null)
        {
            return earlier;
        }

        ImmutableArray<FieldSymbol> references = [.. earlier.Entity.Fields.Where(f => f.IsStored && ReferenceEquals(earlier[f].Entity, somebody))];
        if (references.IsEmpty)
        {
            return earlier;
        }

        var copy = Witnesses.CopiedEntities.Copy(earlier);
        foreach (var reference in references)
        {
            copy[reference] = Value.Of(changed);
        }

        return copy;
    }
}
