using System.Globalization;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Reads numbers from the texts of data: <c>12</c>, <c>-0.5</c>, <c>1.5e3</c>. The decimal sign is a point; separators of thousands are not guessed
/// at, and a band such as <c>18-24</c> is no number: a <c>match</c> says what each means.
/// </summary>
public static class NumberFormats
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The number as a value of <paramref name="type"/>, in its stored units; unknown where the text is none, or none of that type.</summary>
    public static Value Read(string text, TypeSymbol type) =>
        decimal.TryParse(text.AsSpan().Trim(), Style, CultureInfo.InvariantCulture, out var amount) && (type.Scale > 1 || amount == Math.Truncate(amount))
            ? ValueOperations.FromDecimal(amount, type)
            : Value.Unknown;
}
