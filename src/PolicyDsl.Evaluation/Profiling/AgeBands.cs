using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Texts that name a range of ages in full years, and the range in the language.</summary>
internal static partial class AgeBands
{
    public static bool IsBand(string text) => FindRange(text) is not null;

    /// <summary>The range, such as <c>18..24</c>, <c>35..</c> for "over 34" and <c>0..9</c> for "under 10"; null where the text is none.</summary>
    public static string? FindRange(string text)
    {
        if (Band().Match(text) is not { Success: true } match)
        {
            return null;
        }

        if (match.Groups["from"].Success)
        {
            var (from, to) = (Number(match, "from"), Number(match, "to"));
            return from <= to ? FormattableString.Invariant($"{from}..{to}") : null;
        }

        if (match.Groups["bound"].Success)
        {
            var bound = Number(match, "bound");
            return match.Groups["before"].Value.ToUpperInvariant() switch
            {
                "OVER" or "ABOVE" or ">" or "MORE THAN" => FormattableString.Invariant($"{bound + 1}.."),
                ">=" => FormattableString.Invariant($"{bound}.."),
                "<=" => FormattableString.Invariant($"0..{bound}"),
                _ => bound == 0 ? null : FormattableString.Invariant($"0..{bound - 1}"),
            };
        }

        var limit = Number(match, "limit");
        return match.Groups["after"].Value.ToUpperInvariant() is "UNDER" or "YOUNGER" or "LESS"
            ? FormattableString.Invariant($"0..{limit}")
            : FormattableString.Invariant($"{limit}..");
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        """
        ^\s*(?:(?:age[sd]?\s+)?(?<from>[0-9]{1,3})\s*(?:-|–|to)\s*(?<to>[0-9]{1,3})
        |(?<before>over|under|above|below|<=|>=|<|>|less[ ]than|more[ ]than)\s*(?<bound>[0-9]{1,3})
        |(?<limit>[0-9]{1,3})\s*(?:\+|(?:and|or|&)\s*(?<after>over|under|above|older|younger|more|less)))
        (?:\s*(?:years?|yrs?)(?:\s*old)?)?\s*$
        """,
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Band();
}
