using System.Text.RegularExpressions;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>
/// The tables of the standard library that turn texts of public data sets into the words of the vocabulary, read from its source text.
/// Only what a table lists matters here, not what it gives for it, so the patterns are picked out of the text without parsing the rest.
/// </summary>
internal static partial class LibraryTables
{
    private const string Resource = "idpc/vocabulary.policy";

    /// <summary>The share of cells that a table must list to be worth naming.</summary>
    private const double EnoughShare = 0.8;

    /// <summary>A column of more values is no column of words that a table lists.</summary>
    private const int MaxValues = 5000;

    private static readonly Lazy<IReadOnlyList<LibraryTable>> Loaded = new(() => Parse(ReadSource()));

    public static IReadOnlyList<LibraryTable> All => Loaded.Value;

    /// <summary>Tables that list most of the values, or of the parts of lists: the one that lists most first, and of equals the one that is used most.</summary>
    public static List<TableMatch> FindFor(IReadOnlyList<ValueCount> values, string? listSeparator) => values.Count > MaxValues ? [] :
    [
        .. All.Select(table => (Table: table, Share: ShareOf(table, values, listSeparator)))
            .Where(match => match.Share >= EnoughShare)
            .OrderByDescending(match => match.Share)
            .ThenByDescending(match => match.Table.UsedBy(values))
            .Select(match => new TableMatch(match.Table.Name, match.Table.Gives, match.Share)),
    ];

    internal static IReadOnlyList<LibraryTable> Parse(string source) =>
    [
        .. Table().Matches(source)
            .Where(table => MeaningRules.MeaningOf(table.Groups["gives"].Value) != ColumnMeaning.Unclear)
            .Select(table => new LibraryTable(
                table.Groups["name"].Value,
                table.Groups["gives"].Value,
                [.. table.Groups["arms"].Value.Split('\n').SelectMany(PatternsOf)])),
    ];

    private static IEnumerable<TextPattern> PatternsOf(string line)
    {
        var arrow = line.IndexOf("=>", StringComparison.Ordinal);
        return arrow < 0 ? [] : Pattern().Matches(line[..arrow]).Select(match => new TextPattern(match.Groups["how"].Value, Unescape(match.Groups["text"].Value)));
    }

    private static string Unescape(string text) => text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    private static double ShareOf(LibraryTable table, IReadOnlyList<ValueCount> values, string? listSeparator)
    {
        long listed = 0, all = 0;
        foreach (var (value, count) in values)
        {
            foreach (var part in listSeparator is null ? [value] : value.Split(listSeparator))
            {
                all += count;
                listed += table.Lists(part) ? count : 0;
            }
        }

        return all == 0 ? 0 : (double)listed / all;
    }

    private static string ReadSource()
    {
        var library = typeof(ISourceResolver).Assembly;
        using var stream = library.GetManifestResourceStream(Resource) ?? throw new DataException($"the standard library has no {Resource}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^table (?<name>\w+) of text gives (?<gives>\w+)[^{\n]*\{\n(?<arms>(?:[^}\n][^\n]*\n)*)\}", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Table();

    [GeneratedRegex(@"(?<how>contains|starts with|ends with)?\s*""(?<text>(?:[^""\\]|\\.)*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <param name="Name">The name of the table.</param>
/// <param name="Gives">The type of its results.</param>
/// <param name="Patterns">What it lists.</param>
internal sealed record LibraryTable(string Name, string Gives, IReadOnlyList<TextPattern> Patterns)
{
    /// <summary>The share of its patterns that some value fits.</summary>
    public double UsedBy(IReadOnlyList<ValueCount> values) => (double)Patterns.Count(pattern => values.Any(value => pattern.Fits(value.Value))) / Patterns.Count;

    public bool Lists(string value) => Patterns.Any(pattern => pattern.Fits(value));
}

/// <param name="How">Empty for the whole text, else the words of the language.</param>
/// <param name="Text">What to find.</param>
internal readonly record struct TextPattern(string How, string Text)
{
    public bool Fits(string value) => How switch
    {
        "contains" => value.Contains(Text, StringComparison.Ordinal),
        "starts with" => value.StartsWith(Text, StringComparison.Ordinal),
        "ends with" => value.EndsWith(Text, StringComparison.Ordinal),
        _ => string.Equals(value, Text, StringComparison.Ordinal),
    };
}
