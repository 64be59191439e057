namespace PolicyDsl.Language.Text;

/// <summary>Finds the word that an author evidently meant.</summary>
public static class Spelling
{
    /// <summary>
    /// The candidate nearest to a word, if it is near enough to be a slip: one change for up to four letters, two for more.
    /// Ties go to the first. A slip is a letter too many, too few, wrong or swapped with its neighbour; case counts for nothing.
    /// </summary>
    public static string? FindNearest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = word.Length <= 4 ? 1 : 2;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > bestDistance)
            {
                continue;
            }

            var distance = Measure(word, candidate);
            if (distance < bestDistance || (distance == bestDistance && best is null))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>
    /// The one candidate of which a word is a part, or that begins the word: <c>call_in</c> for <c>call</c>, <c>warn</c> for
    /// <c>warning</c>. Null where there are several, or none.
    /// </summary>
    public static string? FindRelated(string word, IEnumerable<string> candidates)
    {
        const int Shortest = 4;
        if (word.Length < Shortest)
        {
            return null;
        }

        string[] related = [.. candidates.Where(c => (c.Length >= Shortest && word.StartsWith(c, StringComparison.OrdinalIgnoreCase)) || c.Split('_').Contains(word, StringComparer.OrdinalIgnoreCase)).Take(2)];
        return related is [var one] ? one : null;
    }

    /// <summary>The number of slips between two words, neighbours swapped counting as one (optimal string alignment).</summary>
    private static int Measure(string left, string right)
    {
        var before = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = previous[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
