namespace PolicyDsl.Language.Diagnostics;

/// <summary>
/// PD3001 to PD3999: what a policy does against the principles. Whether a finding is an error depends on the force of the clause's
/// source: a <c>shall</c> (or a clause that states no force) makes an error, a <c>should</c>, <c>may</c> or mere evidence a warning.
/// </summary>
public static class PrincipleFindings
{
    public static readonly DiagnosticDescriptor StructuralClauseViolated = new(
        "PD3001", "clause-not-stated", "A clause asks for something that a declaration does not state",
        "{0} does not state {1}, which clause `{2}` asks for.", Severity.Error);

    public static readonly DiagnosticDescriptor FlowClauseViolated = new(
        "PD3002", "clause-forbidden-dependence", "A rule depends on a field that a clause forbids",
        "{0} depends on `{1}`, which clause `{2}` forbids.", Severity.Error);

    public static readonly DiagnosticDescriptor LogicalClauseViolated = new(
        "PD3003", "clause-broken-by-incident", "An incident of the data breaks a clause",
        "Incident `{0}` breaks clause `{1}`: {2}.", Severity.Error);

    public static readonly DiagnosticDescriptor MeasuredClauseFails = new(
        "PD3004", "clause-fails-on-data", "A measured clause fails on the data",
        "Clause `{0}` fails on `{1}`: {2}.", Severity.Error);

    public static readonly DiagnosticDescriptor TooLittleData = new(
        "PD3005", "clause-too-little-data", "There is too little data to say whether a clause holds",
        "There is too little data in `{1}` to say whether clause `{0}` holds: {2}.", Severity.Warning);

    public static readonly DiagnosticDescriptor ClauseOpen = new(
        "PD3006", "clause-open", "A clause is open",
        "Clause `{0}` is open: {1}.", Severity.Warning);

    public static readonly DiagnosticDescriptor ClauseDepartedFrom = new(
        "PD3007", "clause-departed-from", "The policy departs from a clause that it breaks",
        "The policy departs from clause `{0}` until {1}: {2}", Severity.Info);

    public static readonly DiagnosticDescriptor ClauseViolated = new(
        "PD3008", "clause-violated", "An incident that can happen breaks a clause",
        "Clause `{0}` is violated: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor ClausePossiblyViolated = new(
        "PD3009", "clause-possibly-violated", "A clause is possibly violated",
        "Clause `{0}` is possibly violated: {1}.", Severity.Warning);

    public static readonly DiagnosticDescriptor ClauseUndecided = new(
        "PD3010", "clause-undecided", "The proof of a clause is out of its budget",
        "Clause `{0}` is undecided: {1}.", Severity.Warning);
}
