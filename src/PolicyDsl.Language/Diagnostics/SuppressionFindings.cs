namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD2590 to PD2599: suppressions that suppress nothing.</summary>
public static class SuppressionFindings
{
    public static readonly DiagnosticDescriptor Unused = new(
        "PD2590", "unused-suppression", "A suppression that meets no finding", "There is no `{0}` here to suppress.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor Unreadable = new(
        "PD2591", "unreadable-suppression", "A suppression that cannot be read", "This suppression has no effect: {0}.", Severity.Warning, IsLint: true);

    public static readonly DiagnosticDescriptor Over = new(
        "PD2592", "suppression-over", "A suppression whose last day is past", "The suppression of `{0}` ended on {1} and has no effect.", Severity.Error, IsLint: true);
}
