using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Which columns make up what some expressions can tell of an incident.</summary>
internal static class SignatureFields
{
    /// <summary>
    /// The slots of all fields that are read, wherever they stand, by name. With a reference goes the key of its entity: two references are the same where their keys are.
    /// </summary>
    public static ImmutableArray<int> SlotsOf(IReadOnlyList<BoundExpression> expressions, IncidentSchema schema)
    {
        var read = NamesOf(expressions);
        return [.. Enumerable.Range(0, schema.Paths.Length).Where(s => IsRead(schema.Paths[s], read))];
    }

    /// <summary>Whether each incident has to stand for itself: where its own key is read, or a reference to an entity that has no key.</summary>
    public static bool MustBeTheirOwn(IReadOnlyList<BoundExpression> expressions, IncidentSchema schema)
    {
        var read = NamesOf(expressions);
        return Dependencies.FieldsOf([.. expressions]).Any(f => f.Type is EntityType { Entity.Key: null })
            || expressions.Any(e => e.BoundDescendants().Any(d => d is BoundThis or BoundSubject && !IsReceiver(d, e)))
            || (schema.Scope.Incident is { Key: { } key } && read.Contains(key.QualifiedName));
    }

    private static bool IsReceiver(BoundExpression subject, BoundExpression root) =>
        root.BoundDescendants().Any(d => d is BoundFieldAccess { Receiver: var receiver } && ReferenceEquals(receiver, subject));

    private static bool IsRead(FieldPath path, HashSet<string> read) => path.Fields.Index().All(f =>
        read.Contains(f.Item.QualifiedName) || (f.Item.IsKey && f.Index > 0 && read.Contains(path.Fields[f.Index - 1].QualifiedName)));

    private static HashSet<string> NamesOf(IReadOnlyList<BoundExpression> expressions) =>
        Dependencies.FieldsOf([.. expressions]).Select(f => f.QualifiedName).ToHashSet(StringComparer.Ordinal);
}
