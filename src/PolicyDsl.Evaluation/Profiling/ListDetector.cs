namespace PolicyDsl.Evaluation.Profiling;

/// <summary>
/// Finds what joins several values in one cell. A separator inside a sentence is told from one between values by this: the parts of a list
/// come back, alone or in other lists; those of a sentence do not.
/// </summary>
internal static class ListDetector
{
    private const double EnoughComingBack = 0.7;
    private const int MaxParts = 500;
    private static readonly string[] Separators = ["; ", ";", " | ", "|"];

    public static string? Find(IReadOnlyList<ValueCount> values) => Array.Find(Separators, separator => IsList(values, separator));

    private static bool IsList(IReadOnlyList<ValueCount> values, string separator)
    {
        var joined = values.Where(value => value.Value.Contains(separator, StringComparison.Ordinal)).ToList();
        if (joined.Count < 2 || (separator.Length == 1 && joined.Exists(value => value.Value.StartsWith(separator, StringComparison.Ordinal))))
        {
            return false;
        }

        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (value, _) in values)
        {
            foreach (var part in value.Split(separator).Distinct(StringComparer.Ordinal))
            {
                uses[part] = uses.GetValueOrDefault(part) + 1;
            }
        }

        var parts = joined.SelectMany(value => value.Value.Split(separator)).Distinct(StringComparer.Ordinal).ToList();
        if (parts.TrueForAll(part => part.Length == 0 || TypeInference.TryNumber(part, out _)))
        {
            // Amounts, one for each value of another list: numbers need not come back.
            return true;
        }

        return parts.Count <= MaxParts && parts.Count(part => uses[part] > 1) >= EnoughComingBack * parts.Count;
    }
}
