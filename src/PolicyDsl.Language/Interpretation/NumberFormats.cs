using System.Globalization;
using System.Text.RegularExpressions;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Reads numbers from the texts of data: <c>12</c>, <c>-0.5</c>, <c>1.5e3</c>, and bands, which become ranges: <c>18-24</c>, <c>18 to 24</c>,
/// <c>under 18</c>, <c>over 34</c>, <c>35+</c>, <c>35 and over</c>. The decimal sign is a point; separators of thousands are not guessed at.
/// </summary>
public static partial class NumberFormats
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The number as a value of <paramref name="type"/>, in its stored units; unknown where the text is none, or none of that type.</summary>
    public static Value Read(string text, TypeSymbol type)
    {
        var trimmed = text.Trim();
        if (decimal.TryParse(trimmed, Style, CultureInfo.InvariantCulture, out var amount))
        {
            return FromNumber(amount, type);
        }

        var match = Bands().Match(trimmed);
        if (!match.Success)
        {
            return Value.Unknown;
        }

        // An end that the text leaves out is next to the one it names: under 18 ends at one less, in stored units.
        var low = Bound(match, "low", type) ?? Beside(Bound(match, "over", type), 1) ?? Bound(match, "from", type);
        var high = Bound(match, "high", type) ?? Beside(Bound(match, "under", type), -1) ?? Bound(match, "to", type);
        return low is { Kind: ValueKind.Unknown } || high is { Kind: ValueKind.Unknown }
            ? Value.Unknown
            : Value.Range(low?.Low ?? Value.OpenLow, high?.High ?? Value.OpenHigh);
    }

    private static Value FromNumber(decimal amount, TypeSymbol type) =>
        type.Scale == 1 && amount != Math.Truncate(amount) ? Value.Unknown : ValueOperations.FromDecimal(amount, type);

    private static Value? Bound(Match match, string group, TypeSymbol type) => match.Groups[group] is { Success: true, Value: var digits }
        ? decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out var amount) ? FromNumber(amount, type) : Value.Unknown
        : null;

    private static Value? Beside(Value? bound, long step) => bound is { Kind: ValueKind.Exact } known ? Value.Of(known.Low + step) : bound;

    [GeneratedRegex(
        @"^(?:(?<low>\d+(?:\.\d+)?)\s*(?:-|\u2013|\u2014|to)\s*(?<high>\d+(?:\.\d+)?)"
        + @"|(?:under|below|less than|younger than|<)\s*(?<under>\d+(?:\.\d+)?)"
        + @"|(?:over|above|more than|older than|>)\s*(?<over>\d+(?:\.\d+)?)"
        + @"|(?:up to|at most|<=|\u2264)\s*(?<to>\d+(?:\.\d+)?)"
        + @"|(?:at least|from|>=|\u2265)\s*(?<from>\d+(?:\.\d+)?)"
        + @"|(?<from>\d+(?:\.\d+)?)\s*(?:\+|(?:and|or) (?:over|above|more|older))"
        + @"|(?<to>\d+(?:\.\d+)?)\s*(?:and|or) (?:under|below|less|fewer|younger))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Bands();
}
