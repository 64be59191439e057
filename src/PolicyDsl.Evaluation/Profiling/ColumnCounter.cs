using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>
/// Counts the values of one column. Different values are kept up to a bound on their number and on their length together; later new ones are only known to exist.
/// Whether all are different is followed further, by 64-bit hashes, and dropped at the first repetition: only a column of keys pays for it.
/// </summary>
internal sealed class ColumnCounter(string name, int columns)
{
    public const int MaxDistinct = 100_000;
    private const int MaxKeys = 8_000_000;
    private const long MaxChars = 64_000_000;
    private const long MinCharsPerColumn = 100_000;

    private readonly long _maxChars = Math.Max(MinCharsPerColumn, MaxChars / columns);
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private HashSet<ulong>? _keys = [];
    private long _chars;
    private ValueRange? _later;

    public long Rows { get; private set; }

    public long Missing { get; private set; }

    public bool HasMoreDistinct { get; private set; }

    public bool IsUnique => _keys is not null && Missing == 0 && Rows > 1;

    /// <summary>The least of the values that are not kept, by the type of those that are, or null.</summary>
    public string? LaterMin => _later?.Min;

    public string? LaterMax => _later?.Max;

    /// <summary>The values kept, in the order in which they first appeared.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <param name="cell">A text; empty for a cell that is absent.</param>
    /// <param name="times">In how many rows it stands: rows of one stretch, whose different texts are added in the order in which they first appear there.</param>
    public void Add(string cell, long times = 1)
    {
        Rows += times;
        if (string.IsNullOrWhiteSpace(cell))
        {
            Missing += times;
            return;
        }

        if (_keys is not null && (times > 1 || _keys.Count >= MaxKeys || !_keys.Add(Hash(cell))))
        {
            _keys = null;
        }

        if (HasMoreDistinct)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, cell);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
            {
                known += times;
            }
            else if (!MissingTexts.Contains(cell))
            {
                // Each text counts once: how often the others stood before this one is not to matter.
                _later ??= new ValueRange(TypeInference.Infer(name, [.. _counts.Keys.Where(text => !MissingTexts.Contains(text)).Select(text => new ValueCount(text, 1))]));
                _later.Add(cell);
            }

            return;
        }

        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, cell, out var exists);
        count += times;
        if (!exists)
        {
            _chars += cell.Length;
            HasMoreDistinct = _counts.Count >= MaxDistinct || _chars >= _maxChars;
        }
    }

    /// <summary>FNV-1a, the same in every run, unlike the hash of the platform.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        return hash;
    }
}
