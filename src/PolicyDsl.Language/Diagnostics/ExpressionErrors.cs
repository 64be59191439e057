namespace PolicyDsl.Language.Diagnostics;

/// <summary>PD1301 to PD1599: names, types and units inside expressions.</summary>
public static class ExpressionErrors
{
    // ---------------------------------------------------------------- names

    public static readonly DiagnosticDescriptor UnknownName = new(
        "PD1301", "unknown-name", "A name that nothing has", "Nothing is called `{0}` here.", Severity.Error);

    public static readonly DiagnosticDescriptor AmbiguousName = new(
        "PD1302", "ambiguous-name", "A short name that fits two fields", "`{0}` may be {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor WrongKindOfName = new(
        "PD1303", "wrong-kind-of-name", "A name of something that does not fit here", "`{0}` is {1}, and {2}.", Severity.Error);

    public static readonly DiagnosticDescriptor UnknownMember = new(
        "PD1304", "unknown-member", "An enum has no such member", "`{0}` has no member `{1}`.", Severity.Error);

    public static readonly DiagnosticDescriptor UnknownField = new(
        "PD1305", "unknown-field", "An entity has no such field", "`{0}` has no field `{1}`.", Severity.Error);

    public static readonly DiagnosticDescriptor NotAnEntity = new(
        "PD1306", "not-an-entity", "A field of something that has no fields", "`{0}` is {1} and has no fields, so `.{2}` means nothing.", Severity.Error);

    public static readonly DiagnosticDescriptor NameNotHere = new(
        "PD1307", "name-not-here", "A name that cannot be used in this place", "{0} cannot use `{1}`, which is {2}.", Severity.Error);

    public static readonly DiagnosticDescriptor ThisOutsideHistory = new(
        "PD1308", "this-outside-history", "`this` outside a history", "`this` means the incident being decided, and stands only inside a history about earlier incidents.", Severity.Error);

    public static readonly DiagnosticDescriptor RecordedOfDecided = new(
        "PD1309", "recorded-of-decided-incident", "What was recorded of the incident being decided",
        "{0} may not read what was recorded of the incident being decided.", Severity.Error);

    // ------------------------------------------------------ types and units

    public static readonly DiagnosticDescriptor TypeMismatch = new(
        "PD1320", "wrong-type", "A value of another type than the one wanted", "`{0}` is {1}, and {2} is wanted here.", Severity.Error);

    public static readonly DiagnosticDescriptor UnlikeValues = new(
        "PD1321", "unlike-values", "Two values of different types or units", "`{0}` is {1} and `{2}` {3}: they cannot be {4}.", Severity.Error);

    public static readonly DiagnosticDescriptor NoOrder = new(
        "PD1322", "no-order", "A comparison that needs an order", "`{0}` is {1}, which has no order: {2} means nothing for it.", Severity.Error);

    public static readonly DiagnosticDescriptor NoArithmetic = new(
        "PD1323", "no-arithmetic", "Arithmetic that means nothing", "`{0}` is {1} and `{2}` {3}: they cannot be {4}.", Severity.Error);

    public static readonly DiagnosticDescriptor SetComparison = new(
        "PD1324", "set-comparison", "A set is asked only what it has", "`{0}` is a set of several values: it can be asked only what it has.", Severity.Error);

    public static readonly DiagnosticDescriptor NotASet = new(
        "PD1325", "has-without-set", "`has` needs a set", "`{0}` is {1}, not a set of several values: `has` does not fit it.", Severity.Error);

    public static readonly DiagnosticDescriptor SetOfOtherEnum = new(
        "PD1326", "set-of-other-enum", "A named set of another enum", "`{0}` is a set of `{1}`, and `{2}` is {3}: this can never be true.", Severity.Error);

    public static readonly DiagnosticDescriptor EmptyRange = new(
        "PD1327", "empty-range", "A range that holds nothing", "The range `{0}` is empty: its low end is above its high end.", Severity.Error);

    public static readonly DiagnosticDescriptor RangeWithoutOrder = new(
        "PD1328", "range-without-order", "A range of something without order", "`{0}` is {1}, which has no order, so a range means nothing for it.", Severity.Error);

    public static readonly DiagnosticDescriptor AmountTooLarge = new(
        "PD1329", "amount-too-large", "An amount beyond a million million", "`{0}` is beyond 1_000_000_000_000 grams, seconds or units of money, the largest amount.", Severity.Error);

    public static readonly DiagnosticDescriptor CalendarUnit = new(
        "PD1330", "calendar-unit", "Months and years have no fixed length", "`{0}` has no fixed length: months and years stand only after `within past`, `lasts`, `rests` and `for`.", Severity.Error);

    public static readonly DiagnosticDescriptor BadLength = new(
        "PD1331", "bad-length", "A length of time that cannot be", "`{0}` is no length of time that can stand here: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor ComparisonWithUnknown = new(
        "PD1333", "comparison-with-unknown", "Nothing can be found equal to unknown", "A comparison with `unknown` is never true.", Severity.Error);

