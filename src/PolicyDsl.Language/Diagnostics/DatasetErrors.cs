namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1130 to PD1159: declarations of data sets, as far as they can be judged without the data.</summary>
public static class DatasetErrors
{
    public static readonly DiagnosticDescriptor MissingFrom = new(
        "PD1130", "dataset-without-file", "A data set without a file", "The data set `{0}` names no file.", Severity.Error);

    public static readonly DiagnosticDescriptor MissingIncident = new(
        "PD1131", "dataset-without-incident", "A data set that says nothing of incidents", "The data set `{0}` does not say what an incident is.", Severity.Error);

    public static readonly DiagnosticDescriptor IncidentFromFile = new(
        "PD1132", "incident-from-file", "Incidents from a linked file", "Incidents are read from the data set's own file.", Severity.Error);

    public static readonly DiagnosticDescriptor ComputedField = new(
        "PD1133", "computed-field-mapped", "A column for a field that is always computed", "`{0}` is always computed, so data cannot give it.", Severity.Error);

    public static readonly DiagnosticDescriptor RequiredNotMapped = new(
        "PD1134", "required-not-mapped", "A required field without a column", "`{0}` is required, and nothing is mapped to it.", Severity.Error);

    public static readonly DiagnosticDescriptor LinkWithoutKey = new(
        "PD1135", "link-without-key", "A linked file without a key", "Rows of `{0}` cannot be found: their key is not mapped.", Severity.Error);

    public static readonly DiagnosticDescriptor LinkFromNowhere = new(
        "PD1136", "link-from-nowhere", "A linked file that nothing refers to", "Nothing says which `{0}` an incident is about.", Severity.Error);

    public static readonly DiagnosticDescriptor InlineNotOne = new(
        "PD1137", "inline-not-one", "A block that does not say which field it is", "A block without a file is for an entity that one field of the incident refers to; `{0}` has {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor MappedTwice = new(
        "PD1138", "mapped-twice", "A reference with a column and a block", "`{0}` has both a column and a block of its own.", Severity.Error);

    public static readonly DiagnosticDescriptor CannotFollow = new(
        "PD1139", "cannot-follow", "A field that nothing could be followed by", "`{0}` is of type `{1}`, which identifies nothing that could be followed.", Severity.Error);

    public static readonly DiagnosticDescriptor BadSeparator = new(
        "PD1140", "bad-separator", "A separator that is not one character", "A separator is one character, and this is `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor ColumnWithoutHeader = new(
        "PD1141", "column-without-header", "A column's name in a file without names", "The file has no header, so no column is called `{0}`.", Severity.Error);
}
