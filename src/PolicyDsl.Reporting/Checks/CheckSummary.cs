using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Principles;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Checks;

/// <summary>The sentences of a check that several formats share.</summary>
public static class CheckSummary
{
    private static readonly Verdict[] Order =
        [Verdict.Proved, Verdict.Holds, Verdict.Violated, Verdict.Fails, Verdict.PossiblyViolated, Verdict.Undecided, Verdict.TooLittleData, Verdict.Open];

    /// <summary><c>2 files: 1 error, 0 warnings, 3 notes; 24 clauses: 5 proved, 1 violated, 18 open.</c></summary>
    public static string Describe(CheckReport report)
    {
        var suppressed = report.Diagnostics.Count(d => d.Suppression is not null);
        var counts = $"{Phrase.Count(report.CountShown(Severity.Error), "error")}, {Phrase.Count(report.CountShown(Severity.Warning), "warning")}, {Phrase.Count(report.CountShown(Severity.Info), "note")}"
            + (suppressed == 0 ? "" : $", {Phrase.Number(suppressed)} suppressed");
        var verdicts = report.Policies.SelectMany(p => p.Verdicts).ToList();
        var clauses = verdicts.Count == 0 ? "" : $"; {Phrase.Count(verdicts.Count, "clause")}: {DescribeCounts(verdicts)}";
        return $"{Phrase.Count(report.Files.Length, "file")}: {counts}{clauses}.";
    }

    /// <summary>Why the verdict is what it is, and what was looked at.</summary>
    public static string DescribeVerdict(PolicyCheck check, ClauseVerdict verdict)
    {
        var departure = verdict.Departure is { } d
            ? $" Departed from until {d.Until.ToString("O", CultureInfo.InvariantCulture)}: {Sentence(d.Reason)}{(verdict.Verdict == Verdict.Proved ? " The policy keeps to the clause, so the departure is not needed." : "")}"
            : "";
        var rules = verdict.RulesLookedAt.IsEmpty ? "" : " " + DescribeRules(check, verdict);
        return $"{Sentence(verdict.Reason)}{rules}{departure}";
    }

    /// <summary>Which rules were looked at: by name, unless they are all there are.</summary>
    public static string DescribeRules(PolicyCheck check, ClauseVerdict verdict)
    {
        var rules = verdict.RulesLookedAt;
        return rules.IsEmpty ? "No rule was looked at."
            : rules.Length == check.Policy.Rules.Length && rules.Length > 3 ? $"Looked at all {rules.Length} rules."
            : $"Looked at {Phrase.Join([.. rules.Select(r => $"`{r.Name}`")])}.";
    }

    private static string DescribeCounts(List<ClauseVerdict> verdicts) => string.Join(
        ", ",
        Order.Select(o => (Verdict: o, Count: verdicts.Count(v => v.Verdict == o)))
            .Where(p => p.Count > 0)
            .Select(p => $"{Phrase.Number(p.Count)} {VerdictWords.Get(p.Verdict)}{DescribeDepartures(verdicts, p.Verdict)}"));

    private static string DescribeDepartures(List<ClauseVerdict> verdicts, Verdict verdict)
    {
        var departed = verdicts.Count(v => v.Verdict == verdict && v.Departure is not null);
        return departed > 0 && verdict is Verdict.Violated or Verdict.Fails && departed > 0 ? $" ({Phrase.Number(departed)} departed from)" : "";
    }

    internal static string Sentence(string reason) =>
        reason.Length == 0 ? "" : char.ToUpperInvariant(reason[0]) + reason[1..] + (reason[^1] is '.' or '?' or '!' ? "" : ".");
}
