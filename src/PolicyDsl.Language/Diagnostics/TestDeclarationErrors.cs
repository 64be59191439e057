namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1160 to PD1179: tests that cannot be run as they stand.</summary>
public static class TestDeclarationErrors
{
    public static readonly DiagnosticDescriptor RepeatedTitle = new(
        "PD1160", "repeated-test", "Two tests of one title", "There is another test called \"{0}\".", Severity.Error);

    public static readonly DiagnosticDescriptor ExpectsNothing = new(
        "PD1161", "test-expects-nothing", "A test that expects nothing", "This test expects nothing, so it could never fail.", Severity.Error);

    public static readonly DiagnosticDescriptor CaseLength = new(
        "PD1162", "case-length", "A case with too few or too many values", "This case has {0} values for {1} columns.", Severity.Error);

    public static readonly DiagnosticDescriptor EarlierWithoutTime = new(
        "PD1163", "earlier-without-time", "An earlier incident without a time", "An earlier incident needs a time before the one decided.", Severity.Error);

    public static readonly DiagnosticDescriptor BeforeNotHere = new(
        "PD1164", "before-not-here", "A time before, where there is nothing to come before", "`before` has no place here.", Severity.Error);

    public static readonly DiagnosticDescriptor ComputedField = new(
        "PD1165", "computed-field-given", "A test that gives what is always computed", "`{0}` is always computed, so a test cannot give it.", Severity.Error);

    public static readonly DiagnosticDescriptor RequiredField = new(
        "PD1166", "required-field-unknown", "A test that leaves open what is required", "`{0}` is required, so it cannot be unknown.", Severity.Error);

    public static readonly DiagnosticDescriptor NotCoarse = new(
        "PD1167", "not-coarse", "A range for a field that has one value", "`{0}` has one value or is unknown: it is not declared `coarse`.", Severity.Error);

    public static readonly DiagnosticDescriptor RecordWanted = new(
        "PD1168", "record-wanted", "One value for something that has fields", "`{0}` is described by its fields, not by a single value.", Severity.Error);

    public static readonly DiagnosticDescriptor NoAlternative = new(
        "PD1169", "no-otherwise-to-be-in-force", "A test in which an `otherwise` holds that nobody wrote", "`{0}` states no `otherwise`, so none can be in force.", Severity.Error);

    public static readonly DiagnosticDescriptor NothingWhenExhausted = new(
        "PD1170", "nothing-when-exhausted", "A test in which a resource is exhausted that changes nothing", "`{0}` does not say what happens when it is exhausted.", Severity.Error);
}
