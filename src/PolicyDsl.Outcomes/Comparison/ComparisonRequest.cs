using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>A policy with its scope and the data loaded for it.</summary>
/// <param name="Source">The same data set for every policy; policies with one vocabulary (see <see cref="Vocabulary.IsSame"/>) should share one object: they are then decided in one pass.</param>
/// <param name="File">The file of the policy, to tell apart two of one name.</param>
public sealed record ComparedPolicy(PolicySymbol Policy, GlobalScope Scope, IColumnSource Source, string? File = null)
{
    /// <summary>A policy with data that are loaded.</summary>
    public ComparedPolicy(PolicySymbol policy, GlobalScope scope, IncidentData data, string? file = null)
        : this(policy, scope, data.Columns, file)
    {
    }
}

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

    /// <summary>How to run; its progress is told how many incidents have been decided, under all policies that share their data at once.</summary>
    public RunOptions Options { get; init; } = new();
}
