using System.Collections.Immutable;
using PolicyDsl.Outcomes.Comparison;
using PolicyDsl.Outcomes.Measures;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Comparisons;

/// <summary>A table as cells, before it is laid out for a terminal or as Markdown.</summary>
/// <param name="RightFrom">The first column of numbers.</param>
internal sealed record ReportTable(string Title, ImmutableArray<string> Headings, ImmutableArray<ImmutableArray<string>> Rows, int RightFrom, ImmutableArray<string> Notes);

/// <summary>The tables of a comparison. Every rate has its counts beside it, and every figure its difference from the first contender.</summary>
internal static class ComparisonTables
{
    private const string TooFew = "too few to say";

    public static ReportTable Contenders(ComparisonResult result) => new(
        "Contenders",
        ["", "in scope", "outside", "unsettled", "conflicts", "without decision"],
        [.. result.Contenders.Select(c => (ImmutableArray<string>)
        [
            c.Name, Phrase.Number(c.Decided), Phrase.Number(c.Outside), Phrase.Number(c.Unsettled), Phrase.Number(c.Conflicts), Phrase.Number(c.None),
        ])],
        1,
        []);

    public static ReportTable Dispositions(ComparisonResult result) => new(
        "Dispositions",
        ["disposition", .. result.Contenders.SelectMany(c => (string[])[c.Name, "share"])],
        [.. result.Dispositions.Select(d => (ImmutableArray<string>)
        [
            d.Action, .. d.OfEach.SelectMany(n => (string[])[Phrase.Number(n), NumberText.Percent(n, result.Compared)]),
        ])],
        1,
        [.. DescribeKept(result), .. DescribeUnsettled(result.Contenders)]);

    /// <summary>Null where there is nothing to tell.</summary>
    public static ReportTable? Measures(string title, ComparisonResult result, ImmutableArray<MeasureLine> lines)
    {
        if (lines.IsEmpty)
        {
            return null;
        }

        var rows = lines.SelectMany(line => line.OfEach.Select((figure, i) => (ImmutableArray<string>)
        [
            i == 0 ? line.Name : "",
            result.Contenders[i].Name,
            NumberText.Figure(figure),
            NumberText.Parts(figure),
            NumberText.RateInterval(figure.Interval),
            i == 0 ? "" : DescribeDifference(line.Differences[i]),
        ]));
        var notes = lines
            .SelectMany(l => l.OfEach.SelectMany((f, i) => (f.WhyNot is { } why ? [why] : f.Notes).Select(n => (Contender: result.Contenders[i].Name, l.Name, Note: n))))
            .GroupBy(n => (n.Contender, n.Note))
            .Select(g => $"{string.Join(", ", g.Select(n => n.Name))} of {g.Key.Contender}: {g.Key.Note}");
        return new ReportTable(title, ["", "", "figure", "from", "95% interval", "difference"], [.. rows], 2, [.. notes]);
    }

    public static IEnumerable<ReportTable> Disproportionality(ComparisonResult result) => result.Disproportionality.Select(table => new ReportTable(
        $"{table.Of} by {table.Field}",
        ["", "group", "of", "incidents", "rate", "95% interval", "relative to the largest", "95% interval"],
        [.. table.GroupsOfEach.SelectMany((groups, i) => groups.Select((g, j) => ToRow(j == 0 ? result.Contenders[i].Name : "", g)))],
        2,
        [$"Groups with fewer than {Phrase.Number(table.MinimumGroup)} incidents are too few to say. Rates of the recorded data show whom the police met, not who offends."]));

    public static IEnumerable<ReportTable> Transitions(ComparisonResult result) => result.Transitions.Select(table => new ReportTable(
        $"From {table.From} to {table.To}",
        ["from", "to", "first incidents", "incidents", "share"],
        [.. table.Cells.Where(c => c.IsChange).Select(c => (ImmutableArray<string>)
        [
            c.FromAction, c.ToAction, string.Join(", ", c.FirstIncidents), Phrase.Number(c.Incidents), NumberText.Percent(c.Incidents, table.Compared),
        ])],
        3,
        [$"{Phrase.Number(table.Changed)} of {Phrase.Number(table.Compared)} incidents change ({NumberText.Percent(table.Changed, table.Compared)}).", .. DescribeUnsettled(result.Contenders.Where(c => c.Name == table.From || c.Name == table.To))]));

