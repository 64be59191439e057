using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>What a data source holds, column by column, from one reading of all its rows.</summary>
public sealed record DataProfile
{
    /// <summary>Files, rows, rejected rows, encodings, separators and line ends.</summary>
    public required SourceReport Source { get; init; }

    /// <summary>The first few rejected rows.</summary>
    public required IReadOnlyList<DataRow> Rejected { get; init; }

    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>The settings with which the source was read.</summary>
    public required RowSourceRequest Request { get; init; }

    /// <summary>The texts that stand for "missing" somewhere, the most frequent first.</summary>
    public IReadOnlyList<string> Markers =>
    [
        .. Columns.SelectMany(column => column.Markers)
            .GroupBy(marker => marker.Value, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(marker => marker.Count))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key),
    ];
}
