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

        // Too little data is no finding of its own: it says that nothing can be said.
        if (shown.Exists(d => d.Severity >= failLevel && d.Descriptor != PrincipleFindings.TooLittleData))
        {
            return ExitCodes.Findings;
        }

        var verdicts = report.Policies.SelectMany(p => p.Verdicts).ToList();
        return verdicts.Exists(v => v.Verdict == Verdict.TooLittleData || (failOnOpen && v.Verdict == Verdict.Open))
            ? ExitCodes.Undecided
            : ExitCodes.Holds;
    }
}
