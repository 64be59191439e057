using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Checks;

/// <summary>A check for a person: findings with their source lines, then every clause with its verdict and evidence, then one line that sums up.</summary>
public static class PrettyCheck
{
    private const int NarrowestVerdict = 15;

    public static void Write(CheckReport report, TextWriter output, RenderOptions options)
    {
        PrettyDiagnostics.Write(report.Diagnostics, output, options);
        var writer = new StyledWriter(output, options.UseColor);
        foreach (var policy in report.Policies)
        {
            WritePolicy(policy, writer);
        }

        writer.WriteLine(CheckSummary.Describe(report), Style.Bold);
    }

    private static void WritePolicy(PolicyCheck check, StyledWriter writer)
    {
        var policy = check.Policy;
        writer.Write(Clean(policy.DisplayName), Style.Bold).WriteLine($" (policy {policy.Name}, {Clean(policy.Location?.Source.Path ?? "")})");
        writer.WriteLine($"{Phrase.Count(policy.Rules.Length, "rule")}{DescribeData(check)}");
        var shared = FindSharedReasons(check);
        var width = check.Verdicts.Select(v => VerdictWords.Get(v.Verdict).Length).Append(NarrowestVerdict).Max();
        foreach (var principle in check.Verdicts.GroupBy(v => v.Clause.Principle))
        {
            writer.WriteLine();
            writer.Write($"{principle.Key.Rank}. {Clean(principle.Key.DisplayName)}", Style.Bold).WriteLine($" ({principle.Key.Name})");
            foreach (var verdict in principle)
            {
                WriteVerdict(check, verdict, IsShared(verdict, shared), width, writer);
            }
        }

        WriteSharedReasons(shared, writer);
        WriteDepartures(policy, writer);
        writer.WriteLine();
    }

    /// <summary>Why many clauses are open at once, by reason: it is said once below them, and not with each.</summary>
    private static Dictionary<string, int> FindSharedReasons(PolicyCheck check) => check.Verdicts
        .Where(v => v.Verdict == Verdict.Open && v.Breaches.IsEmpty)
        .GroupBy(v => v.Reason)
        .Where(g => g.Count() > 2)
        .ToDictionary(g => g.Key, g => g.Count());

    private static bool IsShared(ClauseVerdict verdict, Dictionary<string, int> shared) =>
        verdict.Verdict == Verdict.Open && verdict.Breaches.IsEmpty && verdict.Departure is null && shared.ContainsKey(verdict.Reason);

    private static void WriteSharedReasons(Dictionary<string, int> shared, StyledWriter writer)
    {
        if (shared.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("Why clauses are open", Style.Bold);
        foreach (var (reason, count) in shared)
        {
            writer.WriteLine($"  {Phrase.Number(count)} clauses, each: {Clean(CheckSummary.Sentence(reason))}");
        }
    }

    private static void WriteVerdict(PolicyCheck check, ClauseVerdict verdict, bool isShared, int width, StyledWriter writer)
    {
        var clause = verdict.Clause;
        var indent = new string(' ', width + 4);
        var force = clause.Force == LegalForce.Unstated ? "" : $" ({VerdictWords.Get(clause.Force)})";
        writer.Write("  ").Write(VerdictWords.Get(verdict.Verdict).PadRight(width), GetStyle(verdict)).Write("  ").Write(clause.Name, Style.Bold);
        writer.WriteLine($"{force}: {Clean(clause.DisplayName)}");
        if (!isShared)
        {
            writer.WriteLine($"{indent}{Clean(CheckSummary.DescribeVerdict(check, verdict))}");
        }

        if (clause.SourceText is { } source)
        {
            writer.WriteLine($"{indent}source: {Clean(source)}", Style.Muted);
        }

        foreach (var breach in verdict.Breaches)
        {
            var place = breach.Location is { } location ? $"{DiagnosticOrder.FormatPlace(location)}: " : "";
            writer.WriteLine($"{indent}- {place}{Clean(breach.Message)}");
        }

        foreach (var line in WitnessLines.Describe(verdict))
        {
            writer.WriteLine($"{indent}{Clean(line)}");
        }
    }

    private static void WriteDepartures(PolicySymbol policy, StyledWriter writer)
    {
        if (policy.Departures.IsEmpty)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("Departures", Style.Bold);
        foreach (var departure in policy.Departures)
        {
            writer.WriteLine($"  {departure.Clause.QualifiedName} until {departure.Until.ToString("O", CultureInfo.InvariantCulture)}: {Clean(departure.Reason)}");
        }
    }

    private static string DescribeData(PolicyCheck check) =>
        check.Datasets.IsEmpty ? ", checked without data" : $", tried on {Phrase.Join(check.Datasets)}";

    private static Style GetStyle(ClauseVerdict verdict) => verdict.Verdict switch
    {
        Verdict.Proved or Verdict.Holds => Style.Good,
        Verdict.Violated or Verdict.Fails when verdict.Departure is not null => Style.Info,
        Verdict.Violated or Verdict.Fails => verdict.BreachSeverity == Severity.Error ? Style.Error : Style.Warning,
        Verdict.TooLittleData or Verdict.PossiblyViolated or Verdict.Undecided => Style.Warning,
        _ => Style.Info,
    };

    private static string Clean(string text) => DisplayText.Clean(text);
}
