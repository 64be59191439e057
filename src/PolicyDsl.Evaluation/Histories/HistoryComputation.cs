using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Which histories to compute over what.</summary>
public sealed record HistoryRequest
{
    public required IColumnSource Source { get; init; }

    /// <summary>Histories about the incident, each with the scope of the compilation that it is from.</summary>
    public required ImmutableArray<PlannedExpression> Histories { get; init; }

    public required int Threads { get; init; }

    /// <summary>How many bytes may be held at once; beyond it parts go to files in the folder for temporary files.</summary>
    public required long MemoryBytes { get; init; }
}

/// <summary>What was computed, and what the data cannot tell of each history.</summary>
public sealed record HistoryResult(IHistoryColumns Columns, ImmutableArray<HistoryFacts> Facts);

/// <summary>What is to be told of the key of a history.</summary>
/// <param name="History">The history.</param>
/// <param name="WhyNotFollowed">Why the data set does not follow the key, or null; then nothing else is known.</param>
/// <param name="WithoutKey">Incidents whose key is not exactly known.</param>
/// <param name="Longest">How many incidents share the most frequent key.</param>
public sealed record HistoryFacts(BoundHistory History, string? WhyNotFollowed, long WithoutKey, long Longest);
