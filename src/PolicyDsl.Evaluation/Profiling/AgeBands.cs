using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Texts that name a range of ages.</summary>
internal static partial class AgeBands
{
    public static bool IsBand(string text) =>
        Band().Match(text) is { Success: true } match && (!match.Groups["from"].Success || int.Parse(match.Groups["from"].ValueSpan, CultureInfo.InvariantCulture) <= int.Parse(match.Groups["to"].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(
        @"^\s*(?:(?:age[sd]?\s+)?(?<from>[0-9]{1,3})\s*(?:-|–|to)\s*(?<to>[0-9]{1,3})|(?:over|under|above|below|<|>|<=|>=|less than|more than)\s*[0-9]{1,3}|[0-9]{1,3}\s*(?:\+|(?:and|or|&)\s*(?:over|under|above|older|younger|more|less)))(?:\s*(?:years?|yrs?)(?:\s*old)?)?\s*$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Band();
}
