using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Principles;

/// <summary>
/// "In k of n kinds of incident": a kind is a state of what is known of the terms that a question is about, cut at the policy's own constants.
/// Terms that the question does not depend on are projected away, so that adding a rule about something else changes no count.
/// </summary>
internal static class KindCount
{
    /// <summary>
    /// How many kinds of incident in scope a diagram holds for, of all; over the terms that it, the scope and <paramref name="about"/> read.
    /// Null where counting is out of budget.
    /// </summary>
    public static (BigInteger Violating, BigInteger All)? Count(PolicyModel model, Diagram violating, Diagram about)
    {
        var (universe, diagrams) = (model.Universe, model.Universe.Diagrams);
        try
        {
            var scope = model.Scope.True;
            ImmutableSortedSet<int> read =
            [
                .. new[] { violating, about, scope }.SelectMany(diagrams.Support).Select(universe.GetTerm).Distinct()
                    .SelectMany(t => Enumerable.Range(t.FirstVariable, t.VariableCount)),
            ];
            var rest = Enumerable.Range(0, universe.VariableCount).Where(v => !read.Contains(v)).ToHashSet();
            var world = diagrams.And(diagrams.Exists(universe.Valid, rest), scope);
            return (diagrams.Count(diagrams.And(world, violating), read), diagrams.Count(world, read));
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }
}
