using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Differences;

/// <summary>Finds incidents on which two policies of one universe differ: built for the first model, decided by both interpreters.</summary>
/// <param name="universe">Of two models; the first one's vocabulary holds the other's.</param>
internal sealed class SharedIncidents(Universe universe)
{
    private readonly WitnessFinder finder = new(universe.Models[0]);

    /// <summary>An incident of some kinds, decided by the first model's policy and by the second's.</summary>
    /// <param name="kinds">Not false.</param>
    /// <param name="shows">Whether the decisions of the first and the second policy show what is looked for.</param>
    public (Witness? First, Witness? Second, ImmutableArray<string> IndependentTerms) Find(Diagram kinds, Func<Decision, Decision, bool> shows)
    {
        Witness? second = null;
        var result = finder.Find(kinds, witness =>
        {
            second = witness with { Decision = universe.Models[1].Interpreter.Decide(witness.Incident, witness.History, witness.Facts) };
            return shows(witness.Decision, second.Decision);
        });
        return result.Witness is { } first && second is not null ? (first, second, []) : (null, null, result.IndependentTerms);
    }
}
