using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Copies incidents of one compilation into another of the same vocabulary: the same values under the other's symbols, found by name. What two
/// incidents share, as a person, their copies share.
/// </summary>
internal sealed class IncidentCopy(GlobalScope target)
{
    private readonly Dictionary<EntityInstance, EntityInstance> copies = new(ReferenceEqualityComparer.Instance);

    public EntityInstance Copy(EntityInstance instance)
    {
        if (copies.TryGetValue(instance, out var known))
        {
            return known;
        }

        var entity = target.Find(instance.Entity.Name) as EntitySymbol ?? throw new ArgumentException($"The vocabularies differ in `{instance.Entity.Name}`.", nameof(instance));
        var copy = new EntityInstance(entity) { Id = instance.Id };
        copies.Add(instance, copy);
        foreach (var field in instance.Entity.Fields.Where(f => f.IsStored))
        {
            if (entity.FindField(field.Name) is { } same)
            {
                copy[same] = instance[field].Entity is { } referred ? Value.Of(Copy(referred)) : instance[field];
            }
        }

        return copy;
    }
}
