using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Evaluation.Running;

/// <summary>A field as seen from an incident: its own, or one of an entity that it refers to.</summary>
/// <param name="Fields">The fields on the way; the last one is meant.</param>
public sealed record FieldPath(ImmutableArray<FieldSymbol> Fields)
{
    public FieldSymbol Field => Fields[^1];

    public Value Read(EntityInstance incident, ExpressionEvaluator evaluator)
    {
        var value = Value.Of(incident);
        foreach (var field in Fields)
        {
            if (value.Entity is not { } entity)
            {
                return Value.Unknown;
            }

            value = evaluator.ReadField(entity, field);
        }

        return value;
    }

    /// <summary>
    /// Finds a field by name as a policy would: one of the incident, else one of an entity that exactly one field of the incident refers
    /// to, or a path with points. On failure says why in a sentence.
    /// </summary>
    public static FieldPath? Find(GlobalScope scope, string name, out string failure)
    {
        failure = "";
        if (scope.Incident is not { } incident)
        {
            failure = "No entity `incident` is declared.";
            return null;
        }

        var found = Candidates(incident).Where(p => p.Matches(name)).ToList();
        if (found.Count > 0 && (found.Count == 1 || found[0].Fields.Length < found[1].Fields.Length))
        {
            return found[0];
        }

        failure = found.Count > 1
            ? $"The field `{name}` could be {string.Join(" or ", found.Select(p => $"`{p}`"))}; write which."
            : Spelling.FindNearest(name, Candidates(incident).SelectMany(p => p.Names).Distinct(StringComparer.Ordinal)) is { } near
                ? $"There is no field `{name}`. Did you mean `{near}`?"
                : $"There is no field `{name}`.";
        return null;
    }

    public override string ToString() => string.Join('.', Fields.Select(f => f.Name));

    private IEnumerable<string> Names => [Field.Name, ToString()];

    private bool Matches(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>The fields of the incident and of the entities that it refers to.</summary>
    public static IEnumerable<FieldPath> AllOf(GlobalScope scope) => scope.Incident is { } incident ? Candidates(incident) : [];

    private static IEnumerable<FieldPath> Candidates(EntitySymbol incident) =>
        incident.Fields.Select(f => new FieldPath([f]))
            .Concat(incident.Fields.SelectMany(f => f.Type is EntityType { Entity: var entity } ? entity.Fields.Select(inner => new FieldPath([f, inner])) : []));
}
