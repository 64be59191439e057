using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>The fields that histories read of earlier incidents and of the one decided: keys, conditions, what is summed, and when it happened.</summary>
internal static class HistoryNeeds
{
    /// <summary>Every path to a stored field that one of the histories reads; more than needed where two entities have a field in common.</summary>
    public static IEnumerable<string> PathsOf(ImmutableArray<PlannedExpression> histories)
    {
        foreach (var (expression, scope) in histories)
        {
            var read = Dependencies.FieldsOf(expression).ToHashSet();
            var keys = ((BoundHistory)expression).Keys.Select(k => k.Field.Type).OfType<EntityType>().Select(t => t.Entity.Key).OfType<FieldSymbol>();
            read.UnionWith(keys);
            foreach (var path in FieldPath.AllOf(scope).Where(p => p.Field.IsStored && (read.Contains(p.Field) || p.Field.Name == "at")))
            {
                yield return path.ToString();
            }
        }
    }
}
