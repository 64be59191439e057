namespace PolicyDsl.Testing;

/// <summary>Makes a failing text as small as it gets, so that a failure of a random test can be read.</summary>
public static class TextShrinker
{
    /// <summary>
    /// Cuts ever smaller stretches out of a text while it goes on failing, until no single character can go.
    /// Quadratic in the length of what remains, which is short by then.
    /// </summary>
    public static string Shrink(string text, Func<string, bool> fails)
    {
        for (var length = Math.Max(1, text.Length / 2); length > 0; length /= 2)
        {
            for (var start = 0; start < text.Length;)
            {
                var candidate = text.Remove(start, Math.Min(length, text.Length - start));
                if (fails(candidate))
                {
                    text = candidate;
                }
                else
                {
                    start += length;
                }
            }
        }

        return text;
    }
}
