namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// The name that somebody probably meant: the same but for case, blanks and punctuation, else the one with the fewest
/// letters changed, added, left out or swapped, up to a third of them. Costs the product of the lengths for each name.
/// </summary>
internal static class NearestName
{
    private const int MaxLength = 100;

    public static string? Find(string name, IEnumerable<string> names)
    {
        var wanted = Letters(name);
        var best = wanted.Length / 3 + 1;
        string? nearest = null;
        foreach (var candidate in names)
        {
            var letters = Letters(candidate);
            if (wanted.Length > MaxLength || letters.Length > MaxLength)
            {
                continue;
            }

            var distance = Distance(wanted, letters);
            if (distance < best)
            {
                (best, nearest) = (distance, candidate);
            }
        }

        return nearest;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static int Distance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Step(table, from, to, i, j);
            }
        }

        return table[from.Length, to.Length];
    }

    private static int Step(int[,] table, string from, string to, int i, int j)
    {
        var cost = from[i - 1] == to[j - 1] ? 0 : 1;
        var least = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + cost);
        return i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }
}
