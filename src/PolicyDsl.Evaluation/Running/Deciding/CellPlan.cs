using System.Collections.Immutable;

namespace PolicyDsl.Evaluation.Running;

/// <summary>What the incidents of a cell have in common. Keys of cells are two numbers for each value, one for each answer, and then two bits for each condition.</summary>
/// <param name="Values">Values of the plan.</param>
/// <param name="Conditions">Conditions of the plan.</param>
/// <param name="Policies">How many policies answer.</param>
internal sealed record CellPlan(ImmutableArray<int> Values, ImmutableArray<int> Conditions, int Policies)
{
    public const int TruthsPerNumber = 32;

    /// <summary>The place of the first truths in a key.</summary>
    public int FirstTruth => (2 * Values.Length) + Policies;

    /// <summary>How many numbers a key has.</summary>
    public int KeyWidth => FirstTruth + ((Conditions.Length + TruthsPerNumber - 1) / TruthsPerNumber);
}
