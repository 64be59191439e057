using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>
/// Fields that data may give and that are computed otherwise. Where both are known and cannot both be right such a field is unknown, although what it
/// is computed from is known; a test says so by giving it as <c>unknown</c>.
/// </summary>
internal static class Contradictions
{
    /// <summary>Whether what is given for a field and what is computed cannot both be right.</summary>
    public static bool Exists(ExpressionEvaluator evaluator, EntityInstance instance, FieldSymbol field) =>
        field.Formula is not null && instance[field].Kind != ValueKind.Unknown && evaluator.ReadField(instance, field).Kind == ValueKind.Unknown;

    /// <summary>Gives for a field what cannot be right, so that it is unknown; nothing where it cannot be computed anyway.</summary>
    public static void Make(ExpressionEvaluator evaluator, EntityInstance instance, FieldSymbol field)
    {
        instance[field] = Value.Unknown;
        instance[field] = FindOther(evaluator.ReadField(instance, field), field.Type);
    }

    /// <summary>A value that a value cannot be; unknown where it may be any.</summary>
    private static Value FindOther(Value value, TypeSymbol type) => value.Kind switch
    {
        ValueKind.Exact or ValueKind.Alternatives when type.IsFinite => Enumerable.Range(0, CountMembers(type))
            .Where(i => value.Kind == ValueKind.Exact ? i != value.Low : !value.Members.Contains(i))
            .Select(i => Value.Of((long)i)).FirstOrDefault(),
        ValueKind.Exact or ValueKind.Range => Value.Of(value.High == Value.OpenHigh ? value.Low - 1 : value.High + 1),
        ValueKind.Text => Value.Of(value.Text + "'"),
        ValueKind.Set => Value.Set(value.Members.IsEmpty ? [0] : []),
        _ => Value.Unknown,
    };

    private static int CountMembers(TypeSymbol type) => type is EnumType { Enum.Members.Length: var members } ? members : 2;
}