    /// <summary>An action that a policy never names may stand in its column: it is what was recorded of incidents that are none of its business.</summary>
    private static IEnumerable<string> DescribeKept(ComparisonResult result)
    {
        var kept = result.Contenders.Where(c => !c.IsRecorded && c.Outside > 0).Select(c => $"{Phrase.Number(c.Outside)} under {c.Name}").ToList();
        if (kept.Count > 0 && result.Baseline.IsPresent)
        {
            yield return $"Included are the incidents outside a policy's scope, with what was recorded of them: {Phrase.Join(kept)}.";
        }
    }

    private static IEnumerable<string> DescribeUnsettled(IEnumerable<Contender> contenders)
    {
        var unsettled = contenders.Where(c => c.Unsettled > 0).Select(c => $"{Phrase.Number(c.Unsettled)} decisions of {c.Name}").ToList();
        if (unsettled.Count > 0)
        {
            yield return $"Could turn out otherwise if what is unknown were known: {Phrase.Join(unsettled)}.";
        }
    }

    public static ReportTable? Assumptions(ComparisonResult result)
    {
        if (result.Assumptions is not { } used)
        {
            return null;
        }

        var notes = new List<string>();
        if (!used.Missing.IsEmpty)
        {
            notes.Add($"Not assumed, and so not counted: {string.Join(", ", used.Missing)}.");
        }

        if (used.LeavesOutDetectedOffences)
        {
            notes.Add($"Harm leaves out what the police find by looking for it: {string.Join(", ", used.LeftOutOffences)}.");
        }

        return new ReportTable(
            $"Assumptions: {used.Title}",
            ["assumption", "low .. central .. high", "source", "checked", "uses"],
            [.. used.Items.Select(a => (ImmutableArray<string>)
            [
                $"{a.Kind} of {a.Subject}",
                $"{NumberText.Plain(a.Low)} .. {NumberText.Plain(a.Central)} .. {NumberText.Plain(a.High)} {a.Unit}",
                a.Source ?? "no source",
                a.Verification ?? "not said",
                Phrase.Number(a.Uses),
            ])],
            4,
            [.. notes]);
    }

    /// <summary>What is compared, and what is left out of every side.</summary>
    public static IEnumerable<string> Describe(ComparisonResult result)
    {
        yield return $"{Phrase.Count(result.Compared, "incident")} compared.";
        if (result.Baseline.WhyNot is { } why)
        {
            yield return why;
        }

        if (result.LeftOutRecordedUnknown > 0)
        {
            yield return $"{Phrase.Count(result.LeftOutRecordedUnknown, "incident")} left out of every side, for what was recorded is unknown.";
        }

        if (result.HistoryOnly > 0)
        {
            yield return $"{Phrase.Count(result.HistoryOnly, "incident")} outside the period that is decided: only histories see them.";
        }

        if (result.WhyNoAssumptions is { } none)
        {
            yield return none;
        }
    }

    private static ImmutableArray<string> ToRow(string contender, GroupRate group) =>
    [
        contender,
        group.Group + (group.IsReference ? " (largest)" : ""),
        group.Most == group.Numerator ? Phrase.Number(group.Numerator) : $"{Phrase.Number(group.Numerator)} .. {Phrase.Number(group.Most)}",
        Phrase.Number(group.Denominator),
        group.IsTooFew ? TooFew : NumberText.Rate(group),
        group.IsTooFew ? "" : NumberText.RateInterval(group.RateInterval),
        group.IsTooFew || !group.IsKnown || group.Relative is not { } relative ? "-" : NumberText.Rate(relative),
        group.IsTooFew || !group.IsKnown || group.IsReference ? "" : NumberText.RateInterval(group.RelativeInterval),
    ];

    private static string DescribeDifference(Difference? difference) => difference switch
    {
        null => "-",
        { Central: { } central } when difference.Low == difference.High => NumberText.Difference(central),
        { Central: { } central } => $"{NumberText.Difference(central)} ({NumberText.Difference(difference.Low)} .. {NumberText.Difference(difference.High)})",
        _ when difference.Low == difference.High => NumberText.Difference(difference.Low),
        _ => $"{NumberText.Difference(difference.Low)} .. {NumberText.Difference(difference.High)}",
    };
}
