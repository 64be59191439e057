using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Compares mutants with the original as diagrams: both are modelled in one universe, and a mutant is equivalent exactly where every part of
/// its decisions is the same diagram on all incidents that there are. Where they differ, proofs may say something against the mutant; where they do not, an
/// incident that shows the difference is looked for, and a test is made of it.
/// Cost: one universe a mutant, which the budget limits; past it the comparison is undecided.
/// </summary>
public sealed class DiagramComparer : IMutantComparer
{
    private readonly Compilation original;
    private readonly PolicySymbol policy;
    private readonly DiagramBudget? budget;
    private readonly TestSuggestions suggestions;
    private readonly Lazy<ProofNotices> notices;

    /// <param name="original">The original, which compiles and has a policy.</param>
    /// <param name="compiler">What compiles its mutants.</param>
    /// <param name="budget">What one comparison may cost.</param>
    /// <exception cref="ArgumentException">There is no policy.</exception>
    public DiagramComparer(Compilation original, MutantCompiler compiler, DiagramBudget? budget = null)
    {
        this.original = original;
        this.budget = budget;
        policy = original.Policy ?? throw new ArgumentException("There is no policy to compare with.", nameof(original));
        suggestions = new TestSuggestions(policy, original.Scope, compiler);
        notices = new(() => ProofNotices.Create(original, policy, budget));
    }

    public MutantComparison Compare(Mutant mutant, Compilation mutated)
    {
        try
        {
            if (mutated.Policy is not { } changed)
            {
                return new MutantComparison(MutantDifference.Undecided, "there is no policy to compare");
            }

            var clauses = notices.Value.FindClauses(mutated);
            var universe = Universe.Create([new ModelledPolicy(policy, original.Scope), new ModelledPolicy(changed, mutated.Scope) { Clauses = clauses }], budget);
            return Compare(mutant, universe, clauses);
        }
        catch (BudgetExceededException)
        {
            return new MutantComparison(MutantDifference.Undecided, "to compare the two on all incidents would cost more than the budget");
        }
    }

    private MutantComparison Compare(Mutant mutant, Universe universe, ImmutableArray<ClauseSymbol> clauses)
    {
        var (before, after) = (universe.Models[0], universe.Models[1]);
        var difference = new DecisionDifference(before, after);
        var decided = difference.FindDecided();
        var isOpenAlone = !universe.Diagrams.Intersects(decided, universe.Valid);
        var differing = isOpenAlone ? difference.FindOpen() : decided;
        if (isOpenAlone && !universe.Diagrams.Intersects(differing, universe.Valid))
        {
            return new MutantComparison(MutantDifference.None);
        }

        if (ProofNotices.Find(before, after, difference, clauses) is { } notice)
        {
            return new MutantComparison(MutantDifference.Some) { Notice = notice };
        }

        universe.Diagrams.StartQuestion();
        var replay = new MutantReplay(before.Interpreter, after.Interpreter, after.GlobalScope);
        if (suggestions.FindEarlier(mutant, replay) is { } known)
        {
            return new MutantComparison(MutantDifference.Some, null, known);
        }

        var result = new WitnessFinder(before).Find(differing, w => replay.Differs(w.Incident, w.Earlier, w.Facts));
        return result.Witness is { } witness
            ? new MutantComparison(MutantDifference.Some, null, suggestions.Suggest(mutant, witness, replay))
            : new MutantComparison(MutantDifference.Undecided, Explain(result.IndependentTerms));
    }

    private static string Explain(ImmutableArray<string> terms) => terms.IsEmpty
        ? "no incident could be built that the two decide differently"
        : $"no incident could be built that the two decide differently; taken as independent: {string.Join(", ", terms.Select(t => $"`{t}`"))}";
}
