using System.Collections.Immutable;

namespace PolicyDsl.Evaluation.Running;

/// <summary>What the incidents of a cell have in common besides the answers. Keys are two numbers for each value, and then two bits for each condition.</summary>
/// <param name="Values">Values of the plan.</param>
/// <param name="Conditions">Conditions of the plan.</param>
internal sealed record CellPlan(ImmutableArray<int> Values, ImmutableArray<int> Conditions)
{
    public const int TruthsPerNumber = 32;

    /// <summary>The place of the first truths in a key.</summary>
    public int FirstTruth => 2 * Values.Length;

    /// <summary>How many numbers a key has.</summary>
    public int KeyWidth => FirstTruth + ((Conditions.Length + TruthsPerNumber - 1) / TruthsPerNumber);
}
