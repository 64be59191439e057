using System.Collections.Immutable;
using System.Globalization;

namespace PolicyDsl.Benchmarks.Peers.Workload;

/// <summary>What is asked of every program: how often each rule fires and stays open in each area, and the exact weight of what was found where a rule that ends in arrest fires.</summary>
internal sealed class Census
{
    private readonly SortedDictionary<string, Row> rows = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Row> Rows => rows;

    /// <summary>The row of an area; the empty text is for incidents whose area is unknown.</summary>
    public Row GetRow(string area, int rules)
    {
        if (!rows.TryGetValue(area, out var row))
        {
            rows.Add(area, row = new Row(rules));
        }

        return row;
    }

    /// <summary>Counts the rows of a maker with the rules written by hand.</summary>
    public static Census Count(IncidentGenerator maker)
    {
        var census = new Census();
        for (var number = 0; number < maker.Rows; number++)
        {
            var record = maker.Make(number);
            var row = census.GetRow(record.Area is { } area ? string.Create(CultureInfo.InvariantCulture, $"A{area:000}") : "", PlainRules.All.Length);
            var isArrest = false;
            row.Incidents++;
            for (var rule = 0; rule < PlainRules.All.Length; rule++)
            {
                var fires = PlainRules.All[rule].Fires(record);
                row.Fired[rule] += fires == true ? 1 : 0;
                row.Open[rule] += fires is null ? 1 : 0;
                isArrest |= fires == true && PlainRules.Arrests.Contains(PlainRules.All[rule].Name);
            }

            row.Milligrams += isArrest ? record.Milligrams ?? 0 : 0;
        }

        return census;
    }

    /// <summary>Where two differ, at most a few places; empty where they are the same.</summary>
    public static ImmutableArray<string> FindDifferences(Census expected, Census actual, ImmutableArray<string> rules) =>
    [
        .. expected.rows.Keys.Union(actual.rows.Keys, StringComparer.Ordinal).SelectMany(area =>
            expected.rows.GetValueOrDefault(area) is not { } left ? [$"area `{area}` is not expected"]
            : actual.rows.GetValueOrDefault(area) is not { } right ? [$"area `{area}` is missing"]
            : Row.FindDifferences(left, right, rules).Select(d => $"area `{area}`, {d}")).Take(5),
    ];

    internal sealed class Row(int rules)
    {
        public long Incidents { get; set; }

        public long[] Fired { get; } = new long[rules];

        public long[] Open { get; } = new long[rules];

        public long Milligrams { get; set; }

        public static IEnumerable<string> FindDifferences(Row expected, Row actual, ImmutableArray<string> rules)
        {
            if (expected.Incidents != actual.Incidents)
            {
                yield return $"incidents: {expected.Incidents} expected, {actual.Incidents} counted";
            }

            for (var rule = 0; rule < rules.Length; rule++)
            {
                if (expected.Fired[rule] != actual.Fired[rule] || expected.Open[rule] != actual.Open[rule])
                {
                    yield return $"rule `{rules[rule]}`: {expected.Fired[rule]} fired and {expected.Open[rule]} open expected, {actual.Fired[rule]} and {actual.Open[rule]} counted";
                }
            }

            if (expected.Milligrams != actual.Milligrams)
            {
                yield return $"weight: {expected.Milligrams} mg expected, {actual.Milligrams} mg counted";
            }
        }
    }
}
