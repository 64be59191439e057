namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Turns the counts of a column into its profile.</summary>
internal static class ColumnDescriber
{
    public const int MaxFrequent = 50;
    private const int MaxExamples = 5;
    private const int MaxOffences = 1000;
    private const int MinOffences = 4;
    private const int MaxMarkers = 10;

    private static readonly string[] OffenceWords = ["assault", "burglary", "larceny", "theft", "narcotic", "drug", "robbery", "vandalism", "fraud", "homicide", "arson", "weapon"];

    public static ColumnProfile Describe(string name, ColumnCounter counter)
    {
        var all = counter.Counts.Select(pair => new ValueCount(pair.Key, pair.Value)).ToList();
        var values = all.FindAll(value => !MissingTexts.Contains(value.Value));
        var type = TypeInference.Infer(name, values);
        var tables = LibraryTables.FindFor(values, type.ListSeparator);
        var (min, max, least, most) = FindRange(type, counter, values);
        var facts = new ColumnFacts(type.Type, values.Count, counter.IsUnique, least, most, tables)
        {
            HasWords = values.Count(value => value.Value.Length > 3) * 2 > values.Count,
            NamesOffences = values.Count <= MaxOffences && OffenceWords.Count(word => values.Exists(value => value.Value.Contains(word, StringComparison.OrdinalIgnoreCase))) >= MinOffences,
        };
        var meaning = MeaningRules.Guess(name, facts);
        return new ColumnProfile
        {
            Name = name,
            Rows = counter.Rows,
            Missing = counter.Missing,
            Distinct = all.Count,
            HasMoreDistinct = counter.HasMoreDistinct,
            IsUnique = counter.IsUnique,
            MostFrequent = [.. ByCount(all).Take(MaxFrequent)],
            Examples = [.. all.Take(MaxExamples).Select(value => value.Value)],
            Markers = [.. ByCount(all.Where(value => MissingTexts.Contains(value.Value))).Take(MaxMarkers)],
            Type = type.Type,
            TypeShare = type.Share,
            Dates = type.Dates,
            HasAmbiguousDates = type.HasAmbiguousDates,
            ListSeparator = type.ListSeparator,
            Min = min,
            Max = max,
            Meaning = meaning,
            Table = tables.Find(table => MeaningRules.MeaningOf(table.Gives) == meaning),
        };
    }

    private static IEnumerable<ValueCount> ByCount(IEnumerable<ValueCount> values) =>
        values.OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal);

    private static (string? Min, string? Max, decimal? Least, decimal? Most) FindRange(TypeInference type, ColumnCounter counter, List<ValueCount> values)
    {
        var range = new ValueRange(type);
        foreach (var (value, _) in values)
        {
            range.Add(value);
        }

        range.Add(counter.LaterMin);
        range.Add(counter.LaterMax);
        return (range.Min, range.Max, range.Least, range.Most);
    }
}
