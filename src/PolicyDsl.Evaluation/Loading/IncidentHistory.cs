using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Histories over loaded incidents. For each set of keys that a history names there is an index, made when first asked for: from the
/// values of the keys to the incidents that have them, in order of time, then of id. Incidents whose key is not exactly known are in no
/// index. A look-up costs the incidents before the current one in its window, plus those whose time is not exactly known. What data follow is told without a look at any incident.
/// </summary>
internal sealed class IncidentHistory(DatasetSymbol dataset, Lazy<ImmutableArray<LoadedIncident>> incidents) : IIncidentHistory
{
    private const long SecondsPerDay = 86_400;

    // Ten thousand years: longer windows reach back to the first year there is.
    private const long LongestWindow = 10_000L * 366 * SecondsPerDay;

    private readonly ConcurrentDictionary<string, KeyIndex?> indexes = new(StringComparer.Ordinal);

    public IncidentHistory(DatasetSymbol dataset, ImmutableArray<LoadedIncident> incidents)
        : this(dataset, new Lazy<ImmutableArray<LoadedIncident>>(incidents))
    {
    }

    public long? CoversFrom { get; } = DatasetKeys.CoversFrom(dataset);

    public string? WhyNotFollowed(BoundHistory history) => DatasetKeys.WhyNotFollowed(dataset, history);

    /// <summary>The incident that is asked about is given as the object that it was asked with, since objects of one incident are made as often as it is asked for.</summary>
    public IEnumerable<EntityInstance> FindCandidates(BoundHistory history, EntityInstance current) =>
        Candidates(history, current).Select(i => string.Equals(i.Id, current.Id, StringComparison.Ordinal) ? current : i);

    private IEnumerable<EntityInstance> Candidates(BoundHistory history, EntityInstance current)
    {
        var index = FindIndex(history);
        if (index is null)
        {
            return incidents.Value.Select(i => i.Instance);
        }

        return index.KeyOf(current) is { } key && index.Find(key) is { } timeline
            ? timeline.Before(index.TimeOf(current), WindowOf(history))
            : [];
    }

    /// <summary>The index of a history's keys; null where a key is computed, so that only the interpreter can compare it.</summary>
    internal KeyIndex? FindIndex(BoundHistory history)
    {
        var names = DatasetKeys.NamesOf(history);
        return indexes.GetOrAdd(names, _ => KeyIndex.TryCreate(history.Keys, incidents.Value));
    }

    /// <summary>No less than the window in seconds; months and years at their longest, and a day more for changes of clock. Null for one without end.</summary>
    private static long? WindowOf(BoundHistory history)
    {
        if (history.Window is not { } window)
        {
            return null;
        }

        var seconds = SecondsPerDay + ((Int128)window.Count * window.Unit switch
        {
            CalendarUnit.Second => 1,
            CalendarUnit.Minute => 60,
            CalendarUnit.Hour => 3_600,
            CalendarUnit.Day => SecondsPerDay,
            CalendarUnit.Week => 7 * SecondsPerDay,
            CalendarUnit.Month => 31 * SecondsPerDay,
            _ => 366 * SecondsPerDay,
        });
        return seconds > LongestWindow ? null : (long)seconds;
    }
}
