using PolicyDsl.Reporting.Data;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Reporting.Differences;

/// <summary>A difference for a person at a terminal.</summary>
internal static class PrettyDifference
{
    public static void Write(DifferenceReport report, TextWriter output, RenderOptions options)
    {
        PrettyDiagnostics.Write(report.Diagnostics, output, options);
        var writer = new StyledWriter(output, options.UseColor);
        var difference = report.Difference;
        writer.WriteLine(Clean(DifferenceSentences.Title(report)), Style.Bold);
        writer.WriteLine($"  {DifferenceSentences.Evidence(report)}");
        if (options.IsVerbose && !difference.Terms.IsEmpty)
        {
            writer.WriteLine($"  Terms: {Clean(string.Join("; ", difference.Terms))}");
        }

        if (report.Load is { } load)
        {
            writer.WriteLine();
            LoadText.Write(load, writer, options.IsVerbose);
        }

        writer.WriteLine();
        writer.WriteLine(Clean(DifferenceSentences.Verdict(report)), difference.Verdict == DifferenceVerdict.Same ? Style.Good : Style.Bold);
        WriteLines(writer, DifferenceSentences.Doubt(difference), difference.Changes.IsEmpty ? null : difference.WhyIncomplete);
        foreach (var sentence in DifferenceSentences.RecordedSummary(report))
        {
            writer.WriteLine(Clean(sentence));
        }

        WriteChanges(writer, report, ChangeKind.Disposition, "Dispositions");
        WriteChanges(writer, report, ChangeKind.Offer, "Offers");
        WriteChanges(writer, report, ChangeKind.Detail, "Details of the same disposition");
        WriteDeclarations(writer, difference.Declarations);
        WriteGates(writer, difference);
    }

    private static void WriteLines(StyledWriter writer, params IEnumerable<string?> lines)
    {
        foreach (var line in lines.OfType<string>())
        {
            writer.WriteLine(Clean(line), Style.Warning);
        }
    }

    private static void WriteChanges(StyledWriter writer, DifferenceReport report, ChangeKind kind, string title)
    {
        var changes = report.Difference.Changes.Where(c => c.Kind == kind).ToList();
        if (changes.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.Write(title, Style.Bold).WriteLine($": {DifferenceSentences.Coverage(report.Difference, kind)}");
        foreach (var change in changes)
        {
            WriteChange(writer, change, report.FindRecord(change));
        }
    }

    private static void WriteChange(StyledWriter writer, Change change, ChangeRecord? record)
    {
        writer.Write($"  {Clean(DifferenceSentences.Heading(change))}", change.Direction == ChangeDirection.Harsher ? Style.Warning : Style.Bold)
            .WriteLine($", {KindCount.Of(change.Kinds)}{(record is null ? "" : $"; {DifferenceSentences.Recorded(record.All)}")}");
        foreach (var (i, box) in change.Boxes.Index())
        {
            writer.WriteLine($"    - {Clean(DifferenceSentences.Conditions(box))}");
            writer.WriteLine($"        {KindCount.Of(box.Kinds)}, {Clean(DifferenceSentences.Responsible(box))}");
            writer.WriteLine($"        {Clean(DifferenceSentences.Example(box))}");
            if (record is not null)
            {
                writer.WriteLine($"        {Clean(DifferenceSentences.Recorded(record.OfEachBox[i]))}");
            }
        }

        if (DifferenceSentences.NotShown(change, record) is { } rest)
        {
            writer.WriteLine($"    {Clean(rest)}", Style.Muted);
        }
    }

    private static void WriteDeclarations(StyledWriter writer, DeclarationDifferences declarations)
    {
        WriteSection(writer, "Operations, which the proof leaves free", declarations.Operations.Select(DifferenceSentences.Declaration));
        WriteSection(writer, "Words only, which no decision depends on", declarations.Words.Select(DifferenceSentences.Declaration));
        WriteSection(writer, "Rules by name", DifferenceSentences.Rules(declarations));
    }

    private static void WriteSection(StyledWriter writer, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine(title, Style.Bold);
        foreach (var line in all)
        {
            writer.WriteLine($"  {Clean(line)}");
        }
    }

    private static void WriteGates(StyledWriter writer, PolicyDifference difference)
    {
        if (difference.Gates.IsEmpty)
        {
            return;
        }

        writer.WriteLine();
        foreach (var gate in difference.Gates)
        {
            writer.WriteLine(Clean(DifferenceSentences.Judge(gate)), gate.Verdict switch
            {
                GateVerdict.Proved => Style.Good,
                GateVerdict.Refuted => Style.Error,
                _ => Style.Warning,
            });
        }
    }

    private static string Clean(string text) => DisplayText.Clean(text);
}
