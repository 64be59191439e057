using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Remembers a result by the fields that it depends on. Gives up where most keys were new, as when a condition reads the exact time, and
/// holds a bounded number of results. Not for several threads.
/// </summary>
/// <param name="projection">The fields that results depend on; null where nothing can be remembered.</param>
public sealed class IncidentMemo<T>(FieldProjection? projection)
    where T : class
{
    private const int Trial = 4_096;
    private const int MaxResults = 200_000;

    private Dictionary<FieldKey, T>? results = projection is null ? null : [];
    private int asked;

    public T GetOrAdd(EntityInstance incident, Func<EntityInstance, T> compute)
    {
        if (results is null || projection is null)
        {
            return compute(incident);
        }

        var key = projection.KeyOf(incident);
        if (results.TryGetValue(key, out var known))
        {
            asked++;
            return known;
        }

        var result = compute(incident);
        if (results.Count < MaxResults)
        {
            results.Add(key, result);
        }

        if (++asked == Trial && results.Count > Trial * 3 / 4)
        {
            results = null;
        }

        return result;
    }
}
