namespace PolicyDsl.Language.Diagnostics;

/// <summary>
/// PD4000 to PD4999: what is wrong with data, found while a data set is loaded. Errors mean that there are no incidents to decide;
/// warnings (from PD4020) that some values or rows do not count, and how many.
/// </summary>
public static class DataErrors
{
    public static readonly DiagnosticDescriptor CannotRead = new(
        "PD4001", "data-cannot-be-read", "A data file cannot be read", "The data of `{0}` cannot be read: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor MissingColumn = new(
        "PD4002", "data-missing-column", "A column that the file does not have", "{0} has no column `{1}`.", Severity.Error);

    public static readonly DiagnosticDescriptor RepeatedId = new(
        "PD4003", "data-repeated-id", "Two rows have one id", "Two incidents of `{0}` have the id `{1}`: {2} and {3}.", Severity.Error);

    public static readonly DiagnosticDescriptor RowsDiffer = new(
        "PD4004", "data-rows-differ", "Rows of one incident differ",
        "The rows of incident `{0}` differ in `{1}`: `{2}` ({3}) and `{4}` ({5}).", Severity.Error);

    public static readonly DiagnosticDescriptor RepeatedKey = new(
        "PD4005", "data-repeated-key", "A linked file has two rows for one key", "The file of `{0}` has two rows for `{1}`: {2} and {3}.", Severity.Error);

    public static readonly DiagnosticDescriptor UnknownTimeZone = new(
        "PD4006", "data-unknown-time-zone", "A time zone that does not exist", "There is no time zone `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor NoIncidents = new(
        "PD4007", "data-no-incidents", "Not one incident", "`{0}` gives not one incident: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor StrictRejected = new(
        "PD4008", "data-strict-rejected", "Rows were rejected, and `--strict` allows none", "Rejected from `{1}`: {0}, and `--strict` allows none.", Severity.Error);

    public static readonly DiagnosticDescriptor StrictUnreadable = new(
        "PD4009", "data-strict-unreadable", "Values cannot be read, and `--strict` allows none",
        "Unreadable in column `{1}`: {0}, and `--strict` allows none.", Severity.Error);

    public static readonly DiagnosticDescriptor RowsRejected = new(
        "PD4020", "data-rows-rejected", "Rows were rejected", "Rejected from `{1}`: {0} ({2}); the first is {3}.", Severity.Warning);

    public static readonly DiagnosticDescriptor ValuesUnreadable = new(
        "PD4021", "data-values-unreadable", "Values cannot be read", "Unreadable in column `{1}` and taken as unknown: {0} ({2}); the first is `{3}` ({4}).", Severity.Warning);

    public static readonly DiagnosticDescriptor ReferencesUnmatched = new(
        "PD4022", "data-references-unmatched", "References that a linked file does not know",
        "`{2}` does not list the `{1}` of {0}, so all but its key is unknown; the first is `{3}`.", Severity.Warning);

    public static readonly DiagnosticDescriptor KeyNeverRepeats = new(
        "PD4023", "data-key-never-repeats", "A history over a key that never repeats",
        "{0} looks at earlier incidents of one `{1}`, but in `{2}` no {1} has two incidents.", Severity.Warning);

    public static readonly DiagnosticDescriptor NotFollowed = new(
        "PD4024", "data-not-followed", "A history that the data does not follow",
        "{0} looks at earlier incidents of one `{1}`, which `{2}` does not follow: {3}", Severity.Warning);

    public static readonly DiagnosticDescriptor OutsideCoverage = new(
        "PD4025", "data-outside-covers", "Incidents outside the period that the data covers",
        "`{1}` has {0} outside the period that it covers ({2}); the first is `{3}`.", Severity.Warning);

    public static readonly DiagnosticDescriptor KeyUnknown = new(
        "PD4026", "data-key-unknown", "Incidents in nobody's history",
        "{0} looks at earlier incidents of one `{1}`, but for {2} of `{3}` the {1} is unknown, and they are in nobody's history.", Severity.Warning);

    public static readonly DiagnosticDescriptor FieldsDisagree = new(
        "PD4027", "data-fields-disagree", "What the data gives and what follows from it disagree",
        "For {0} of `{1}` the `{2}` given is not the one that follows from the other fields, and counts as unknown; the first is `{3}`.", Severity.Warning);

    public static readonly DiagnosticDescriptor InvariantBroken = new(
        "PD4028", "data-invariant-broken", "Values that cannot be true together",
        "In {0} of `{1}`, `{2}` is broken, so the fields that it names count as unknown; the first is `{3}`.", Severity.Warning);

    public static readonly DiagnosticDescriptor EncodingMixed = new(
        "PD4029", "data-encoding-mixed", "Bytes that are not of the encoding", "`{0}` was read as {1}.", Severity.Warning);

    public static readonly DiagnosticDescriptor NeverKnown = new(
        "PD4030", "data-never-known", "A field that is mapped and never known", "`{0}` is mapped but unknown for every incident of `{1}`.", Severity.Warning);

    public static readonly DiagnosticDescriptor TimeUnknown = new(
        "PD4031", "data-time-unknown", "Incidents of unknown time",
        "For {0} of `{1}` it is unknown whether they lie in the period that the data decides; they are decided.", Severity.Warning);
}
