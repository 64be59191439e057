using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Puts together what rows say of one field. Each row gives elements, or none where its cells are missing (<see cref="Nothing"/>).
/// A folded field folds them; a set unites them; for any other field all rows describe one value, and only what all of them allow
/// is possible. Every way is associative, so rows are merged one after another.
/// </summary>
internal sealed class RowMerge(ImmutableArray<ActionSymbol> actions)
{
    private readonly ValueFormatter formatter = new(actions);

    /// <summary>What a row says whose cells are all missing.</summary>
    public static readonly Value Nothing = Value.List([]);

    public static bool IsNothing(Value value) => value.Kind == ValueKind.List && value.Items.IsEmpty;

    /// <summary>What a field is, once all rows are merged: nothing at all is unknown.</summary>
    public static Value Finish(Value value) => IsNothing(value) ? Value.Unknown : value;

    /// <summary>What one row says: the elements of a list folded or united, anything else as it is.</summary>
    public Value Start(PlannedField field, Value value)
    {
        if (value.Kind != ValueKind.List || value.Items.IsEmpty)
        {
            return value;
        }

        return field.Field.Type is SetType ? ValueOperations.Unite(value.Items)
            : field.Fold is { } kind ? ValueOperations.Fold(kind, value.Items, field.Field.Type, actions)
            : Value.Unknown;
    }

    /// <summary>What two rows say together; false where they differ and no fold says what to do.</summary>
    public bool TryMerge(PlannedField field, Value before, Value now, out Value merged)
    {
        merged = IsNothing(before) ? now : before;
        if (IsNothing(before) || IsNothing(now))
        {
            return true;
        }

        if (field.Field.Type is SetType)
        {
            merged = ValueOperations.Unite([before, now]);
            return true;
        }

        if (field.Fold is { } kind)
        {
            merged = ValueOperations.Fold(kind, [before, now], field.Field.Type, actions);
            return true;
        }

        return TryMeet(field.Field.Type, before, now, out merged);
    }

    /// <summary>A value as it is shown in messages.</summary>
    public string Format(Value value, TypeSymbol type) => value.Kind == ValueKind.Text ? value.Text : formatter.Format(value, type);

    private static bool TryMeet(TypeSymbol type, Value first, Value second, out Value met)
    {
        met = first.Kind == ValueKind.Unknown ? second : first;
        if (first.Kind == ValueKind.Unknown || second.Kind == ValueKind.Unknown || first == second)
        {
            return true;
        }

        if (type.IsOrdered)
        {
            var (low, high) = (Math.Max(first.Low, second.Low), Math.Min(first.High, second.High));
            met = Value.Range(low, high);
            return low <= high;
        }

        var common = Possible(first).Intersect(Possible(second)).ToList();
        met = Value.OneOf(common);
        return common.Count > 0;
    }

    private static IEnumerable<int> Possible(Value value) => value.Kind switch
    {
        ValueKind.Exact => [(int)value.Low],
        ValueKind.Alternatives => value.Members,
        _ => [],
    };
}
