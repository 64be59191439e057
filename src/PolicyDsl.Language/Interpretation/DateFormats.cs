using System.Globalization;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Reads dates and times by an exact format, in the letters that .NET uses: <c>d dd M MM MMM MMMM yy yyyy H HH h hh m mm s ss f F tt</c>,
/// and <c>z zz zzz K Z</c> for a UTC offset. Names of months and days are English, in any case. Years of two digits are 2000 to 2049 and 1950 to 1999.
/// Nothing depends on where or when the program runs.
/// </summary>
public static class DateFormats
{
    private const string Letters = "yMdHhmsfFtzKZ";
    private static readonly CultureInfo Culture = CreateCulture();

    /// <summary>What is wrong with a format, as the end of a sentence that starts with the format, or null: <c>"dd" names no year</c>.</summary>
    public static string? FindProblem(string format)
    {
        var runs = Runs(format).ToList();
        if (runs.Find(run => char.IsAsciiLetter(run.Letter) && run.Letter != 'T' && !Letters.Contains(run.Letter, StringComparison.Ordinal)) is { Length: > 0 } unknown)
        {
            return $"has the letter {unknown.Letter}, which stands for nothing; put plain words between single quotes";
        }

        if (runs.Find(run => run.Length > LongestRun(run.Letter)) is { Length: > 0 } tooLong)
        {
            return FormattableString.Invariant($"has the letter {tooLong.Letter} {tooLong.Length} times in a row");
        }

        return !runs.Exists(run => run.Letter == 'y') ? "names no year"
            : !runs.Exists(run => run.Letter == 'M') ? "names no month; M stands for months, m for minutes"
            : null;
    }

    /// <summary>Whether the format tells the hour, so that it makes an instant and not a date.</summary>
    public static bool HasTime(string format) => Has(format, "Hh");

    /// <summary>Whether the format has hours from 1 to 12 and nothing that tells morning from evening.</summary>
    public static bool HasHalfDays(string format) => Has(format, "h") && !Has(format, "t");

    /// <summary>Whether the format tells the day; without, it makes a month.</summary>
    public static bool HasDay(string format) => Has(format, "d");

    /// <summary>Whether the format tells how far the clock is from UTC.</summary>
    public static bool HasOffset(string format) => Has(format, "zKZ");

    /// <summary>The date and time as written, blanks around it ignored. A format without a day gives the first of the month, one without a time midnight.</summary>
    public static bool TryParse(string text, string format, out DateTime local) => TryParse(text, format, zone: null, out local);

    /// <summary>
    /// The date and time on the clocks of a zone. Only a text with a UTC offset is moved to the zone; any other is taken to be local already.
    /// With no zone, the clock time stays as it is written, and an offset is read and ignored.
    /// </summary>
    public static bool TryParse(string text, string format, TimeZoneInfo? zone, out DateTime local)
    {
        var trimmed = text.AsSpan().Trim();
        var exact = format.Length == 1 ? "%" + format : format;
        if (!HasOffset(format))
        {
            return DateTime.TryParseExact(trimmed, exact, Culture, DateTimeStyles.NoCurrentDateDefault, out local);
        }

        // An offset without a time has no meaning for a date, and K accepts a text without any offset.
        var read = DateTimeOffset.TryParseExact(trimmed, exact.Replace('Z', 'K'), Culture, DateTimeStyles.AssumeUniversal, out var instant);
        local = read && zone is not null && EndsWithOffset(trimmed) ? TimeZoneInfo.ConvertTime(instant, zone).DateTime : instant.DateTime;
        return read;
    }

    /// <summary>Finds a time zone by its name in the IANA list, such as <c>Europe/London</c>.</summary>
    public static bool TryFindZone(string name, out TimeZoneInfo zone)
    {
        var found = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var info);
        zone = info ?? TimeZoneInfo.Utc;
        return found;
    }

    private static CultureInfo CreateCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = 2049 };
        return culture;
    }

    private static bool Has(string format, string letters) => Runs(format).Any(run => letters.Contains(run.Letter, StringComparison.Ordinal));

    private static int LongestRun(char letter) => letter switch
    {
        'y' or 'M' or 'd' => 4,
        'H' or 'h' or 'm' or 's' or 't' => 2,
        'f' or 'F' => 7,
        'z' => 3,
        'K' or 'Z' => 1,
        _ => int.MaxValue,
    };

    /// <summary>Letters in a row; what is quoted or escaped is left out.</summary>
    private static IEnumerable<(char Letter, int Length)> Runs(string format)
    {
        for (var i = 0; i < format.Length;)
        {
            var letter = format[i];
            if (letter is '\'' or '"')
            {
                var close = format.IndexOf(letter, i + 1);
                i = close < 0 ? format.Length : close + 1;
                continue;
            }

            if (letter == '\\')
            {
                i += 2;
                continue;
            }

            var start = i;
            while (i < format.Length && format[i] == letter)
            {
                i++;
            }

            yield return (letter, i - start);
        }
    }

    private static bool EndsWithOffset(ReadOnlySpan<char> text) =>
        text.Length > 0 && (text[^1] is 'Z' or 'z' || text[^Math.Min(6, text.Length)..].IndexOfAny('+', '-') >= 0 && text.Contains(':'));
}
