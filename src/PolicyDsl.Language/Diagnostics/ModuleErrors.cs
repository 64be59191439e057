namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1001 to PD1019, but PD1003: files, what they use, and what may stand in them.</summary>
public static class ModuleErrors
{
    public static readonly DiagnosticDescriptor UnknownModule = new(
        "PD1001", "unknown-module", "A module that the tool does not ship", "There is no module `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor UnreadableSource = new(
        "PD1002", "unreadable-source", "A file that cannot be used", "`{0}` cannot be used: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor UsingCycle = new(
        "PD1010", "using-circle", "Files that use one another in a circle", "These files use one another in a circle: {0}.", Severity.Error);

    public static readonly DiagnosticDescriptor BelongsInPolicy = new(
        "PD1011", "belongs-in-policy", "A library with something that only a policy may hold", "`{0}` belongs in a policy, and this file is a library: it has no `policy` line.", Severity.Error);

    public static readonly DiagnosticDescriptor PolicyNotFirst = new(
        "PD1012", "policy-not-first", "A policy line that is not the first", "The `policy` line comes first in its file.", Severity.Error);

    public static readonly DiagnosticDescriptor SecondPolicyLine = new(
        "PD1013", "second-policy-line", "Two policies in one file", "A file holds one policy, and this is the second.", Severity.Error);

    public static readonly DiagnosticDescriptor SeveralPolicies = new(
        "PD1014", "several-policies", "Two policies compiled as one", "Two policies cannot be compiled together.", Severity.Error);

    public static readonly DiagnosticDescriptor PolicyUsed = new(
        "PD1015", "policy-used", "A policy used as if it were a library", "`{0}` holds the policy `{1}`, which this file does not amend.", Severity.Error);
}
