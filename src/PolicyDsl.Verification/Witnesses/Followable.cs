using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Where every history that is unknown is so for a reason within the incident: its key or its time is unknown. That a data set does not follow a
/// key is no part of an incident.
/// </summary>
internal static class Followable
{
    public static Diagram Encode(Universe universe)
    {
        var (diagrams, algebra) = (universe.Diagrams, new DiagramAlgebra(universe.Diagrams));
        var terms = universe.Terms.ToDictionary(t => t.Key, StringComparer.Ordinal);
        var result = Diagram.True;
        foreach (var term in universe.Terms.OfType<YesNoTerm>())
        {
            if (term.Source is FollowedSource source)
            {
                var reasons = source.Keys.Select(IsMissing).Append(terms.GetValueOrDefault("at")?.IsUnknown(algebra) ?? Diagram.False);
                result = diagrams.And(result, diagrams.Or(term.IsYes(algebra), diagrams.OrAll(reasons)));
            }
        }

        return result;

        Diagram IsMissing(System.Collections.Immutable.ImmutableArray<FieldSymbol> path)
        {
            if (path[^1].Type is not EntityType { Entity.Key: var key })
            {
                return diagrams.Not(terms[FieldSource.PathText(path)].IsExact(algebra));
            }

            var reference = (YesNoTerm)terms[new ReferenceSource(path).Key];
            var id = key is null ? Diagram.True : terms.GetValueOrDefault(FieldSource.PathText(path.Add(key)))?.IsExact(algebra) ?? Diagram.True;
            return diagrams.Not(diagrams.And(reference.IsYes(algebra), id));
        }
    }
}
