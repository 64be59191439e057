using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Says what a loading found that a reader of its figures should know: errors under <c>--strict</c>, warnings otherwise.</summary>
internal sealed class LoadFindings(LoadContext context, LoadReport report, LoadedCounts counts)
{
    private readonly Location? location = context.Request.Dataset.Location;

    public void AddTo(DiagnosticBag bag, SourceReport source)
    {
        if (bag.Any(d => d.Severity == Severity.Error))
        {
            return;
        }

        AddNoIncidents(bag);
        AddRejected(bag);
        AddUnreadable(bag);
        AddLinked(bag);
        AddConsistency(bag);
        AddPeriods(bag);
        foreach (var file in source.Files.Where(f => f.Encoding is { FallbackBytes: > 0 }))
        {
            bag.Report(DataErrors.EncodingMixed, location, file.FileName, file.Encoding);
        }

        foreach (var field in report.Coverage.Where(c => c.Known + c.Partly == 0 && c.Unknown > 0))
        {
            bag.Report(DataErrors.NeverKnown, location, field.Field, report.Dataset);
        }
    }

    private void AddNoIncidents(DiagnosticBag bag)
    {
        if (counts.Incidents > 0)
        {
            return;
        }

        var why = report.RowsRead == 0 ? "its files have no rows" : $"of {Count.Of(report.RowsRead, "row")}, {report.RowsSetAside} were set aside and {report.RowsRejected} rejected";
        bag.Report(DataErrors.NoIncidents, location, report.Dataset, why);
    }

    private void AddRejected(DiagnosticBag bag)
    {
        foreach (var rejected in report.Rejected)
        {
            var rows = Count.Of(rejected.Rows, "row");
            if (context.Request.IsStrict)
            {
                bag.Add(Diagnostic.Create(DataErrors.StrictRejected, location, rows, report.Dataset) with { Hint = $"The reason: {rejected.Reason}; the first is {Place(rejected.First[0])}." });
            }
            else
            {
                bag.Report(DataErrors.RowsRejected, location, rows, report.Dataset, rejected.Reason, Place(rejected.First[0]));
            }
        }
    }

    private void AddUnreadable(DiagnosticBag bag)
    {
        foreach (var values in report.Unreadable)
        {
            var (count, first) = (Count.Of(values.Count, "value"), values.First[0]);
            if (context.Request.IsStrict)
            {
                bag.Add(Diagnostic.Create(DataErrors.StrictUnreadable, location, count, values.Column) with { Hint = $"{values.Reason}; the first is `{Shorten(first.Text)}`, {Place(first)}." });
            }
            else
            {
                bag.Report(DataErrors.ValuesUnreadable, location, count, values.Column, values.Reason, Shorten(first.Text), Place(first));
            }
        }
    }

    private void AddLinked(DiagnosticBag bag)
    {
        foreach (var linked in report.Linked)
        {
            if (linked.Unmatched > 0)
            {
                bag.Report(DataErrors.ReferencesUnmatched, location, Count.Of(linked.Unmatched, "incident"), linked.Entity, linked.Files[0].Name, linked.FirstUnmatched[0]);
            }

            if (linked.RowsRejected > 0)
            {
                bag.Report(
                    context.Request.IsStrict ? DataErrors.StrictRejected : DataErrors.RowsRejected,
                    location,
                    Count.Of(linked.RowsRejected, "row"),
                    linked.Files[0].Name,
                    linked.Rejected[0].Reason,
                    Place(linked.Rejected[0].First[0]));
            }
        }
    }

    private void AddConsistency(DiagnosticBag bag)
    {
        foreach (var field in report.Disagreements)
        {
            bag.Report(DataErrors.FieldsDisagree, location, Count.Of(field.Incidents, "incident"), report.Dataset, field.Field, field.FirstIncidents[0]);
        }

        foreach (var broken in report.BrokenInvariants)
        {
            bag.Report(DataErrors.InvariantBroken, location, Count.Of(broken.Incidents, "incident"), report.Dataset, broken.Invariant, broken.FirstIncidents[0]);
        }
    }

    private void AddPeriods(DiagnosticBag bag)
    {
        if (counts.FirstOutside is { } first && context.Request.Dataset.Covers is { } covers)
        {
            var days = FormattableString.Invariant($"{covers.From:yyyy-MM-dd} to {covers.To:yyyy-MM-dd}");
            bag.Report(DataErrors.OutsideCoverage, location, Count.Of(counts.OutsideCoverage, "incident"), report.Dataset, days, first);
        }

        if (context.Request.Dataset.Decides is not null && counts.TimeUncertain > 0)
        {
            bag.Report(DataErrors.TimeUnknown, location, Count.Of(counts.TimeUncertain, "incident"), report.Dataset);
        }
    }

    private static string Place(DataPlace place) => new RowPlace(place.File, place.Line).Describe(withFile: true);

    private static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 60 ? line : line[..60] + "…";
    }
}

/// <summary>Numbers of things in words.</summary>
internal static class Count
{
    public static string Of(long count, string what) => FormattableString.Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
