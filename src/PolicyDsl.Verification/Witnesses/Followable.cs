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
                var timeIsMissing = terms.GetValueOrDefault("at")?.IsUnknown(algebra) ?? Diagram.False;
                result = diagrams.And(result, diagrams.OrAll([term.IsYes(algebra), diagrams.Not(universe.Models[0].HasKeys(source.History)), timeIsMissing]));
            }
        }

        return result;
    }
}
