using System.Globalization;
using System.Text.RegularExpressions;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>The type that nearly all values of a column fit.</summary>
internal sealed partial class TypeInference
{
    private const double EnoughShare = 0.95;
    private const double EnoughDates = 0.9;

    /// <summary>More different bands than this are codes that look like them.</summary>
    private const int MaxBands = 40;

    private static readonly HashSet<string>[] YesAndNo =
    [
        .. new[] { "true,false", "t,f", "yes,no", "y,n", "1,0" }.Select(pair => pair.Split(',').ToHashSet(StringComparer.OrdinalIgnoreCase)),
    ];

    public ColumnType Type { get; private init; }

    public double Share { get; private init; } = 1;

    public List<DateReading> Dates { get; private init; } = [];

    public bool HasAmbiguousDates { get; private init; }

    public string? ListSeparator { get; private init; }

    /// <param name="name">The name of the column, which decides whether plain numbers may be dates.</param>
    /// <param name="values">The values with their counts, markers of missing left out.</param>
    public static TypeInference Infer(string name, IReadOnlyList<ValueCount> values)
    {
        if (values.Count == 0)
        {
            return new TypeInference { Type = ColumnType.Empty };
        }

        if (values.Count <= 2 && Array.Exists(YesAndNo, pair => values.All(value => pair.Contains(value.Value.Trim()))) && !IsLonelyDigit(values))
        {
            return new TypeInference { Type = ColumnType.Boolean };
        }

        return AsDate(name, values) ?? AsNumber(values) ?? AsMark(values);
    }

    public static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static bool IsLonelyDigit(IReadOnlyList<ValueCount> values) => values.Count == 1 && values[0].Value.Trim() is "0" or "1";

    private static TypeInference? AsDate(string name, IReadOnlyList<ValueCount> values)
    {
        var mayBePlainNumber = ColumnName.Tokens(name).Overlaps(["date", "month", "day"]);
        var readings = DateDetector.Detect(values, mayBePlainNumber);
        var simplified = DateDetector.Simplify(readings, values);
        var share = values.Count == 0 || simplified.Count == 0 ? 0 : ShareOf(values, value => simplified.Exists(reading => DateFormats.TryParse(value, reading.Format, out _)));
        if (share < EnoughDates)
        {
            return null;
        }

        var best = simplified[0].Format;
        var type = DateFormats.HasTime(best) ? ColumnType.Instant : DateFormats.HasDay(best) ? ColumnType.Date : ColumnType.Month;
        return new TypeInference { Type = type, Share = share, Dates = simplified, HasAmbiguousDates = DateDetector.IsAmbiguous(readings) };
    }

    private static TypeInference? AsNumber(IReadOnlyList<ValueCount> values)
    {
        var whole = ShareOf(values, value => Whole().IsMatch(value));
        var share = ShareOf(values, value => TryNumber(value, out _));
        if (share < EnoughShare)
        {
            return null;
        }

        var hasLeadingZeros = ShareOf(values, value => LeadingZero().IsMatch(value)) > 0;
        return hasLeadingZeros
            ? new TypeInference { Type = ColumnType.Code, Share = share }
            : new TypeInference { Type = whole >= share - 1e-9 ? ColumnType.Integer : ColumnType.Decimal, Share = share };
    }

    private static TypeInference AsMark(IReadOnlyList<ValueCount> values)
    {
        var bands = ShareOf(values, AgeBands.IsBand);
        if (bands >= EnoughShare && values.Count <= MaxBands)
        {
            return new TypeInference { Type = ColumnType.AgeBand, Share = bands };
        }

        if (ListDetector.Find(values) is { } separator)
        {
            return new TypeInference { Type = ColumnType.List, ListSeparator = separator };
        }

        var codes = ShareOf(values, value => Code().IsMatch(value.Trim()));
        var digits = ShareOf(values, value => value.AsSpan().IndexOfAnyInRange('0', '9') >= 0);
        return codes >= EnoughShare && digits >= 0.5
            ? new TypeInference { Type = ColumnType.Code, Share = codes }
            : new TypeInference { Type = ColumnType.Text };
    }

    private static double ShareOf(IReadOnlyList<ValueCount> values, Func<string, bool> fits)
    {
        long fitting = 0, all = 0;
        foreach (var (value, count) in values)
        {
            all += count;
            fitting += fits(value) ? count : 0;
        }

        return all == 0 ? 0 : (double)fitting / all;
    }

    [GeneratedRegex(@"^\s*[+-]?[0-9]+\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^\s*0[0-9]+\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex LeadingZero();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._/#-]{0,23}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
