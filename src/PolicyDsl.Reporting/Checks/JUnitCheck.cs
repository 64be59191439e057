using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Principles;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Checks;

/// <summary>A check as JUnit XML: one suite of files with their errors, and one per policy with a case per clause. What is open is skipped, never passed.</summary>
internal static class JUnitCheck
{
    public static void Write(CheckReport report, TextWriter output)
    {
        var files = report.Files.Select(f => new JUnitCase(f, "policydsl.files", Describe(report, f)));
        JUnitReport.Write(output, [new JUnitSuite("files", [.. files]), .. report.Policies.Select(ToSuite)]);
    }

    private static JUnitOutcome? Describe(CheckReport report, string file)
    {
        var errors = report.Diagnostics
            .Where(d => d is { Suppression: null, Severity: Severity.Error } && d.Location?.Source.Path == file)
            .Select(d => $"{(d.Location is { } l ? DiagnosticOrder.FormatPlace(l) : "")}: {d.Id}: {d.Message}")
            .ToList();
        return errors.Count == 0 ? null : new JUnitOutcome(IsSkipped: false, Phrase.Count(errors.Count, "error"), string.Join('\n', errors));
    }

    private static JUnitSuite ToSuite(PolicyCheck check) =>
        new(check.Policy.Name, [.. check.Verdicts.Select(v => new JUnitCase(v.Clause.Name, $"{check.Policy.Name}.{v.Clause.Principle.Name}", ToOutcome(check, v)))]);

    private static JUnitOutcome? ToOutcome(PolicyCheck check, ClauseVerdict verdict)
    {
        var text = CheckSummary.DescribeVerdict(check, verdict);
        return verdict.Verdict switch
        {
            Verdict.Proved or Verdict.Holds => null,
            Verdict.Violated or Verdict.Fails when verdict.IsBroken && verdict.BreachSeverity == Severity.Error =>
                new JUnitOutcome(IsSkipped: false, VerdictWords.Get(verdict.Verdict), string.Join('\n', [text, .. verdict.Breaches.Select(b => b.Message), .. WitnessLines.Describe(verdict)])),
            _ => new JUnitOutcome(IsSkipped: true, $"{VerdictWords.Get(verdict.Verdict)}: {text}", string.Join('\n', WitnessLines.Describe(verdict))),
        };
    }
}
