namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD5001 to PD5099: what came of the tests of a policy, and of small changes to it that they should notice.</summary>
public static class TestFindings
{
    public static readonly DiagnosticDescriptor Failed = new(
        "PD5001", "test-failed", "A test whose expectation is not met", "Test \"{0}\" fails: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor MutantSurvived = new(
        "PD5002", "mutant-survived", "A change of the policy that no test and no clause notices", "Nothing notices it if {0}.", Severity.Warning);

    public static readonly DiagnosticDescriptor MutantUndecided = new(
        "PD5003", "mutant-undecided", "A change of the policy of which it is not settled whether it changes a decision", "It is not settled whether a decision changes if {0}: {1}.", Severity.Info);
}
