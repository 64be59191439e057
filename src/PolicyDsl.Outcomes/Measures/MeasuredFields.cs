using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// The stored fields on which expressions and harm depend, as paths from the incident. Incidents that are alike in all of them are alike to every such
/// expression, so it need be evaluated once for all of them.
/// </summary>
internal static class MeasuredFields
{
    /// <summary>The fields that any measure or outcome of a policy reads.</summary>
    public static ImmutableArray<FieldPath> OfMeasures(GlobalScope scope) => Of(scope, [.. scope.All<MeasureSymbol>().Select(m => m.Value)]);

    public static ImmutableArray<FieldPath> Of(GlobalScope scope, params ReadOnlySpan<BoundExpression?> expressions)
    {
        var fields = Dependencies.FieldsOf(expressions).ToHashSet();
        foreach (var expression in expressions)
        {
            fields.UnionWith(KeysOfGroups(expression));
        }

        if (HarmOf.FieldOf(scope) is { } offence)
        {
            fields.Add(offence);
        }

        return [.. FieldPath.AllOf(scope).Where(p => p.Field.IsStored && p.Fields.All(fields.Contains))];
    }

    /// <summary>The path of a field, and where it refers to an entity the path of that one's key: who it is, and not only that it is known.</summary>
    public static ImmutableArray<FieldPath> WithKey(FieldPath path) => path.Field.Type is EntityType { Entity.Key: { } key } ? [path, new FieldPath(path.Fields.Add(key))] : [path];

    private static IEnumerable<FieldSymbol> KeysOfGroups(BoundExpression? expression) => expression is null
        ? []
        : expression.BoundDescendants().SelectMany(d => d switch
        {
            BoundRelativeRate { By.Type: EntityType { Entity.Key: { } key } } => [key],
            BoundMeasureReference { Measure.Value: { } value } => KeysOfGroups(value),
            _ => Enumerable.Empty<FieldSymbol>(),
        });
}
