using System.Collections.Immutable;
using System.Globalization;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Readings by the texts of some columns. It gives up for good where most of the first texts were new (ids, times), and holds a bounded
/// number of readings, so its memory does not grow with the data.
/// </summary>
internal sealed class CellMemo(ImmutableArray<int> columns)
{
    private const int Trial = 4_096;
    private const int MaxReadings = 65_536;

    private Dictionary<string, Reading>? readings = new(StringComparer.Ordinal);
    private int asked;

    /// <summary>One text for the cells of a row; null where it is not worth remembering.</summary>
    public string? KeyOf(DataRow row)
    {
        if (readings is null)
        {
            return null;
        }

        if (columns.Length == 1)
        {
            return row[columns[0]] ?? "";
        }

        return string.Concat(columns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{row[c]?.Length ?? -1}:{row[c]}")));
    }

    public bool TryGet(string key, out Reading reading)
    {
        reading = default;
        return readings is not null && readings.TryGetValue(key, out reading);
    }

    public void Add(string? key, Reading reading)
    {
        if (readings is null || key is null)
        {
            return;
        }

        if (readings.Count < MaxReadings)
        {
            readings.Add(key, reading);
        }
    }

    /// <summary>Called once a row: drops what does not pay.</summary>
    public void Count()
    {
        if (++asked == Trial && readings is { Count: > Trial / 2 })
        {
            readings = null;
        }
    }
}
