using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>A batch without its place among the others, and what making it found.</summary>
/// <param name="Batch">Accepted incidents, perhaps none.</param>
/// <param name="Findings">Of all its incidents, rejected ones included.</param>
/// <param name="Drafts">How many incidents these are.</param>
/// <param name="IdHashes">A hash of the id of each of them, in order; null where ids are places, which never repeat.</param>
/// <param name="Wanted">Those whose ids were asked for.</param>
internal sealed record MadeBatch(IncidentBatch Batch, BatchFindings Findings, int Drafts, ulong[]? IdHashes, List<(int Row, string Id, RowPlace Place)> Wanted)
{
    public IncidentBatch ToBatch(long index) => new()
    {
        Schema = Batch.Schema,
        Index = index,
        Count = Batch.Count,
        Columns = Batch.Columns,
        HistoryOnly = Batch.HistoryOnly,
        RowsFolded = Batch.RowsFolded,
        Names = Batch.Names,
    };
}
