using System.Globalization;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Values of histories held in memory.</summary>
/// <param name="columns">By history, then by batch; null for a history that is unknown everywhere.</param>
/// <param name="rows">Incidents by batch; null where nothing was read.</param>
internal sealed class MemoryHistoryColumns(NumberColumn?[]?[] columns, int[]? rows) : IHistoryColumns
{
    public IncidentColumn? GetColumn(int history, IncidentBatch batch)
    {
        BatchCheck.Check(rows, batch);
        return columns[history]?[batch.Index];
    }

    public void Dispose()
    {
    }
}

/// <summary>Histories are computed in one reading of the data and used in another: the two have to be the same.</summary>
internal static class BatchCheck
{
    /// <exception cref="DataException">The batch is not what was read before.</exception>
    public static void Check(int[]? rows, IncidentBatch batch)
    {
        if (rows is null || (batch.Index < rows.Length && rows[batch.Index] == batch.Count))
        {
            return;
        }

        var first = batch.Names.GetPlace(0);
        throw new DataException(
            string.Create(CultureInfo.InvariantCulture, $"The data changed while they were read: near line {first.Line} there are other rows than before."), first.File);
    }
}
