using System.Text;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>The words in the name of a column: <c>OFFENSE_CATEGORY_ID</c>, <c>DayOfWeek</c>, <c>Case #</c>.</summary>
internal static class ColumnName
{
    /// <summary>The words in small letters. The sign # is the word <c>number</c>.</summary>
    public static HashSet<string> Tokens(string name)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        if (name.StartsWith('#') && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            // A column without a name of its own says nothing.
            return tokens;
        }

        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]) && char.IsUpper(name[i - 1])));
            if (startsWord || !char.IsLetter(name[i]))
            {
                Take(word, tokens);
            }

            if (char.IsLetter(name[i]))
            {
                word.Append(char.ToLowerInvariant(name[i]));
            }
            else if (name[i] == '#')
            {
                tokens.Add("number");
            }
        }

        Take(word, tokens);
        return tokens;
    }

    private static void Take(StringBuilder word, HashSet<string> tokens)
    {
        if (word.Length > 0)
        {
            tokens.Add(word.ToString());
            word.Clear();
        }
    }
}
