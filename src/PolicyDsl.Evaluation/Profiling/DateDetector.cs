using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>
/// Finds the formats in which a column writes its dates. Each candidate is tried on a sample first, and the few that fit on all values.
/// Of formats that read the same values the stricter is listed first, and so preferred.
/// </summary>
internal static class DateDetector
{
    private const int SampleSize = 200;
    private const double MinSampleShare = 0.2;
    private const int MaxKept = 4;

    private static readonly string[] Clocks = ["", " HH:mm", " HH:mm:ss", " H:mm", " H:mm:ss", " hh:mm tt", " hh:mm:ss tt", " h:mm tt", " h:mm:ss tt"];
    private static readonly string[] DayFirst = ["dd/MM/yyyy", "d/M/yyyy", "dd/MM/yy", "d/M/yy", "dd-MM-yyyy", "d-M-yyyy"];
    private static readonly string[] MonthFirst = ["MM/dd/yyyy", "M/d/yyyy", "MM/dd/yy", "M/d/yy", "MM-dd-yyyy", "M-d-yyyy"];

    private static readonly string[] Others =
    [
        "yyyy-MM-dd", "yyyy-MM", "yyyy/MM/dd", "yyyy/M/d", "dd.MM.yyyy", "d.M.yyyy", "dd-MMM-yy", "d-MMM-yy", "dd-MMM-yyyy", "d-MMM-yyyy",
        "dd MMM yyyy", "d MMM yyyy", "dd MMMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "yyyy MMM dd",
    ];

    private static readonly string[] Whole =
    [
        "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:ss.fff",
        "yyyy-MM-ddTHH:mm:ss.fffZ", "yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:sszz", "yyyy-MM-dd HH:mm:ss.fff",
        "yyyy-MM-dd HH:mm:ss 'UTC'", "ddd MMM dd HH:mm:ss yyyy", "MM/yyyy", "MMM-yy", "MMM yyyy", "MMMM yyyy", "yyyyMM",
    ];

    private static readonly string[] Compact = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    public static IReadOnlyList<string> Candidates { get; } =
        [.. Whole.Where(format => format != "yyyyMM"), .. from date in (string[])[.. Others, .. DayFirst, .. MonthFirst] from clock in Clocks select date + clock];

    /// <summary>The formats that read some of the values, best first. Plain numbers count as dates only where the name says so.</summary>
    public static List<DateReading> Detect(IReadOnlyList<ValueCount> values, bool mayBePlainNumber)
    {
        IEnumerable<string> candidates = mayBePlainNumber ? [.. Compact, "yyyyMM", .. Candidates] : Candidates;
        var step = Math.Max(1, values.Count / SampleSize);
        var sample = Enumerable.Range(0, (values.Count + step - 1) / step).Select(i => values[i * step]).Where(value => LooksDated(value.Value)).ToList();
        if (sample.Count == 0)
        {
            return [];
        }

        return
        [
            .. candidates.Where(format => ShareOf(format, sample) >= MinSampleShare)
                .Select(format => new DateReading(format, ShareOf(format, values)))
                .Where(reading => reading.Share > 0)
                .OrderByDescending(reading => reading.Share),
        ];
    }

    /// <summary>Whether the two best formats differ in which number is the month.</summary>
    public static bool IsAmbiguous(List<DateReading> readings) =>
        readings.Count > 1 && Partner(readings) is { } partner && partner.Share >= readings[0].Share;

    /// <summary>Keeps the best format, its partner that swaps day and month where the data cannot tell, and those that read what the best does not.</summary>
    public static List<DateReading> Simplify(List<DateReading> readings, IReadOnlyList<ValueCount> values)
    {
        if (readings.Count == 0)
        {
            return [];
        }

        var kept = new List<DateReading> { readings[0] };
        if (IsAmbiguous(readings) && Partner(readings) is { } partner)
        {
            kept.Add(partner);
        }

        var rest = values.Where(value => !DateFormats.TryParse(value.Value, readings[0].Format, out _)).ToList();
        foreach (var reading in readings)
        {
            if (kept.Count < MaxKept && rest.RemoveAll(value => DateFormats.TryParse(value.Value, reading.Format, out _)) > 0)
            {
                kept.Add(reading);
            }
        }

        return kept;
    }

    private static DateReading? Partner(List<DateReading> readings)
    {
        var best = readings[0].Format;
        var swapped = DayFirst.Zip(MonthFirst).Concat(MonthFirst.Zip(DayFirst))
            .Where(pair => best == pair.First || best.StartsWith(pair.First + " ", StringComparison.Ordinal))
            .Select(pair => pair.Second + best[pair.First.Length..])
            .FirstOrDefault();
        return swapped is null ? null : readings.Where(reading => reading.Format == swapped).Select(reading => (DateReading?)reading).FirstOrDefault();
    }

    /// <summary>A quick look before many formats are tried.</summary>
    private static bool LooksDated(string value) => value.Length is >= 5 and <= 40 && value.AsSpan().IndexOfAnyInRange('0', '9') >= 0;

    private static double ShareOf(string format, IReadOnlyList<ValueCount> values)
    {
        long read = 0, all = 0;
        foreach (var (value, count) in values)
        {
            all += count;
            read += LooksDated(value) && DateFormats.TryParse(value, format, out _) ? count : 0;
        }

        return all == 0 ? 0 : (double)read / all;
    }
}
