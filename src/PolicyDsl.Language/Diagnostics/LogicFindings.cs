namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD2001 to PD2499: what is wrong with the logic of a policy that compiles.</summary>
public static class LogicFindings
{
    public static readonly DiagnosticDescriptor PossibleConflict = new(
        "PD2001", "conflict", "Two rules that can meet and name different actions",
        "Rules `{0}` and `{1}` may meet: one says `{2}`, the other `{3}`, and neither is above the other.", Severity.Warning);

    public static readonly DiagnosticDescriptor ConflictSearchStopped = new(
        "PD2003", "conflict-search-stopped", "The search for conflicts stopped early",
        "The search for rules that may conflict stopped after {0} findings; not every pair of rules was looked at.", Severity.Warning);
}
