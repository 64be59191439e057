using PolicyDsl.Evaluation.Running;
using PolicyDsl.Reporting.Data;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Runs;

/// <summary>A run for a person: what became of the rows, of the incidents, what each rule did and what it wants.</summary>
internal static class PrettyRun
{
    public static void Write(RunReport report, TextWriter output, RenderOptions options)
    {
        PrettyDiagnostics.Write(report.Diagnostics, output, options);
        var writer = new StyledWriter(output, options.UseColor);
        var run = report.Summary;
        LoadText.Write(run.Load, writer, options.IsVerbose);
        writer.WriteLine($"  {LoadText.DescribeAccount(run.Rows)}");
        writer.WriteLine();
        writer.WriteLine(DisplayText.Clean(run.Policy), Style.Bold);
        foreach (var sentence in RunSentences.Describe(run))
        {
            writer.WriteLine($"  {sentence}");
        }

        WriteDispositions(run, writer);
        WriteRules(run, writer);
        WriteConflicts(run, writer);
        WriteGroups(run, writer);
    }

    private static void WriteDispositions(RunSummary run, StyledWriter writer)
    {
        writer.WriteLine();
        var table = new TextTable(1, "disposition", "incidents", "share", "of which unsettled");
        foreach (var line in run.Dispositions)
        {
            table.Add(line.Action, Phrase.Number(line.Incidents), NumberText.Percent(line.Incidents, run.Decided), Phrase.Number(line.Unsettled));
        }

        table.Write(writer);
        if (!run.Offers.IsEmpty)
        {
            writer.WriteLine();
            var offers = new TextTable(1, "offer", "incidents", "share");
            foreach (var offer in run.Offers)
            {
                offers.Add(offer.Service, Phrase.Number(offer.Incidents), NumberText.Percent(offer.Incidents, run.Decided));
            }

            offers.Write(writer);
        }
    }

    private static void WriteRules(RunSummary run, StyledWriter writer)
    {
        writer.WriteLine();
        var table = new TextTable(1, "rule", "fired", "decided", "set aside", "open");
        foreach (var rule in run.Rules)
        {
            table.Add(rule.Rule + (rule.IsCrackdown ? " (crackdown)" : ""), Phrase.Number(rule.Fired), Phrase.Number(rule.Decided), Phrase.Number(rule.SetAside), Phrase.Number(rule.Open));
        }

        table.Write(writer);
        foreach (var rule in run.Rules.Where(r => r.Open > 0))
        {
            writer.WriteLine($"  {rule.Rule} is open for {Phrase.Count(rule.Open, "incident")}{RunSentences.Wants(rule.Wants)}");
        }
    }

    private static void WriteConflicts(RunSummary run, StyledWriter writer)
    {
        foreach (var conflict in run.ConflictingRules)
        {
            writer.WriteLine(
                $"  conflict: {Phrase.Join(conflict.Rules)} say {Phrase.Join(conflict.Actions)} for {Phrase.Count(conflict.Incidents, "incident")}; {conflict.Taken} is counted (first: {DisplayText.Clean(string.Join(", ", conflict.FirstIncidents))})",
                Style.Warning);
        }
    }

    private static void WriteGroups(RunSummary run, StyledWriter writer)
    {
        if (run.By.IsEmpty)
        {
            return;
        }

        var actions = run.Dispositions.Where(d => d.Incidents > 0).Select(d => d.Action).ToList();
        writer.WriteLine();
        var table = new TextTable(run.By.Length, [.. run.By, "incidents", .. actions, "unsettled"]);
        foreach (var group in run.Groups)
        {
            var counts = actions.Select(a => group.Dispositions.FirstOrDefault(d => d.Action == a)?.Incidents ?? 0);
            table.Add([.. group.Values.Select(v => v.Text), Phrase.Number(group.Incidents), .. counts.Select(c => Phrase.Number(c)), Phrase.Number(group.Unsettled)]);
        }

        table.Write(writer);
    }
}
