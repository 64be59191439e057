using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>Numbers, percents, dates and instants. Digits are the ten of ASCII.</summary>
internal sealed partial class Lexer
{
    private (TokenKind Kind, object? Value) ScanNumber()
    {
        if (AtDate())
        {
            return ScanDate();
        }

        var start = position;
        SkipDigits();
        while (Current == '.' && char.IsAsciiDigit(Peek(1)))
        {
            position++;
            SkipDigits();
        }

        var written = text[start..position];
        var isPercent = Current == '%';
        position += isPercent ? 1 : 0;
        var value = ReadNumber(written, start);
        return isPercent ? (TokenKind.Percent, value / 100) : (TokenKind.Number, value);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current) || Current == '_')
        {
            position++;
        }
    }

    private decimal? ReadNumber(string written, int start)
    {
        if (!IsWellWritten(written))
        {
            Report(SyntaxErrors.MalformedNumber, start, "Numbers look like `12`, `1_500` and `0.25`.", Shorten(written));
            return null;
        }

        // A long whole number overflows the parser, a long fraction is rounded by it: both ways lead to the same test.
        var isRead = decimal.TryParse(written.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        if (isRead && value <= SyntaxFacts.MaximumNumber)
        {
            return value;
        }

        Report(SyntaxErrors.NumberTooLarge, start, null, Shorten(written));
        return null;
    }

    private static string Shorten(string written) => written.Length <= 40 ? written : written[..37] + "...";

    /// <summary>Digits, single underscores between digits, at most one point with digits on both sides.</summary>
    private static bool IsWellWritten(string written)
    {
        var points = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (char.IsAsciiDigit(written[i]))
            {
                continue;
            }

            points += written[i] == '.' ? 1 : 0;
            var isBetweenDigits = i > 0 && i + 1 < written.Length && char.IsAsciiDigit(written[i - 1]) && char.IsAsciiDigit(written[i + 1]);
            if (!isBetweenDigits || points > 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Four digits, a hyphen, a month and a day without a space between: a date, well written or not.</summary>
    private bool AtDate()
    {
        var month = CountDigits(5);
        var day = CountDigits(6 + month);
        return CountDigits(0) == 4 && Peek(4) == '-' && month is 1 or 2 && Peek(5 + month) == '-' && day is 1 or 2;
    }

    private int CountDigits(int offset)
    {
        var count = 0;
        while (count < 5 && char.IsAsciiDigit(Peek(offset + count)))
        {
            count++;
        }

        return count;
    }

    private (TokenKind Kind, object? Value) ScanDate()
    {
        var start = position;
        position += 5 + CountDigits(5);
        position += 1 + CountDigits(1);
        if (Current == 'T' && char.IsAsciiDigit(Peek(1)))
        {
            return ScanInstant(start);
        }

        var written = text[start..position];
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return (TokenKind.Date, date);
        }

        Report(SyntaxErrors.MalformedDate, start, "Dates are written year, month, day: `2024-01-31`.", written);
        return (TokenKind.Date, null);
    }

    private (TokenKind Kind, object? Value) ScanInstant(int start)
    {
        position++;
        while (char.IsAsciiDigit(Current) || (Current == ':' && char.IsAsciiDigit(Peek(1))))
        {
            position++;
        }

        var isLocal = !TryScanZone();
        var written = text[start..position];
        if (isLocal && DateTime.TryParseExact(
            written, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return (TokenKind.Instant, instant);
        }

        var hint = isLocal
            ? "Instants are written `2024-01-31T23:15` or `2024-01-31T23:15:30`."
            : "Instants are local to the data set and have no zone: `2024-01-31T23:15`.";
        Report(SyntaxErrors.MalformedDate, start, hint, written);
        return (TokenKind.Instant, null);
    }

    private bool TryScanZone()
    {
        var isOffset = Current is '+' or '-' && CountDigits(1) == 2 && Peek(3) == ':' && CountDigits(4) == 2;
        var length = Current == 'Z' ? 1 : isOffset ? 6 : 0;
        position += length;
        return length > 0;
    }
}