    public static readonly DiagnosticDescriptor InstantAndDate = new(
        "PD1334", "instant-and-date", "A moment compared with a whole day", "`{0}` is a moment and `{1}` a whole day, so `{2}` may mean its start or its end.", Severity.Error);

    public static readonly DiagnosticDescriptor NotAConstant = new(
        "PD1335", "not-a-constant", "A value that is not written out", "`{0}` is no value that is written out, as `12`, `2 g`, `\"text\"` or a member is.", Severity.Error);

    public static readonly DiagnosticDescriptor PartlyKnownHere = new(
        "PD1336", "partly-known-here", "A partly known value where one value is wanted", "`{0}` does not say which value it is, and exactly one is wanted here.", Severity.Error);

    public static readonly DiagnosticDescriptor EstimateOrder = new(
        "PD1337", "estimate-order", "An estimate out of order", "The estimate `{0}` does not rise from low over central to high.", Severity.Error);

    public static readonly DiagnosticDescriptor TooDeep = new(
        "PD1338", "expression-too-deep", "An expression that is too deep", "This expression goes {0} steps deep; at most {1} can be followed.", Severity.Error);

    // ------------------------------------------------- choices and look-ups

    public static readonly DiagnosticDescriptor UnlikeResults = new(
        "PD1350", "unlike-results", "Results of different types", "`{0}` is {1}, but `{2}` before it {3}: every result has one type.", Severity.Error);

    public static readonly DiagnosticDescriptor MatchNotComplete = new(
        "PD1351", "match-not-complete", "A match that leaves values out", "This `match` says nothing about {0}.", Severity.Error);

    public static readonly DiagnosticDescriptor UnreachableArm = new(
        "PD1352", "unreachable-arm", "An arm that is never reached", "This arm is never reached: {0}.", Severity.Error);

    public static readonly DiagnosticDescriptor PatternDoesNotFit = new(
        "PD1353", "pattern-does-not-fit", "A pattern that can never fit", "The pattern `{0}` can never fit `{1}`, which is {2}.", Severity.Error);

    public static readonly DiagnosticDescriptor NotATable = new(
        "PD1354", "not-a-table", "Only a table can be looked up", "`{0}` is {1}, so `{0} of` means nothing.", Severity.Error);

    public static readonly DiagnosticDescriptor UnknownFunction = new(
        "PD1355", "unknown-function", "A function that does not exist", "There is no function `{0}`.", Severity.Error);

    public static readonly DiagnosticDescriptor WrongArguments = new(
        "PD1356", "wrong-arguments", "A function with other arguments than it takes", "`{0}` takes {1}.", Severity.Error);

    // ---------------------------------------------- histories and measures

    public static readonly DiagnosticDescriptor HistoryNotHere = new(
        "PD1370", "history-not-here", "A history where there can be none", "{0} cannot look at earlier incidents.", Severity.Error);

    public static readonly DiagnosticDescriptor NestedHistory = new(
        "PD1371", "nested-history", "A history inside a history", "A history cannot stand inside another one.", Severity.Error);

    public static readonly DiagnosticDescriptor HistoryWithoutKey = new(
        "PD1372", "history-without-key", "A history that does not say whose", "This history does not say whose incidents it looks at.", Severity.Error);

    public static readonly DiagnosticDescriptor BadHistoryKey = new(
        "PD1373", "bad-history-key", "A history follows fields of the incident", "A history cannot follow `{0}`: {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor MeasureOnly = new(
        "PD1374", "only-in-measures", "A word that only measures know", "`{0}` stands only in {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor NotInMeasure = new(
        "PD1375", "not-in-measures", "Something a measure cannot do", "A measure is a figure over all decided incidents: {0}.", Severity.Error);

    // ------------------------------------------------------------ data sets

    public static readonly DiagnosticDescriptor DataOnly = new(
        "PD1390", "only-in-data", "Columns and texts belong to data sets", "`{0}` stands only in {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor BadFormat = new(
        "PD1391", "bad-date-format", "A date format that cannot work", "The format `{0}` {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor BadRegex = new(
        "PD1392", "bad-regular-expression", "A regular expression that cannot work", "The regular expression `{0}` {1}.", Severity.Error);

    public static readonly DiagnosticDescriptor BadFold = new(
        "PD1393", "bad-fold", "A fold that does not fit its values", "`{0} of` folds {1}, and `{2}` is {3}.", Severity.Error);

    public static readonly DiagnosticDescriptor ListNotFolded = new(
        "PD1394", "list-not-folded", "Several values for one", "`{0}` may be several values, and {1} is wanted here.", Severity.Error);

    public static readonly DiagnosticDescriptor FoldOfOneValue = new(
        "PD1395", "fold-of-one-value", "A fold of one value", "`{0} of` has nothing to fold here: `{1}` is one value.", Severity.Error);
}
