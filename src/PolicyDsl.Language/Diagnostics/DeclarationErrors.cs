namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1020 to PD1069: the vocabulary, tables, measures and clauses of principles.</summary>
public static class DeclarationErrors
{
    public static readonly DiagnosticDescriptor NumberOutOfPlace = new(
        "PD1020", "number-out-of-place", "A number that does not fit its place", "{0} is a whole number {2}, and this is `{1}`.", Severity.Error);

    public static readonly DiagnosticDescriptor DatesOutOfOrder = new(
        "PD1021", "dates-out-of-order", "A period that ends before it begins", "This period ends before it begins: `{0}` comes after `{1}`.", Severity.Error);

    public static readonly DiagnosticDescriptor SecondPlain = new(
        "PD1022", "second-plain", "Two plain members of an enum", "The enum `{0}` has a plain member already.", Severity.Error);

    public static readonly DiagnosticDescriptor TakesTypeName = new(
        "PD1023", "takes-type-name", "A declaration with the name of a type of the language", "`{0}` is a type of the language, so nothing else can have that name.", Severity.Error);

    public static readonly DiagnosticDescriptor SecondKey = new(
        "PD1024", "second-key", "Two keys of an entity", "The entity `{0}` has a key already.", Severity.Error);

    public static readonly DiagnosticDescriptor SetOfNoEnum = new(
        "PD1025", "set-of-no-enum", "A set of something other than an enum", "A set holds members of an enum, and `{0}` is none.", Severity.Error);

    public static readonly DiagnosticDescriptor CannotBeCoarse = new(
        "PD1026", "cannot-be-coarse", "A coarse field of a type without ranges", "`{0}` is {1}, for which there are neither ranges nor alternatives.", Severity.Error);

    public static readonly DiagnosticDescriptor FormulaCircle = new(
        "PD1027", "formula-circle", "A value that is computed from itself", "`{0}` is computed from itself: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor ValueWithoutType = new(
        "PD1028", "value-without-type", "A value of no type", "Nothing says what type {0} has.", Severity.Error);

    public static readonly DiagnosticDescriptor MeasureIsNoFigure = new(
        "PD1029", "measure-is-no-figure", "A measure that is not a figure", "The measure `{0}` is of type `{1}`, which is no figure.", Severity.Error);

    public static readonly DiagnosticDescriptor MissingEntity = new(
        "PD1030", "missing-entity", "No declaration of what an incident is", "Nothing declares the entity `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor TableFileUnreadable = new(
        "PD1031", "table-file-unreadable", "A table's file that cannot be read", "`{0}` cannot be read: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor TableFileValue = new(
        "PD1032", "table-file-value", "A value in a table's file that is not of its type", "`{0}`, line {1}: `{2}` is not of type `{3}`.", Severity.Error);

    public static readonly DiagnosticDescriptor TableFileRepeats = new(
        "PD1033", "table-file-repeats", "A key twice in a table's file", "`{0}`, line {1}: `{2}` stands in line {3} already.", Severity.Error);

    public static readonly DiagnosticDescriptor TableFileMore = new(
        "PD1034", "table-file-more", "More faults in a table's file", "`{0}` has {1} more faults.", Severity.Error);

    public static readonly DiagnosticDescriptor CannotState = new(
        "PD1035", "cannot-state", "A clause that asks for what cannot be stated", "A {0} has no `{1}` to state.", Severity.Error);

    public static readonly DiagnosticDescriptor BoundDoesNotFit = new(
        "PD1036", "bound-does-not-fit", "A bound of the wrong kind", "This bound does not fit `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor CannotRise = new(
        "PD1037", "cannot-rise", "An order clause about something without an order", "`{0}` cannot rise: it is no stored number, quantity or date, and no history.", Severity.Error);

    public static readonly DiagnosticDescriptor RequireShape = new(
        "PD1038", "require-shape", "A measured clause that compares no figure with a number", "A measured clause compares a figure with a number.", Severity.Error);
}
