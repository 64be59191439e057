using System.Collections.Immutable;

namespace PolicyDsl.Verification.Mutation;

/// <summary>What became of a mutant.</summary>
public enum MutantOutcome
{
    /// <summary>A test, a clause or a finding notices it.</summary>
    Killed,

    /// <summary>It decides otherwise, and nothing notices.</summary>
    Survived,

    /// <summary>It decides as the original does, on every possible incident.</summary>
    Equivalent,

    /// <summary>Nothing notices it, and whether it decides otherwise is not settled.</summary>
    Undecided,

    /// <summary>It is no policy.</summary>
    DoesNotCompile,
}

/// <summary>A mutant and what became of it.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Note">For a killed one what notices it, for an undecided one why; else null.</param>
/// <param name="SuggestedTest">For a survivor a test that would kill it, where one could be made.</param>
public sealed record MutantResult(Mutant Mutant, MutantOutcome Outcome, string? Note = null, string? SuggestedTest = null);

/// <summary>The mutants of one policy and what became of them.</summary>
/// <param name="Found">How many mutants there are; those that were tried may be a sample.</param>
/// <param name="Results">Those that were tried, in the order of their places.</param>
public sealed record MutationRun(int Found, ImmutableArray<MutantResult> Results)
{
    public bool IsSample => Results.Length < Found;

    public int Killed => Count(MutantOutcome.Killed);

    public int Survived => Count(MutantOutcome.Survived);

    public int Equivalent => Count(MutantOutcome.Equivalent);

    public int Undecided => Count(MutantOutcome.Undecided);

    public int DoNotCompile => Count(MutantOutcome.DoesNotCompile);

    /// <summary>The mutants that count: killed, survived or undecided.</summary>
    public int Counted => Killed + Survived + Undecided;

    /// <summary>The share of the mutants that count which are killed, every undecided one taken for a survivor; null where none counts.</summary>
    public double? LowestScore => Counted == 0 ? null : (double)Killed / Counted;

    /// <summary>The same, every undecided one taken for equivalent; null where then none counts.</summary>
    public double? HighestScore => Killed + Survived == 0 ? null : (double)Killed / (Killed + Survived);

    public int Count(MutantOutcome outcome) => Results.Count(r => r.Outcome == outcome);
}
