using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>Values that an earlier incident is given beforehand.</summary>
internal sealed record EarlierSubject(ImmutableArray<(ImmutableArray<FieldSymbol> Path, Value Value)> Values);

/// <summary>
/// What an earlier incident is about, where histories of distinct values need the same or another value than before, or a sum needs one that is unknown.
/// </summary>
internal sealed class EarlierSubjects(IReadOnlyList<HistoryGoal> goals)
{
    private const int MostValues = 12;

    /// <summary>Null first: nothing given beforehand.</summary>
    public IEnumerable<EarlierSubject?> Find(int served, EarlierPlan plan, IReadOnlyList<EntityInstance> earlier)
    {
        if (plan.IsSummandUnknown)
        {
            return [new EarlierSubject([.. SummandFields(goals[served].History).Select(p => (p, Value.Unknown))])];
        }

        var paths = goals.Where(g => g.History.IsDistinct).Select(g => PathOf(g.History.Subject)).Where(p => !p.IsEmpty);
        return paths.DistinctBy(FieldSource.PathText).SelectMany(p => Values(p, earlier).Distinct().Take(MostValues).Select(v => new EarlierSubject([(p, v)]))).Prepend(null);
    }

    private static IEnumerable<Value> Values(ImmutableArray<FieldSymbol> path, IReadOnlyList<EntityInstance> earlier)
    {
        var seen = earlier.Select(e => Read(e, path)).Where(v => v.IsKnown).ToList();
        var others = path[^1].Type switch
        {
            EnumType { Enum.Members: var members } => members.Select(m => Value.Of((long)m.Ordinal)),
            var type when type == BasicType.Boolean => [Value.False, Value.True],
            var type when type == BasicType.Text => [Value.Of($"another {earlier.Count + 1}")],
            { IsOrdered: true } => Enumerable.Range(0, MostValues).Select(i => Value.Of(i * path[^1].Type.Scale)),
            _ => [],
        };
        return seen.Concat(others.Except(seen)).Append(Value.Unknown);
    }

    private static Value Read(EntityInstance incident, ImmutableArray<FieldSymbol> path)
    {
        EntityInstance? entity = incident;
        foreach (var field in path.AsSpan()[..^1])
        {
            entity = entity?[field].Entity;
        }

        return entity?[path[^1]] ?? Value.Unknown;
    }

    private static IEnumerable<ImmutableArray<FieldSymbol>> SummandFields(BoundHistory history) =>
        (history.Subject?.BoundDescendants() ?? []).OfType<BoundFieldAccess>().Where(a => a.Field is { IsStored: true, Type: not EntityType })
            .Select(a => PathOf(a)).Where(p => !p.IsEmpty).DistinctBy(FieldSource.PathText);

    /// <summary>Empty for anything but a stored field of the earlier incident or of what it refers to.</summary>
    private static ImmutableArray<FieldSymbol> PathOf(BoundExpression? expression) => expression switch
    {
        BoundFieldAccess { Receiver: BoundSubject, Field.IsStored: true } access => [access.Field],
        BoundFieldAccess { Field.IsStored: true } access when PathOf(access.Receiver) is { IsEmpty: false } path => path.Add(access.Field),
        _ => [],
    };
}
