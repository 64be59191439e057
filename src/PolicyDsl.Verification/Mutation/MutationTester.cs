using System.Collections.Immutable;
using PolicyDsl.Language;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Tries mutants one by one: compiles each, asks the judges in their order whether they notice it, and compares those that nothing notices
/// with the original, which may find that a proof notices them. So the cheap questions come first, and the dear ones are asked of few. What notices a mutant
/// proves that it is not the same to somebody, so an equivalent one is looked for only among the rest.
/// </summary>
/// <param name="compile">Compiles a mutant.</param>
/// <param name="judges">Who may notice a mutant.</param>
/// <param name="comparer">Compares a mutant with the original; without one whatever nothing notices has survived.</param>
public sealed class MutationTester(Func<Mutant, Compilation> compile, ImmutableArray<IMutantJudge> judges, IMutantComparer? comparer = null)
{
    /// <param name="mutants">All mutants.</param>
    /// <param name="limit">How many of them to try at most; see <see cref="MutantSample"/>.</param>
    /// <param name="progress">Is told how many have been tried.</param>
    /// <param name="cancellation">Ends the trial.</param>
    public MutationRun Run(ImmutableArray<Mutant> mutants, int limit = int.MaxValue, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var results = ImmutableArray.CreateBuilder<MutantResult>();
        foreach (var mutant in MutantSample.Take(mutants, limit))
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(Try(mutant));
            progress?.Report(results.Count);
        }

        return new MutationRun(mutants.Length, results.ToImmutable());
    }

    private MutantResult Try(Mutant mutant)
    {
        var mutated = compile(mutant);
        if (mutated.HasErrors || mutated.Policy is null)
        {
            return new MutantResult(mutant, MutantOutcome.DoesNotCompile);
        }

        foreach (var judge in judges)
        {
            if (judge.FindNotice(mutant, mutated) is { } notice)
            {
                return new MutantResult(mutant, MutantOutcome.Killed, notice);
            }
        }

        var comparison = comparer?.Compare(mutant, mutated) ?? new MutantComparison(MutantDifference.Some);
        var outcome = comparison.Difference switch
        {
            _ when comparison.Notice is not null => MutantOutcome.Killed,
            MutantDifference.None => MutantOutcome.Equivalent,
            MutantDifference.Undecided => MutantOutcome.Undecided,
            _ => MutantOutcome.Survived,
        };
        return new MutantResult(mutant, outcome, comparison.Notice ?? comparison.Reason, comparison.SuggestedTest);
    }
}
