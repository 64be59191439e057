using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>The values of some histories for every incident of a data set, by batch: a number column each (0 and 1 for <c>any</c>).</summary>
public interface IHistoryColumns : IDisposable
{
    /// <summary>The values of a history for the rows of a batch; null where all are unknown. For many threads at once.</summary>
    /// <param name="history">Its place among those that were computed.</param>
    /// <param name="batch">The batch.</param>
    IncidentColumn? GetColumn(int history, IncidentBatch batch);
}
