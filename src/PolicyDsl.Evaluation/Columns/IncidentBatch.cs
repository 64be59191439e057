using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>
/// Some accepted incidents in a row, as columns: small enough that what is computed of them stays in the cache. Batches of a data set may differ in size,
/// and none has more than <see cref="MaxRows"/>.
/// </summary>
public sealed class IncidentBatch
{
    public const int MaxRows = 16_384;

    public required IncidentSchema Schema { get; init; }

    /// <summary>Its place among the batches of the data set: incidents are in order of batch and row.</summary>
    public required long Index { get; init; }

    public required int Count { get; init; }

    /// <summary>By slot of the schema; null where nothing is mapped to a field, or nobody reads it: unknown for all.</summary>
    public required ImmutableArray<IncidentColumn?> Columns { get; init; }

    /// <summary>Incidents that only histories see; null where there are none.</summary>
    public ulong[]? HistoryOnly { get; init; }

    /// <summary>How many rows were folded into each incident; null where one is one.</summary>
    public int[]? RowsFolded { get; init; }

    /// <summary>Ids and places.</summary>
    public required IIncidentNames Names { get; init; }

    /// <summary>What is known of a field of a row.</summary>
    public Value GetValue(int slot, int row) => slot < 0 ? Value.Unknown : Columns[slot]?[row] ?? Value.Unknown;

    public bool IsHistoryOnly(int row) => HistoryOnly is { } mask && Masks.IsSet(mask, row);

    public int RowsOf(int row) => RowsFolded?[row] ?? 1;
}

/// <summary>Who the incidents of a batch are.</summary>
public interface IIncidentNames
{
    string GetId(int row);

    /// <summary>The first row of an incident.</summary>
    RowPlace GetPlace(int row);
}
