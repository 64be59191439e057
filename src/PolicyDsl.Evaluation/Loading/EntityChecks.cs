using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Normalizes instances, and remembers which values of the fields that matter were found without fault: those that invariants and the
/// formulas of given fields read, and the required ones. Instances with the same are without fault too, and cost one look-up.
/// </summary>
internal sealed class EntityChecks(GlobalScope scope)
{
    private const int MaxRemembered = 65_536;

    private readonly EntityNormalizer normalizer = new(scope);
    private readonly Dictionary<EntitySymbol, Memory> memories = [];

    public NormalizationResult Normalize(EntityInstance instance)
    {
        if (!memories.TryGetValue(instance.Entity, out var memory))
        {
            memories.Add(instance.Entity, memory = new Memory(FieldsThatMatter(instance.Entity), []));
        }

        if (memory.Fields is not { } fields)
        {
            return normalizer.Normalize(instance);
        }

        var key = FieldKey.Of([.. fields.Select(f => instance[f])]);
        if (memory.Faultless.Contains(key))
        {
            return NormalizationResult.Unchanged;
        }

        var result = normalizer.Normalize(instance);
        if (IsFaultless(result) && memory.Faultless.Count < MaxRemembered)
        {
            memory.Faultless.Add(key);
        }

        return result;
    }

    /// <summary>Null where a formula or invariant reads beyond the entity. Fields that are not coarse hold one value or none before this.</summary>
    private static ImmutableArray<FieldSymbol>? FieldsThatMatter(EntitySymbol entity)
    {
        BoundExpression?[] read = [.. entity.Invariants, .. entity.Fields.Where(f => f.IsStored).Select(f => f.Formula)];
        var fields = ReadFields.Of(read).Concat(entity.Fields.Where(f => f.IsRequired || (f.IsStored && f.Formula is not null))).Distinct().ToList();
        return fields.Exists(f => f.Entity != entity) ? null : [.. fields.Where(f => f.IsStored)];
    }

    private static bool IsFaultless(NormalizationResult result) =>
        result.MissingRequired.IsEmpty && result.NotCoarse.IsEmpty && result.Broken.IsEmpty && result.Disagreements.IsEmpty;

    private sealed record Memory(ImmutableArray<FieldSymbol>? Fields, HashSet<FieldKey> Faultless);
}
