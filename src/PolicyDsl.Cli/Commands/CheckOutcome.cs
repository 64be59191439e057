using PolicyDsl.Cli.Hosting;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Principles;
using PolicyDsl.Reporting.Checks;

namespace PolicyDsl.Cli.Commands;

/// <summary>What a check answers: the gravest of what it found, in the order of what makes the rest meaningless.</summary>
internal static class CheckOutcome
{
    public static int GetExitCode(CheckReport report, Severity failLevel, bool failOnOpen)
    {
        var shown = report.Diagnostics.Where(d => d.Suppression is null).ToList();
        if (shown.Exists(d => d is { Severity: Severity.Error, Descriptor.IsCompileError: true }))
        {
            return ExitCodes.DoesNotCompile;
        }

        if (shown.Exists(d => d.Severity == Severity.Error && d.Id.StartsWith("PD4", StringComparison.Ordinal)))
        {
            return ExitCodes.Data;
        }

        if (shown.Exists(d => d.Severity >= failLevel && !SaysUndecided(d.Descriptor) && !IsPossible(d)))
        {
            return ExitCodes.Findings;
        }

        var verdicts = report.Policies.SelectMany(p => p.Verdicts).ToList();
        return verdicts.Exists(v => v.Verdict is Verdict.TooLittleData or Verdict.PossiblyViolated or Verdict.Undecided || (failOnOpen && v.Verdict == Verdict.Open))
            || shown.Exists(d => d.Descriptor == LogicFindings.OutOfBudget || IsPossible(d))
            ? ExitCodes.Undecided
            : ExitCodes.Holds;
    }

    /// <summary>Conflicts and gaps that no incident shows: possible, and neither a pass nor a finding.</summary>
    private static bool IsPossible(Diagnostic finding) =>
        finding is { Severity: Severity.Warning } && (finding.Descriptor == LogicFindings.Conflict || finding.Descriptor == LogicFindings.Gap);

    /// <summary>Findings that nothing could be said: they are no finding against the policy.</summary>
    private static bool SaysUndecided(DiagnosticDescriptor descriptor) =>
        descriptor == PrincipleFindings.TooLittleData || descriptor == PrincipleFindings.ClauseOpen || descriptor == LogicFindings.OutOfBudget
        || descriptor == PrincipleFindings.ClausePossiblyViolated || descriptor == PrincipleFindings.ClauseUndecided;
}
