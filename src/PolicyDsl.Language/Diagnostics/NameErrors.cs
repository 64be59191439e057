namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1003 to PD1009: names that are not there, are there twice, or stand for something else.</summary>
public static class NameErrors
{
    public static readonly DiagnosticDescriptor UnknownName = new(
        "PD1003", "unknown-declaration", "A name that nothing is called by", "There is no {0} called `{1}`.", Severity.Error);

    public static readonly DiagnosticDescriptor WrongKind = new(
        "PD1004", "wrong-kind", "A name of another kind of thing", "`{0}` is {1}, and {2} is wanted here.", Severity.Error);

    public static readonly DiagnosticDescriptor NameClash = new(
        "PD1005", "name-clash", "One name for two things", "`{0}` is declared more than once.", Severity.Error);

    public static readonly DiagnosticDescriptor ClashInside = new(
        "PD1006", "clash-inside", "One name twice in an entity, enum or principle", "`{0}` is declared more than once in {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor ListedTwice = new(
        "PD1007", "listed-twice", "A name twice in one list", "`{0}` is listed twice.", Severity.Error);

    public static readonly DiagnosticDescriptor HasNoFields = new(
        "PD1008", "has-no-fields", "A field of something that has none", "`{0}` is of type `{1}` and has no field `{2}`.", Severity.Error);
}
