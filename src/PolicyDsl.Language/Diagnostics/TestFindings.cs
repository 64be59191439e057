namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD5001 to PD5099: what came of the tests of a policy.</summary>
public static class TestFindings
{
    public static readonly DiagnosticDescriptor Failed = new(
        "PD5001", "test-failed", "A test whose expectation is not met", "Test \"{0}\" fails: {1}.", Severity.Error);
}
