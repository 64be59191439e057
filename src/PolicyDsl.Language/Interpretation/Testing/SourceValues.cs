using System.Globalization;
using System.Text;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>
/// Writes values as source text that binds to the very same value: what is read in a report may be short, but a test must say it exactly.
/// </summary>
/// <param name="formatter">Says what needs no more care than a report.</param>
/// <param name="currency">The currency of amounts of money whose field names none.</param>
internal sealed class SourceValues(ValueFormatter formatter, string currency)
{
    private const long SecondsPerDay = 86_400;

    /// <exception cref="ArgumentException">No source text means this value, as for an instant after the year 9999.</exception>
    public string Write(Value value, TypeSymbol type) => value.Kind switch
    {
        ValueKind.Text => Quote(value.Text),
        ValueKind.Exact => WriteExact(value.Low, type),
        ValueKind.Range when IsWholeDays(value, type) => WriteDays(value),
        ValueKind.Range => $"{(value.Low == Value.OpenLow ? "" : WriteExact(value.Low, type))}..{(value.High == Value.OpenHigh ? "" : WriteExact(value.High, type))}",
        ValueKind.Alternatives when type == BasicType.Boolean => "unknown",
        ValueKind.Unknown or ValueKind.Alternatives or ValueKind.Set => formatter.Format(value, type),
        _ => throw Unwritable(value, type),
    };

    /// <summary>A length of time of whole seconds.</summary>
    public static string WriteLength(long seconds) => seconds % SecondsPerDay == 0 ? Count(seconds / SecondsPerDay, "day")
        : seconds % 3_600 == 0 ? Count(seconds / 3_600, "hour")
        : Count(seconds / 60m, "minute");

    /// <summary>A text in quotes, with escapes for what cannot be seen.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when rune.Value == ' ' || IsVisible(rune) => rune.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}"),
            });
        }

        return quoted.Append('"').ToString();
    }

    private string WriteExact(long value, TypeSymbol type)
    {
        if (type == BasicType.Duration)
        {
            return WriteLength(value);
        }

        var amount = type == BasicType.Money ? new MoneyType(currency) : type;
        var text = formatter.Format(Value.Of(value), amount);
        return text == "unknown" || Math.Abs(value / (decimal)type.Scale) > SyntaxFacts.MaximumNumber ? throw Unwritable(Value.Of(value), type) : text;
    }

    private static bool IsWholeDays(Value range, TypeSymbol type) => type == BasicType.Instant
        && range.Low != Value.OpenLow && range.High != Value.OpenHigh
        && range.Low % SecondsPerDay == 0 && (range.High + 1) % SecondsPerDay == 0;

    /// <summary>A date where an instant is wanted is some moment of that day.</summary>
    private string WriteDays(Value range)
    {
        var first = WriteExact(range.Low / SecondsPerDay, BasicType.Date);
        var last = WriteExact(((range.High + 1) / SecondsPerDay) - 1, BasicType.Date);
        return first == last ? first : $"{first}..{last}";
    }

    /// <summary>Six digits behind the point: finer than a second, so that rounding gives the same second back.</summary>
    private static string Count(decimal count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:0.######} {unit}{(count == 1 ? "" : "s")}");

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private static ArgumentException Unwritable(Value value, TypeSymbol type) =>
        new(string.Create(CultureInfo.InvariantCulture, $"No source text means this {type.Name}: {value.Kind} {value.Low}..{value.High}"), nameof(value));
}
