using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>A policy with its scope and the data loaded for it.</summary>
/// <param name="Data">The same data set for every policy; one object may serve all whose vocabulary is the same, see <see cref="Vocabulary.IsSame"/>.</param>
/// <param name="File">The file of the policy, to tell apart two of one name.</param>
public sealed record ComparedPolicy(PolicySymbol Policy, GlobalScope Scope, IncidentData Data, string? File = null);

/// <summary>What to compare.</summary>
public sealed record ComparisonRequest
{
    public required ImmutableArray<ComparedPolicy> Policies { get; init; }

    /// <summary>The assumptions to use, by name; null for the first that the policies' own files declare.</summary>
    public string? Assumptions { get; init; }

    /// <summary>Groups with fewer incidents are too few to say.</summary>
    public int MinimumGroup { get; init; } = Measures.MeasuredClauses.DefaultMinimum;

    /// <summary>
    /// Whether offences that the police find by looking for them, as possession and supply, count as harm. They are left out unless asked
    /// for, since their number measures police work.
    /// </summary>
    public bool CountsDetectedOffences { get; init; }

    /// <summary>Is told how many decisions have been made, once in a while and at the end.</summary>
    public IProgress<long>? Progress { get; init; }
}
