namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD0001 to PD0999: what is wrong with the text itself. PD0001 to PD0019 are about single tokens, the rest about how they follow each other.</summary>
public static class SyntaxErrors
{
    public static readonly DiagnosticDescriptor UnexpectedCharacter = Error(
        "PD0001", "unexpected-character", "A character that means nothing here", "{0} means nothing in a policy.");

    public static readonly DiagnosticDescriptor UnterminatedText = Error(
        "PD0002", "unterminated-text", "A text without its closing quote", "The text that begins here has no closing quote on its line.");

    public static readonly DiagnosticDescriptor UnterminatedColumn = Error(
        "PD0003", "unterminated-column", "A column name without its closing back quote", "The column name that begins here has no closing back quote on its line.");

    public static readonly DiagnosticDescriptor BadEscape = Error(
        "PD0004", "bad-escape", "An unknown escape in a text", "`{0}` is not an escape that a text can hold.");

    public static readonly DiagnosticDescriptor MalformedNumber = Error(
        "PD0005", "malformed-number", "A badly written number", "`{0}` is not a well written number.");

    public static readonly DiagnosticDescriptor NumberTooLarge = Error(
        "PD0006", "number-too-large", "A number that is too large", "`{0}` is larger than a million million, the most that a number may be.");

    public static readonly DiagnosticDescriptor MalformedDate = Error(
        "PD0007", "malformed-date", "A date or time that does not exist", "`{0}` is not a date or time of the calendar.");

    public static readonly DiagnosticDescriptor WrongQuotes = Error(
        "PD0008", "wrong-quotes", "A text in other quotes than double ones", "A text stands in straight double quotes, not in `{0}`.");

    public static readonly DiagnosticDescriptor ForeignOperator = Error(
        "PD0009", "foreign-operator", "An operator of another language", "`{0}` is written `{1}` here.");

    public static readonly DiagnosticDescriptor ForeignComment = Error(
        "PD0010", "foreign-comment", "A comment of another language", "`{0}` does not begin a comment here.");

    public static readonly DiagnosticDescriptor HiddenCharacter = Error(
        "PD0011", "hidden-character", "A character that hides the order of a text", "An invisible character ({0}) makes this text show in another order than it is read.");

    public static readonly DiagnosticDescriptor MalformedName = Error(
        "PD0012", "malformed-name", "A badly written name", "The name `{0}` does not begin with a letter.");

    public static readonly DiagnosticDescriptor ExpectedToken = Error(
        "PD0020", "expected-token", "Something is missing", "Expected {0}, but found {1}.");

    public static readonly DiagnosticDescriptor ExpectedName = Error(
        "PD0021", "expected-name", "A name is missing", "Expected {0}, but found {1}.");

    public static readonly DiagnosticDescriptor ReservedWord = Error(
        "PD0022", "reserved-word", "A reserved word as a name", "`{0}` is a word of the language and cannot be a name.");

    public static readonly DiagnosticDescriptor ExpectedValue = Error(
        "PD0023", "expected-value", "A value or condition is missing", "Expected {0}, but found {1}.");

    public static readonly DiagnosticDescriptor ExpectedText = Error(
        "PD0024", "expected-text", "A text in double quotes is missing", "Expected a text in double quotes, but found {0}.");

    public static readonly DiagnosticDescriptor ExpectedQuantity = Error(
        "PD0025", "expected-quantity", "A number or its unit is missing", "Expected {0}, but found {1}.");

    public static readonly DiagnosticDescriptor UnexpectedToken = Error(
        "PD0026", "unexpected-token", "Something that does not fit", "{0} does not fit here.");

    public static readonly DiagnosticDescriptor UnknownDeclaration = Error(
        "PD0027", "no-declaration", "A line that begins no declaration", "{0} does not begin a declaration.");

    public static readonly DiagnosticDescriptor UnknownClause = Error(
        "PD0028", "unknown-clause", "A line that begins no clause", "{0} does not begin a line of {1}.");

    public static readonly DiagnosticDescriptor MisspeltKeyword = Error(
        "PD0029", "misspelt-keyword", "A misspelt keyword", "`{0}` is written `{1}` here.");

    public static readonly DiagnosticDescriptor MissingOpenBrace = Error(
        "PD0030", "missing-open-brace", "A block without its opening brace", "Expected `{{` to open {0}, but found {1}.");

    public static readonly DiagnosticDescriptor MissingCloseBrace = Error(
        "PD0031", "missing-close-brace", "A block without its closing brace", "Expected `}}` to close {0} opened at line {1}.");

    public static readonly DiagnosticDescriptor StrayCloseBrace = Error(
        "PD0032", "stray-close-brace", "A closing brace that closes nothing", "This `}}` closes nothing.");

    public static readonly DiagnosticDescriptor ChainedComparison = Error(
        "PD0033", "chained-comparison", "Comparisons in a row", "Comparisons do not chain: `{0}` follows a finished comparison.");

    public static readonly DiagnosticDescriptor NeedsParentheses = Error(
        "PD0034", "needs-parentheses", "An expression that needs parentheses", "`{0}` needs parentheses inside another expression.");

    public static readonly DiagnosticDescriptor IncompleteIf = Error(
        "PD0035", "incomplete-if", "An `if` without `then` or `else`", "This `if` lacks `{0}`.");

    public static readonly DiagnosticDescriptor UnknownUnit = Error(
        "PD0036", "unknown-unit", "A word that is no unit", "`{0}` is not a unit.");

    public static readonly DiagnosticDescriptor UnitOnNextLine = Error(
        "PD0037", "unit-on-next-line", "A unit on the line after its number", "The unit `{0}` does not stand on the line of its number.");

    public static readonly DiagnosticDescriptor TooDeeplyNested = Error(
        "PD0038", "too-deeply-nested", "Nesting that is too deep", "This is nested too deeply: more than {0} levels.");

    public static readonly DiagnosticDescriptor IsTakesOneValue = Error(
        "PD0039", "is-takes-one-value", "More than one value after `is`", "`is` compares with one value, and more than that follows.");

    private static DiagnosticDescriptor Error(string id, string slug, string title, string message) =>
        new(id, slug, title, message, Severity.Error);
}
