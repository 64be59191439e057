namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1110 to PD1129: variants and what they change.</summary>
public static class AmendmentErrors
{
    public static readonly DiagnosticDescriptor BaseNotFound = new(
        "PD1110", "base-not-found", "An amended policy that no used file holds", "No file that this one uses holds a policy called `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor AmendsItself = new(
        "PD1111", "amends-itself", "A policy that amends itself", "`{0}` cannot amend itself.", Severity.Error);

    public static readonly DiagnosticDescriptor ChangeWithoutBase = new(
        "PD1112", "change-without-base", "A change in a policy that amends none", "`{0}` changes a policy that this one amends, and it amends none.", Severity.Error);

    public static readonly DiagnosticDescriptor AmendsNothing = new(
        "PD1113", "amends-nothing", "A change of something that is not there", "The amended policy has no `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor DeclaredWithoutReplace = new(
        "PD1114", "declared-without-replace", "A declaration that the amended policy has already", "The amended policy has `{0}` already.", Severity.Error);

    public static readonly DiagnosticDescriptor AmendedTwice = new(
        "PD1115", "amended-twice", "Two changes of one thing", "`{0}` is amended more than once.", Severity.Error);

    public static readonly DiagnosticDescriptor RemovedReference = new(
        "PD1116", "removed-reference", "A removed rule that others name", "`{0}` is removed, so its place in this list goes with it.", Severity.Info);
}
