using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Compares mutants with the original as diagrams: both are modelled in one universe, and a mutant is equivalent exactly where every part of
/// its decisions is the same diagram on all incidents that there are. Where they differ, an incident that shows it is looked for, and a test is made of it.
/// Cost: one universe a mutant, which the budget limits; past it the comparison is undecided.
/// </summary>
/// <param name="original">The original.</param>
/// <param name="budget">What one comparison may cost.</param>
public sealed class DiagramComparer(Compilation original, DiagramBudget? budget = null) : IMutantComparer
{
    public MutantComparison Compare(Mutant mutant, Compilation mutated)
    {
        if (original.Policy is not { } before || mutated.Policy is not { } after)
        {
            return new MutantComparison(MutantDifference.Undecided, "there is no policy to compare");
        }

        try
        {
            var universe = Universe.Create([new ModelledPolicy(before, original.Scope), new ModelledPolicy(after, mutated.Scope)], budget);
            return Compare(universe);
        }
        catch (BudgetExceededException)
        {
            return new MutantComparison(MutantDifference.Undecided, "to compare all incidents would cost more than the budget");
        }
    }

    private static MutantComparison Compare(Universe universe)
    {
        var (before, after) = (universe.Models[0], universe.Models[1]);
        if (!universe.Diagrams.Intersects(FindDifference(before, after), universe.Valid))
        {
            return new MutantComparison(MutantDifference.None);
        }

        return new MutantComparison(MutantDifference.Some);
    }

    /// <summary>Where the two decide differently; on incidents that are none it means nothing.</summary>
    internal static Diagram FindDifference(PolicyModel before, PolicyModel after)
    {
        var diagrams = before.Universe.Diagrams;
        var inScope = diagrams.And(before.Scope.True, after.Scope.True);
        var (one, other) = (new DecisionParts(before), new DecisionParts(after));
        var decided = FindDifference(one.FindDecided().Concat(one.FindOpen()), other.FindDecided().Concat(other.FindOpen()), diagrams);
        return diagrams.OrAll(
        [
            diagrams.Xor(before.Scope.True, after.Scope.True),
            diagrams.Xor(before.Scope.False, after.Scope.False),
            diagrams.And(inScope, decided),
        ]);
    }

    /// <summary>Where some part is there in one and not in the other; a part that only one names is nowhere in the other.</summary>
    private static Diagram FindDifference(IEnumerable<(string Name, Diagram Holds)> before, IEnumerable<(string Name, Diagram Holds)> after, DiagramManager diagrams)
    {
        var (one, other) = (before.ToDictionary(StringComparer.Ordinal), after.ToDictionary(StringComparer.Ordinal));
        return diagrams.OrAll(one.Keys.Union(other.Keys, StringComparer.Ordinal).Select(n => diagrams.Xor(one.GetValueOrDefault(n), other.GetValueOrDefault(n))));
    }
}
