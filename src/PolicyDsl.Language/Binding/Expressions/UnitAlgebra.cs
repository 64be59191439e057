using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding;

/// <summary>
/// Which types go together, and what comes of it (language.md section 5). Amounts of one unit are added and compared; a product is amount
/// times number; a quotient of like units is a decimal; an instant or a date moves by a duration.
/// </summary>
internal static class UnitAlgebra
{
    private const long SecondsPerDay = 86_400;

    /// <summary>True for what has a size: numbers, masses, money, durations.</summary>
    public static bool IsAmount(TypeSymbol type) => IsNumber(type) || IsQuantity(type);

    public static bool IsNumber(TypeSymbol type) => type == BasicType.Integer || type == BasicType.Decimal;

    public static bool IsQuantity(TypeSymbol type) => type == BasicType.Mass || type == BasicType.Duration || IsMoney(type);

    public static bool IsMoney(TypeSymbol type) => type is MoneyType || type == BasicType.Money;

    /// <summary>True for the number 0 as written, which fits every unit.</summary>
    public static bool IsZero(BoundExpression bound) => bound is BoundLiteral { Value: { Kind: ValueKind.Exact, Low: 0 } } && IsNumber(bound.Type);

    /// <summary>The type in which two values can be compared, added or stand as results of one choice; null where there is none.</summary>
    public static TypeSymbol? FindCommon(BoundExpression left, BoundExpression right) => (left.Type, right.Type) switch
    {
        var (a, b) when a == b => a,
        var (a, b) when b == BasicType.Unknown || (IsZero(right) && IsAmount(a)) => a,
        var (a, b) when a == BasicType.Unknown || (IsZero(left) && IsAmount(b)) => b,
        var (a, b) when IsNumber(a) && IsNumber(b) => BasicType.Decimal,
        (MoneyType a, var b) when b == BasicType.Money => a,
        (var a, MoneyType b) when a == BasicType.Money => b,
        (ListType a, ListType b) when a.Element == BasicType.Unknown => b,
        (ListType a, ListType b) when b.Element == BasicType.Unknown => a,
        _ => null,
    };

    /// <summary>The type of a sum or difference, once the operands have been brought to their common type; null where there is none.</summary>
    public static TypeSymbol? FindSum(BoundExpression left, BoundExpression right, bool isAddition)
    {
        if (FindCommon(left, right) is { } common)
        {
            return IsAmount(common) ? common
                : !isAddition && (common == BasicType.Date || common == BasicType.Instant) ? BasicType.Duration
                : null;
        }

        return (left.Type, right.Type) switch
        {
            var (a, b) when IsTime(a) && b == BasicType.Duration => MovedBy(a, right),
            var (a, b) when isAddition && a == BasicType.Duration && IsTime(b) => MovedBy(b, left),
            var (a, b) when !isAddition && IsTime(a) && IsTime(b) => BasicType.Duration,
            _ => null,
        };
    }

    public static TypeSymbol? FindProduct(TypeSymbol left, TypeSymbol right) => (IsNumber(left), IsNumber(right)) switch
    {
        (true, true) => left == BasicType.Integer && right == BasicType.Integer ? BasicType.Integer : BasicType.Decimal,
        (true, false) when IsQuantity(right) => right,
        (false, true) when IsQuantity(left) => left,
        _ => null,
    };

    public static TypeSymbol? FindQuotient(BoundExpression left, BoundExpression right)
    {
        if (IsQuantity(left.Type) && IsNumber(right.Type))
        {
            return left.Type;
        }

        return FindCommon(left, right) is { } common && IsAmount(common) ? BasicType.Decimal : null;
    }

    public static bool IsTime(TypeSymbol type) => type == BasicType.Date || type == BasicType.Instant;

    /// <summary>A date moved by whole days is a date; moved by anything else it is an instant.</summary>
    private static TypeSymbol MovedBy(TypeSymbol time, BoundExpression duration) =>
        time == BasicType.Date && duration is BoundLiteral { Value: { Kind: ValueKind.Exact, Low: var seconds } } && seconds % SecondsPerDay == 0
            ? BasicType.Date
            : BasicType.Instant;
}
