using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading.Scanning;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>How rows are cut into pieces; results never depend on it.</summary>
internal sealed record ColumnOptions
{
    public static ColumnOptions Default { get; } = new();

    /// <summary>How many rows a batch is made of at most.</summary>
    public int BatchRows { get; init; } = IncidentBatch.MaxRows;

    /// <summary>A chunk is about a batch, so that what is done for each batch is done for many rows.</summary>
    public ScanOptions Scan { get; init; } = ScanOptions.Default with { ChunkBytes = 1024 * 1024 };
}
