using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// The one place where partly known values are compared, computed with, tested for membership and folded. A value stands for the set of
/// values that it may have, and an operation for what it gives on every choice from its operands: a comparison is true if it is true for
/// every choice, false if false for every one, else unknown; arithmetic encloses all results. Comparisons are exact in that sense for two
/// independent operands. That two operands are the same field is not looked at: <c>x = x</c> is unknown where <c>x</c> is.
/// Cost: constant, but for alternatives, sets and lists, which take time linear in their members.
/// </summary>
public static partial class ValueOperations
{
    /// <param name="left">The value on the left.</param>
    /// <param name="comparison">The comparison; order is for numbers, quantities, dates and instants only.</param>
    /// <param name="right">The value on the right, of the same type and scale.</param>
    /// <param name="memberCount">For enums, booleans and actions how many members there are, all of which an unknown may be; null otherwise.</param>
    public static Truth Compare(Value left, ComparisonOperator comparison, Value right, int? memberCount = null) => comparison switch
    {
        ComparisonOperator.Equal => AreEqual(left, right, memberCount),
        ComparisonOperator.NotEqual => AreEqual(left, right, memberCount).Not(),
        ComparisonOperator.Less => IsLess(left, right),
        ComparisonOperator.LessOrEqual => IsLess(right, left).Not(),
        ComparisonOperator.Greater => IsLess(right, left),
        ComparisonOperator.GreaterOrEqual => IsLess(left, right).Not(),
        _ => Truth.Unknown,
    };

    /// <summary>Whether two values are the same. References are the same where they are one instance or have equal known keys.</summary>
    public static Truth AreEqual(Value left, Value right, int? memberCount = null) => (left.Kind, right.Kind) switch
    {
        (ValueKind.Text, ValueKind.Text) => string.Equals(left.Text, right.Text, StringComparison.Ordinal).ToTruth(),
        (ValueKind.Set, ValueKind.Set) => left.Equals(right).ToTruth(),
        (ValueKind.Reference, ValueKind.Reference) => left.Entity is { } a && right.Entity is { } b ? AreSame(a, b) : Truth.Unknown,
        (ValueKind.Text or ValueKind.Set or ValueKind.Reference or ValueKind.List, _) => Truth.Unknown,
        (_, ValueKind.Text or ValueKind.Set or ValueKind.Reference or ValueKind.List) => Truth.Unknown,
        _ => AreEqualNumbers(WithMembers(left, memberCount), WithMembers(right, memberCount)),
    };

    /// <summary>Whether <paramref name="operand"/> lies in a range, both ends included; a null end is open.</summary>
    public static Truth IsInRange(Value operand, long? low, long? high)
    {
        var (lowest, highest) = (low ?? Value.OpenLow, high ?? Value.OpenHigh);
        switch (operand.Kind)
        {
            case ValueKind.Alternatives:
                var inside = operand.Members.Count(m => m >= lowest && m <= highest);
                return inside == operand.Members.Length ? Truth.True : inside == 0 ? Truth.False : Truth.Unknown;
            case ValueKind.Exact or ValueKind.Range or ValueKind.Unknown:
                var (min, max) = Ends(operand);
                return min >= lowest && max <= highest ? Truth.True
                    : max < lowest || min > highest || lowest > highest ? Truth.False
                    : Truth.Unknown;
            default:
                return Truth.Unknown;
        }
    }

    /// <summary>Whether <paramref name="operand"/> is one of some constants.</summary>
    public static Truth IsOneOf(Value operand, IReadOnlyCollection<Value> items, int? memberCount = null)
    {
        var candidates = WithMembers(operand, memberCount);
        switch (candidates.Kind)
        {
            case ValueKind.Exact or ValueKind.Range or ValueKind.Alternatives:
                var listed = items.Where(i => i.Kind == ValueKind.Exact).Select(i => i.Low).Distinct().Count(i => CanBe(candidates, i));
                return listed == 0 ? Truth.False : listed == CountValues(candidates) ? Truth.True : Truth.Unknown;
            case ValueKind.Unknown:
                return items.Count == 0 ? Truth.False : Truth.Unknown;
            default:
                return items.Aggregate(Truth.False, (found, item) => found.Or(AreEqual(operand, item)));
        }
    }

    /// <summary>Whether a set shares a member with <paramref name="members"/>.</summary>
    public static Truth HasAny(Value set, IReadOnlyCollection<int> members) => set.Kind == ValueKind.Set
        ? set.Members.Any(members.Contains).ToTruth()
        : members.Count == 0 ? Truth.False : Truth.Unknown;

    /// <summary>Whether two entities are one and the same: the same instance, or of one kind with equal known keys.</summary>
    public static Truth AreSame(EntityInstance left, EntityInstance right)
    {
        if (ReferenceEquals(left, right))
        {
            return Truth.True;
        }

        if (left.Entity != right.Entity || left.Entity.Key is not { } key)
        {
            return Truth.False;
        }

        return left[key].IsKnown && right[key].IsKnown ? AreEqual(left[key], right[key]) : Truth.Unknown;
    }

    private static Truth IsLess(Value left, Value right)
    {
        if (!IsNumeric(left) || !IsNumeric(right))
        {
            return Truth.Unknown;
        }

        var (leftLow, leftHigh) = Ends(left);
        var (rightLow, rightHigh) = Ends(right);
        return leftHigh < rightLow ? Truth.True : leftLow >= rightHigh ? Truth.False : Truth.Unknown;
    }

    private static Truth AreEqualNumbers(Value left, Value right)
    {
        if (left.Kind == ValueKind.Exact && right.Kind == ValueKind.Exact)
        {
            return (left.Low == right.Low).ToTruth();
        }

        return AreDisjoint(left, right) ? Truth.False : Truth.Unknown;
    }

    private static bool AreDisjoint(Value left, Value right)
    {
        if (left.Kind == ValueKind.Alternatives)
        {
            return !left.Members.Any(m => CanBe(right, m));
        }

        if (right.Kind == ValueKind.Alternatives)
        {
            return !right.Members.Any(m => CanBe(left, m));
        }

        var (leftLow, leftHigh) = Ends(left);
        var (rightLow, rightHigh) = Ends(right);
        return leftHigh < rightLow || rightHigh < leftLow;
    }

    private static bool CanBe(Value value, long candidate) => value.Kind == ValueKind.Alternatives
        ? value.Members.Any(m => m == candidate)
        : Ends(value).Low <= candidate && candidate <= Ends(value).High;

    /// <summary>How many values a number or member may have; a range with an open end has more than any list.</summary>
    private static Int128 CountValues(Value value) => value.Kind == ValueKind.Alternatives
        ? value.Members.Length
        : (Int128)value.High - value.Low + 1;

    /// <summary>An unknown of a type with members as what it is: any of them.</summary>
    private static Value WithMembers(Value value, int? memberCount) =>
        value.Kind == ValueKind.Unknown && memberCount is { } count ? Value.OneOf(Enumerable.Range(0, count)) : value;

    private static bool IsNumeric(Value value) =>
        value.Kind is ValueKind.Exact or ValueKind.Range or ValueKind.Alternatives or ValueKind.Unknown;

    private static (long Low, long High) Ends(Value value) =>
        value.Kind == ValueKind.Unknown ? (Value.OpenLow, Value.OpenHigh) : (value.Low, value.High);
}
