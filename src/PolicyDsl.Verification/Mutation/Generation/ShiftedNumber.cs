using System.Globalization;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Verification.Mutation.Generation;

/// <summary>
/// Numbers, dates and instants, as written, moved by the least step that an author thinks in: one in the last digit written, a day, a
/// minute.
/// </summary>
internal static class ShiftedNumber
{
    /// <summary>The token that carries the value of a constant; null for an expression that is no constant with an order.</summary>
    public static SyntaxToken? FindToken(ExpressionSyntax expression) => expression switch
    {
        LiteralSyntax { Token: { IsMissing: false, Value: decimal or DateOnly or DateTime } token } => token,
        QuantitySyntax { Number: { IsMissing: false, Value: decimal } number } => number,
        _ => null,
    };

    /// <summary>The text of the constant one step up or down; null below zero, or out of range.</summary>
    public static string? Shift(SyntaxToken token, int steps) => token.Value switch
    {
        decimal => ShiftNumber(token.Text, steps),
        DateOnly date => date.AddDays(steps).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.AddMinutes(steps).ToString(time.Second == 0 ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A count of units halved, in a smaller unit where it does not halve; null where there is no such unit.</summary>
    public static string? Halve(QuantitySyntax window)
    {
        if (window.Number.Value is not decimal count)
        {
            return null;
        }

        return count >= 2
            ? $"{Write(Math.Floor(count / 2))} {window.Unit.Text}"
            : window.Unit.Text switch
            {
                "year" or "years" => "6 months",
                "month" or "months" => "15 days",
                "week" or "weeks" => "3 days",
                "day" or "days" => "12 hours",
                "hour" or "hours" => "30 minutes",
                _ => null,
            };
    }

    public static string? Double(QuantitySyntax window) =>
        window.Number.Value is decimal count and <= SyntaxFacts.MaximumNumber / 2 ? $"{Write(count * 2)} {Plural(window.Unit.Text)}" : null;

    private static string? ShiftNumber(string text, int steps)
    {
        var percent = text.EndsWith('%');
        var digits = (percent ? text[..^1] : text).Replace("_", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var step = new decimal(1, 0, 0, false, (byte)(point < 0 ? 0 : digits.Length - point - 1));
        var moved = number + (steps * step);
        return moved < 0 || moved > SyntaxFacts.MaximumNumber ? null : Write(moved) + (percent ? "%" : "");
    }

    private static string Write(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Plural(string unit) => unit is "minute" or "hour" or "day" or "week" or "month" or "year" ? unit + "s" : unit;
}
