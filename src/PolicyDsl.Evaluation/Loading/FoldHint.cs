using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>Says how the rows of one incident can be folded.</summary>
internal static class FoldHint
{
    public static string For(FieldSymbol field) => $"Say how rows are folded: write {WordsFor(field.Type)} before the value of `{field.Name}`.";

    public static string ForRepeatedId(DatasetSymbol dataset, string? column) => dataset.OneIncidentPer.IsEmpty
        ? $"If rows with one id are one incident, add `one incident per {(column is null ? "" : "`" + column + "`")}` and fold what differs, as in `most serious of` or `first of`."
        : "Fold by the columns that the id is made from, or map an id that tells the incidents apart.";

    private static string WordsFor(TypeSymbol type) => type switch
    {
        EnumType => "`most serious of` or `first of`",
        ActionType => "`harshest of` or `first of`",
        BasicType basic when basic == BasicType.Boolean => "`any of` or `first of`",
        _ when type.IsOrdered => "`min of`, `max of`, `sum of` or `first of`",
        _ => "`first of`",
    };
}
