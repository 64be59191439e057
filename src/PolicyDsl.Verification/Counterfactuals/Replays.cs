using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>What changed incidents have in common.</summary>
internal static class Replays
{
    /// <summary>Whether data could hold it as it is.</summary>
    public static bool IsConsistent(WitnessParts parts, EntityInstance incident) => parts.Replay.IsAccepted(new Draft(incident, DecideOptions.Default));

    /// <summary>Whether what is given for a field of the entity at the end of a path contradicts what is computed, where in the original it does not.</summary>
    public static bool ContradictsItself(PolicyModel model, EntityInstance changed, EntityInstance original, ImmutableArray<FieldSymbol> path) =>
        Disagreements(model, changed, path).Except(Disagreements(model, original, path)).Any();

    private static ImmutableArray<FieldSymbol> Disagreements(PolicyModel model, EntityInstance root, ImmutableArray<FieldSymbol> path) =>
        (path.IsEmpty ? root : Read(root, path).Entity) is { } entity
            ? new EntityNormalizer(model.GlobalScope).Normalize(CopiedEntities.Copy(entity)).Disagreements
            : [];

    public static Value Read(EntityInstance root, ImmutableArray<FieldSymbol> path)
    {
        EntityInstance? entity = root;
        foreach (var field in path.AsSpan()[..^1])
        {
            entity = entity?[field].Entity;
        }

        return entity?[path[^1]] ?? Value.Unknown;
    }
}
