using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>
/// The accepted incidents of a data set as batches: held in memory, or read from the files each time. <see cref="Read"/> works on several threads and
/// hands on in order.
/// </summary>
public interface IColumnSource
{
    DatasetSymbol Dataset { get; }

    GlobalScope Scope { get; }

    IncidentSchema Schema { get; }

    /// <summary>Whether reading again costs no reading of files.</summary>
    bool IsInMemory { get; }

    /// <summary>The same incidents, ids and report, with no more columns than these fields (such as <c>person.age</c>) need; for what is in memory the same object.</summary>
    IColumnSource WithOnly(IEnumerable<string> paths) => this;

    /// <summary>
    /// Reads all batches. With an error in the report what was made of the batches counts for nothing: that a data set is in error may come out with its last row.
    /// </summary>
    /// <param name="work">Is called for each batch on any thread, several at once.</param>
    /// <param name="accept">Is called with each result in order of the batches, never twice at once.</param>
    /// <param name="threads">How many threads work at once.</param>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    LoadReport Read<TResult>(Func<IncidentBatch, TResult> work, Action<IncidentBatch, TResult> accept, int threads, CancellationToken cancellationToken);
}

/// <summary>A data set held in memory as columns.</summary>
public sealed class MemoryColumns(DatasetSymbol dataset, IncidentSchema schema, ImmutableArray<IncidentBatch> batches, LoadReport report) : IColumnSource
{
    public DatasetSymbol Dataset { get; } = dataset;

    public GlobalScope Scope => Schema.Scope;

    public IncidentSchema Schema { get; } = schema;

    public ImmutableArray<IncidentBatch> Batches { get; } = batches;

    public LoadReport Report { get; } = report;

    public bool IsInMemory => true;

    /// <summary>All incidents.</summary>
    public long Count { get; } = batches.Sum(b => (long)b.Count);

    /// <summary>Those that only histories see.</summary>
    public long HistoryOnly { get; } = batches.Sum(b => b.HistoryOnly is { } mask ? Masks.Count(mask) : 0);

    public LoadReport Read<TResult>(Func<IncidentBatch, TResult> work, Action<IncidentBatch, TResult> accept, int threads, CancellationToken cancellationToken)
    {
        OrderedPipeline.Run(Batches, work, accept, threads, cancellationToken);
        return Report;
    }
}
