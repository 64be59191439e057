namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1070 to PD1109: the lines of a policy and the clauses of its rules.</summary>
public static class PolicyErrors
{
    public static readonly DiagnosticDescriptor SaidTwice = new(
        "PD1070", "said-twice", "A line that may be there once", "`{0}` is said more than once in {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor MissingClause = new(
        "PD1072", "missing-clause", "A rule that lacks a clause", "The {0} has no `{1}`.", Severity.Error);

    public static readonly DiagnosticDescriptor DoesNothing = new(
        "PD1073", "does-nothing", "A rule that decides and offers nothing", "The {0} neither decides nor offers anything.", Severity.Error);

    public static readonly DiagnosticDescriptor OverrideCircle = new(
        "PD1074", "override-circle", "Rules above one another in a circle", "`{0}` is above itself: the order of {1} is a circle.", Severity.Error);

    public static readonly DiagnosticDescriptor OverridesItself = new(
        "PD1075", "overrides-itself", "A rule that overrides itself", "`{0}` overrides itself.", Severity.Error);

    public static readonly DiagnosticDescriptor DefineHidesField = new(
        "PD1076", "define-hides-field", "A define with the name of a field", "`{0}` is the field `{1}` already, so the define could never be read.", Severity.Error);

    public static readonly DiagnosticDescriptor DepartsFromRankOne = new(
        "PD1077", "departs-from-rank-one", "A departure from a clause of rank 1", "A clause of rank 1 cannot be departed from: `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor DepartureExpired = new(
        "PD1078", "departure-expired", "A departure past its date", "The departure from `{0}` ran until {1}, and it is {2}.", Severity.Error);

    public static readonly DiagnosticDescriptor NestedHistory = new(
        "PD1079", "hidden-nested-history", "A history inside a history", "Histories do not nest: this looks back from {0}.", Severity.Error);

    public static readonly DiagnosticDescriptor LeastAboveMost = new(
        "PD1081", "least-above-most", "An allocation whose least is above its most", "`{0}` gives at least {1} and at most {2}.", Severity.Error);
}
