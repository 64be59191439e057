using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Folds of the elements present: an empty or missing cell adds none, an unreadable one adds an unknown. No elements at all fold to unknown.
/// </summary>
public static partial class ValueOperations
{
    /// <summary>Folds elements of one type. What an unknown element could change is unknown.</summary>
    /// <param name="kind">How to fold.</param>
    /// <param name="elements">The elements, in order of rows and of the list in each.</param>
    /// <param name="type">The type of an element.</param>
    /// <param name="actions">The declared actions by ordinal, for <c>harshest of</c>.</param>
    public static Value Fold(FoldKind kind, IReadOnlyList<Value> elements, TypeSymbol type, IReadOnlyList<ActionSymbol> actions)
    {
        if (elements.Count == 0)
        {
            return Value.Unknown;
        }

        return kind switch
        {
            FoldKind.First => elements[0],
            FoldKind.Any => Value.Of(elements.Aggregate(Truth.False, (found, element) => found.Or(element.ToTruth()))),
            FoldKind.Min => FoldEnds(elements, Math.Min),
            FoldKind.Max => FoldEnds(elements, Math.Max),
            FoldKind.Sum => Sum(elements, type),
            FoldKind.MostSerious when type is EnumType { Enum: var members } => FoldTop(elements, [.. members.Members.Select(m => m.Ordinal)]),
            FoldKind.Harshest => FoldTop(elements, [.. actions.Order(Mildness.Order).Select(a => a.Ordinal)]),
            _ => Value.Unknown,
        };
    }

    /// <summary>The union of known sets, lists and single members; unknown where any part of it is.</summary>
    public static Value Unite(IEnumerable<Value> values)
    {
        var members = new List<int>();
        foreach (var value in values.SelectMany(v => v.Kind == ValueKind.List ? v.Items : [v]))
        {
            switch (value.Kind)
            {
                case ValueKind.Set:
                    members.AddRange(value.Members);
                    break;
                case ValueKind.Exact:
                    members.Add((int)value.Low);
                    break;
                default:
                    return Value.Unknown;
            }
        }

        return Value.Set(members);
    }

    private static Value FoldEnds(IReadOnlyList<Value> elements, Func<long, long, long> choose) =>
        elements.All(e => e.Kind is ValueKind.Exact or ValueKind.Range)
            ? Value.Range(elements.Select(e => e.Low).Aggregate(choose), elements.Select(e => e.High).Aggregate(choose))
            : Value.Unknown;

    /// <summary>
    /// The element highest in an ascending order of members. Partly known, it may be any member that some element may be and that
    /// is no lower than every element can be.
    /// </summary>
    private static Value FoldTop(IReadOnlyList<Value> elements, IReadOnlyList<int> ascending)
    {
        var place = new Dictionary<int, int>();
        foreach (var member in ascending)
        {
            place.TryAdd(member, place.Count);
        }

        var atLeast = 0;
        var possible = new HashSet<int>();
        foreach (var element in elements.Where(e => e.Kind is ValueKind.Exact or ValueKind.Alternatives))
        {
            int[] places = [.. MembersOf(element).Where(place.ContainsKey).Select(m => place[m])];
            atLeast = Math.Max(atLeast, places.DefaultIfEmpty(0).Min());
            possible.UnionWith(places);
        }

        var someUnknown = elements.Any(e => e.Kind is not (ValueKind.Exact or ValueKind.Alternatives));
        return someUnknown && atLeast < place.Count - 1
            ? Value.Unknown
            : Value.OneOf(possible.Where(p => p >= atLeast).Select(p => ascending[p]));
    }

    private static IEnumerable<int> MembersOf(Value value) => value.Kind == ValueKind.Alternatives ? value.Members : [(int)value.Low];
}
