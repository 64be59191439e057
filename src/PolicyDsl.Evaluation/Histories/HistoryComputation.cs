using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

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

    /// <summary>The folder in which a folder for such files is made; it is deleted with the columns.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();
}

/// <summary>What was computed, and what the data cannot tell of each history.</summary>
/// <param name="Columns">The values; dispose of them when they are no longer needed.</param>
/// <param name="Facts">By history of the request.</param>
public sealed record HistoryResult(IHistoryColumns Columns, ImmutableArray<HistoryFacts> Facts)
{
    /// <summary>How reading the data went; with an error in it the values count for nothing. Null where no history had to be computed, so nothing was read.</summary>
    public LoadReport? Load { get; init; }
}

/// <summary>What is to be told of the key of a history.</summary>
/// <param name="History">The history.</param>
/// <param name="WhyNotFollowed">Why the data set does not follow the key, or null; then nothing else is known.</param>
/// <param name="WithoutKey">Incidents whose key is not exactly known.</param>
/// <param name="Longest">How many incidents share the most frequent key.</param>
public sealed record HistoryFacts(BoundHistory History, string? WhyNotFollowed, long WithoutKey, long Longest);

/// <summary>
/// Computes histories for all incidents of a data set at once, just as the interpreter does for each: by key, in order of time, with windows that slide.
/// Conditions and subjects come from the plan engine, batch by batch; what is not about batches is in memory that is linear in the incidents:
/// for each set of keys and each incident 10 bytes, 8 for each summand or distinct value, 1 for each condition (and 24 where a summand is no one number, or
/// a time neither exact nor as wide as most), and for each history 4 to 16. Half of <see cref="HistoryRequest.MemoryBytes"/> may be held of it; when there is more, it goes to
/// files, and the 256 partitions of the keys are read back and computed one by one. What always stays in memory: the different values of keys, and all
/// incidents of one partition, so of one key.
/// Cost: linear in the incidents, but for sorting those of a key; see the kernels for times that are ranges and for <c>this.</c>.
/// </summary>
public static class HistoryComputation
{
    /// <exception cref="DataException">The data cannot be read, or there is no room for temporary files.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static HistoryResult Compute(HistoryRequest request, CancellationToken cancellationToken = default)
    {
        var plan = HistoryPlan.Create(request.Source.Schema, request.Source.Dataset, request.Histories);
        if (plan.KeySets.IsEmpty)
        {
            return new HistoryResult(new MemoryHistoryColumns(new NumberColumn?[]?[request.Histories.Length], null), FactsOf(plan, [], []));
        }

        using var store = new RecordStore(plan, request);
        var extractors = new ConcurrentBag<BatchExtractor>();
        var load = request.Source.Read(
            batch => Extract(plan, extractors, batch),
            (batch, records) => store.Add(records),
            request.Threads,
            cancellationToken);
        var (columns, longest) = store.Compute(cancellationToken);
        return new HistoryResult(columns, FactsOf(plan, longest, store.WithoutKey)) { Load = load };
    }

    /// <summary>The slots of a schema that are read for some histories; all other columns may be left out.</summary>
    public static ImmutableArray<int> FindSlots(IncidentSchema schema, DatasetSymbol dataset, ImmutableArray<PlannedExpression> histories) =>
        HistoryPlan.Create(schema, dataset, histories).Slots;

    private static RecordBatch[] Extract(HistoryPlan plan, ConcurrentBag<BatchExtractor> extractors, IncidentBatch batch)
    {
        if (!extractors.TryTake(out var extractor))
        {
            extractor = new BatchExtractor(plan);
        }

        var records = extractor.Extract(batch);
        extractors.Add(extractor);
        return records;
    }

    private static ImmutableArray<HistoryFacts> FactsOf(HistoryPlan plan, long[] longest, long[] withoutKey) =>
        [.. plan.Histories.Select(h => new HistoryFacts(h.History, h.WhyNotFollowed, h.KeySet < 0 ? 0 : withoutKey[h.KeySet], h.KeySet < 0 ? 0 : longest[h.KeySet]))];
}
