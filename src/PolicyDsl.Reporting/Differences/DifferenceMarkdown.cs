using System.Collections.Immutable;
using PolicyDsl.Reporting.Data;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Reporting.Differences;

/// <summary>A difference for a review: what matters in one table, the rest folded.</summary>
internal static class DifferenceMarkdown
{
    public static void Write(DifferenceReport report, MarkdownWriter markdown)
    {
        var difference = report.Difference;
        markdown.WriteHeading(2, DifferenceSentences.Title(report));
        markdown.WriteParagraph(DifferenceSentences.Verdict(report));
        markdown.WriteList(
        [
            .. difference.Gates.Select(DifferenceSentences.Judge),
            .. ((string?[])[DifferenceSentences.Doubt(difference), difference.Changes.IsEmpty ? null : difference.WhyIncomplete]).OfType<string>(),
            .. DifferenceSentences.RecordedSummary(report),
        ]);
        WriteTable(report, markdown, ChangeKind.Disposition);
        Fold(report, markdown, ChangeKind.Offer, "Offers that change");
        Fold(report, markdown, ChangeKind.Detail, "Details that change");
        FoldExamples(difference, markdown);
        FoldLines(markdown, "Operations that change, which the proof leaves free", difference.Declarations.Operations.Select(DifferenceSentences.Declaration));
        FoldLines(markdown, "Words only, which no decision depends on", difference.Declarations.Words.Select(DifferenceSentences.Declaration));
        FoldLines(markdown, "What was looked at", Evidence(report));
    }

    private static IEnumerable<string> Evidence(DifferenceReport report)
    {
        yield return DifferenceSentences.Evidence(report);
        foreach (var line in DifferenceSentences.Rules(report.Difference.Declarations))
        {
            yield return line;
        }

        if (!report.Difference.Terms.IsEmpty)
        {
            yield return $"Terms: {string.Join("; ", report.Difference.Terms.Select(t => $"`{t}`"))}";
        }

        if (report.Load is { } load)
        {
            yield return $"{load.Title ?? load.Dataset}: {LoadText.DescribeRows(load)}";
            foreach (var line in load.Cautions.Concat(load.Unreadable.Select(LoadText.Describe)))
            {
                yield return line;
            }
        }

        foreach (var file in report.Provenance.Policies.Concat(report.Provenance.Data))
        {
            yield return $"{file.Path}: SHA-256 {file.Sha256}";
        }
    }

    private static void Fold(DifferenceReport report, MarkdownWriter markdown, ChangeKind kind, string title)
    {
        if (report.Difference.Changes.Any(c => c.Kind == kind))
        {
            markdown.WriteFolded($"{title}: {DifferenceSentences.Coverage(report.Difference, kind)}", () => WriteTable(report, markdown, kind));
        }
    }

    private static void FoldLines(MarkdownWriter markdown, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            markdown.WriteFolded(title, () => markdown.WriteList(all));
        }
    }

    private static void FoldExamples(PolicyDifference difference, MarkdownWriter markdown) => FoldLines(
        markdown,
        "Examples",
        difference.Changes.SelectMany(c => c.Boxes.Select(b => $"{DifferenceSentences.Heading(c)}: {DifferenceSentences.Conditions(b)}. {DifferenceSentences.Example(b)}")));

    private static void WriteTable(DifferenceReport report, MarkdownWriter markdown, ChangeKind kind)
    {
        var changes = report.Difference.Changes.Where(c => c.Kind == kind).ToList();
        if (changes.Count == 0)
        {
            return;
        }

        var hasData = report.Recorded is not null;
        ImmutableArray<string> headings = ["change", "where", "rules before → after", "kinds", .. hasData ? ["recorded", "first"] : Array.Empty<string>()];
        markdown.WriteTable(headings, changes.SelectMany(c => RowsOf(c, report.FindRecord(c))).Select(r => (IReadOnlyList<string>)r), rightFrom: 3);
        if (kind == ChangeKind.Disposition)
        {
            markdown.WriteParagraph(DifferenceSentences.Coverage(report.Difference, kind));
        }
    }

    private static IEnumerable<ImmutableArray<string>> RowsOf(Change change, ChangeRecord? record)
    {
        foreach (var (i, box) in change.Boxes.Index())
        {
            yield return
            [
                i == 0 ? DifferenceSentences.Heading(change) : "",
                DifferenceSentences.Conditions(box) + (box.Example is null ? " (possible only)" : ""),
                DifferenceSentences.Responsible(box),
                KindCount.Number(box.Kinds),
                .. Cells(record?.OfEachBox[i]),
            ];
        }

        if (!change.KindsNotShown.IsZero)
        {
            yield return [change.Boxes.IsEmpty ? DifferenceSentences.Heading(change) : "", "in no box shown", "", KindCount.Number(change.KindsNotShown), .. Cells(record?.NotShown)];
        }
    }

    private static ImmutableArray<string> Cells(IncidentCount? count) => count is null ? []
        : count.Incidents == 0 ? ["untested", ""]
        : [Phrase.Number(count.Incidents), string.Join(", ", count.First)];
}
