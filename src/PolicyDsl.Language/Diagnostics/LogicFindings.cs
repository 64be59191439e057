namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD2001 to PD2499: what is wrong with the logic of a policy that compiles. All come of proofs about every possible incident.</summary>
public static class LogicFindings
{
    /// <summary>An error where an incident shows it; a warning where none could be built.</summary>
    public static readonly DiagnosticDescriptor Conflict = new(
        "PD2001", "conflict", "Two rules that can meet and name different actions",
        "Rules `{0}` and `{1}` {2}: one says `{3}`, the other `{4}`, and neither is above the other.", Severity.Error);

    /// <summary>An error where an incident shows it; a warning where none could be built.</summary>
    public static readonly DiagnosticDescriptor Gap = new(
        "PD2002", "gap", "An incident that no rule decides",
        "Policy `{0}` decides nothing {1}: no rule does, and there is no `otherwise`.", Severity.Error);

    public static readonly DiagnosticDescriptor OutOfBudget = new(
        "PD2003", "logic-undecided", "A question about the logic of a policy was not answered",
        "{0} not answered: {1}.", Severity.Warning);

    public static readonly DiagnosticDescriptor DeadRule = new(
        "PD2004", "dead-rule", "A rule that never fires", "The {0} never fires: {1}.", Severity.Warning);

    public static readonly DiagnosticDescriptor AlwaysSetAside = new(
        "PD2005", "always-set-aside", "A rule that never decides, since others are always above it",
        "The {0} never decides: wherever it fires, {1} fires and is above it.", Severity.Warning);

    public static readonly DiagnosticDescriptor NeedlessOverride = new(
        "PD2006", "needless-override", "A place in the order that changes no decision", "`{0}` changes no decision: {1}.", Severity.Warning);

    public static readonly DiagnosticDescriptor AlwaysTrue = new(
        "PD2007", "always-true", "A condition that is always true", "The `{0}` of {1} is true for every incident{2}.", Severity.Warning);

    public static readonly DiagnosticDescriptor NeverTrue = new(
        "PD2008", "never-true", "A condition that is never true", "The `{0}` of {1} is true for no incident{2}.", Severity.Warning);

    public static readonly DiagnosticDescriptor NeedlessDefine = new(
        "PD2009", "needless-define", "A define that adds nothing", "The define `{0}` adds nothing: {1}.", Severity.Warning);

    public static readonly DiagnosticDescriptor NeedlessPart = new(
        "PD2010", "needless-part", "A part of a condition that changes nothing", "`{0}` changes nothing in the {1}: without it the condition is true, false and unknown for the same incidents.", Severity.Warning);

    public static readonly DiagnosticDescriptor NoIncident = new(
        "PD2011", "no-incident", "No incident is possible", "No incident fits all invariants, so whatever is proved of policy `{0}` is true of none.", Severity.Error);
}
