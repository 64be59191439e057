using PolicyDsl.Language;

namespace PolicyDsl.Verification.Mutation;

/// <summary>Whether a mutant decides otherwise than the original.</summary>
public enum MutantDifference
{
    /// <summary>No incident is decided otherwise: the change is none.</summary>
    None,

    /// <summary>Some incident is decided otherwise.</summary>
    Some,

    /// <summary>It would cost more than the budget to say.</summary>
    Undecided,
}

/// <summary>What came of comparing a mutant with the original.</summary>
/// <param name="Difference">Whether they differ.</param>
/// <param name="Reason">For an undecided one what was in the way, else null.</param>
/// <param name="SuggestedTest">A test, as an author writes it, that the original passes and the mutant fails; null where none could be made.</param>
public sealed record MutantComparison(MutantDifference Difference, string? Reason = null, string? SuggestedTest = null)
{
    /// <summary>What a proof says against the mutant and not against the original, as a sentence without a full stop; null where nothing.</summary>
    public string? Notice { get; init; }
}

/// <summary>Compares mutants that nothing notices with the original.</summary>
public interface IMutantComparer
{
    MutantComparison Compare(Mutant mutant, Compilation mutated);
}
