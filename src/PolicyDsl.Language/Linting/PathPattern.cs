using System.IO.Enumeration;

namespace PolicyDsl.Language.Linting;

/// <summary>Patterns over relative paths with forward slashes: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders.</summary>
public static class PathPattern
{
    public static bool Fits(string path, string pattern) => Fits(path.Split('/'), pattern.Split('/'));

    /// <summary>The same over segments. Time is bounded by the product of both lengths, however many <c>**</c> there are.</summary>
    public static bool Fits(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern)
    {
        var (at, star, resume) = (0, -1, 0);
        for (var i = 0; i < path.Length;)
        {
            if (at < pattern.Length && pattern[at] == "**")
            {
                (star, resume) = (at++, i);
            }
            else if (at < pattern.Length && FileSystemName.MatchesSimpleExpression(pattern[at], path[i], ignoreCase: false))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                (at, i) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == "**")
        {
            at++;
        }

        return at == pattern.Length;
    }
}
