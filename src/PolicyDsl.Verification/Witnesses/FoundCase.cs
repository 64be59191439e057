using System.Collections.Immutable;
using PolicyDsl.Language.Principles;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>A case that a diagram has, with the incident that shows it if one could be built.</summary>
/// <param name="Witness">Null where no incident could be built that the interpreter confirms: then the case is only possible.</param>
/// <param name="IndependentTerms">Without a witness: what was treated as independent, as an author writes it.</param>
public sealed record FoundCase(ClauseWitness? Witness, ImmutableArray<string> IndependentTerms)
{
    /// <summary>Looks for the incident nearest to the plain one. A search that is out of budget finds none.</summary>
    /// <param name="asked">The conditions whose numbers are told, plain or not.</param>
    internal static FoundCase Find(PolicyModel model, Diagram where, Func<Witness, bool> confirms, params IEnumerable<Diagram> asked)
    {
        try
        {
            var found = new WitnessFinder(model).Find(where, confirms);
            return new FoundCase(found.Witness is { } witness ? WitnessTelling.Tell(model, witness, asked) : null, found.IndependentTerms);
        }
        catch (BudgetExceededException)
        {
            return new FoundCase(null, []);
        }
    }
}
