using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Interval arithmetic on stored units. Products and quotients are rounded half to even in the units of the result, which is monotone, so
/// the ends of an interval come from the ends of its operands. A result beyond what its type can hold, at either end, is unknown; an end that is open stays open.
/// </summary>
public static partial class ValueOperations
{
    /// <summary>The largest decimal, mass or amount of money, in whole units; beyond it a value cannot be read.</summary>
    public const long LargestAmount = 1_000_000_000_000;

    private const long SecondsPerDay = 86_400;
    private static readonly Int128 Infinity = Int128.MaxValue;

    /// <summary>One arithmetic step with the types of its operands and of its result, as <see cref="BoundArithmetic"/> has them.</summary>
    public static Value Calculate(Value left, TypeSymbol leftType, BoundArithmeticOperator step, Value right, TypeSymbol rightType, TypeSymbol resultType)
    {
        if (!TryGetInterval(left, out var a) || !TryGetInterval(right, out var b))
        {
            return Value.Unknown;
        }

        (Int128 Low, Int128 High) result = step switch
        {
            BoundArithmeticOperator.Add => AddIntervals(InSeconds(a, leftType), InSeconds(b, rightType)),
            BoundArithmeticOperator.Subtract => AddIntervals(InSeconds(a, leftType), Negate(InSeconds(b, rightType))),
            BoundArithmeticOperator.Multiply => Corners(a, b, new Scaling(resultType.Scale, leftType.Scale * rightType.Scale).Product),
            BoundArithmeticOperator.Divide when b.Low <= 0 && b.High >= 0 => (-Infinity, Infinity),
            _ => Corners(a, b, new Scaling(rightType.Scale * resultType.Scale, leftType.Scale).Quotient),
        };
        if (resultType == BasicType.Date)
        {
            result = (InDays(result.Low), InDays(result.High));
        }

        return ToValue(result, resultType);
    }

    public static Value Negate(Value operand, TypeSymbol type) =>
        TryGetInterval(operand, out var interval) ? ToValue(Negate(interval), type) : Value.Unknown;

    /// <summary>A change of type without loss: integer to decimal, date to the instant at its start.</summary>
    public static Value Convert(Value operand, TypeSymbol from, TypeSymbol to)
    {
        var factor = from == BasicType.Date && to == BasicType.Instant ? SecondsPerDay : to.Scale / from.Scale;
        if (factor <= 1)
        {
            return operand;
        }

        return TryGetInterval(operand, out var interval)
            ? ToValue((Times(interval.Low, factor), Times(interval.High, factor)), to)
            : Value.Unknown;
    }

    /// <summary>
    /// A number of whole units and millionths as a value of <paramref name="type"/>, rounded half to even; unknown where it cannot be held.
    /// </summary>
    public static Value FromDecimal(decimal amount, TypeSymbol type)
    {
        if (Math.Abs(amount) > LargestAmount)
        {
            return Value.Unknown;
        }

        var scaled = Math.Round(amount * type.Scale, MidpointRounding.ToEven);
        return ToValue(((Int128)scaled, (Int128)scaled), type);
    }

    /// <summary>The sum of a list; nothing adds up to 0, and one unknown element makes it unknown.</summary>
    internal static Value Sum(IEnumerable<Value> values, TypeSymbol type)
    {
        var sum = default(IntervalSum);
        foreach (var value in values)
        {
            if (!TryGetInterval(value, out _))
            {
                return Value.Unknown;
            }

            sum.Add(value.Low, value.High);
        }

        return sum.ToValue(type);
    }

    /// <summary>A sum by its ends, null where they are open.</summary>
    internal static Value SumToValue(Int128? low, Int128? high, TypeSymbol type) => ToValue((low ?? -Infinity, high ?? Infinity), type);

    /// <summary>Divides, rounding to the nearest and halves to the even neighbour; the divisor is not zero.</summary>
    internal static Int128 DivideHalfToEven(Int128 dividend, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(dividend, divisor);
        var (twice, whole) = (Int128.Abs(remainder) * 2, Int128.Abs(divisor));
        var awayFromZero = twice > whole || (twice == whole && !Int128.IsEvenInteger(quotient));
        return !awayFromZero ? quotient : quotient + (Int128.IsNegative(dividend) == Int128.IsNegative(divisor) ? 1 : -1);
    }

    private static bool TryGetInterval(Value value, out (Int128 Low, Int128 High) interval)
    {
        interval = (value.Low == Value.OpenLow ? -Infinity : value.Low, value.High == Value.OpenHigh ? Infinity : value.High);
        return value.Kind is ValueKind.Exact or ValueKind.Range or ValueKind.Alternatives;
    }

    private static Value ToValue((Int128 Low, Int128 High) interval, TypeSymbol type)
    {
        var limit = type.Scale > 1 ? (Int128)LargestAmount * type.Scale : long.MaxValue - 1;
        if (IsBeyond(interval.Low, limit) || IsBeyond(interval.High, limit))
        {
            return Value.Unknown;
        }

        return Value.Range(
            interval.Low == -Infinity ? Value.OpenLow : (long)interval.Low,
            interval.High == Infinity ? Value.OpenHigh : (long)interval.High);
    }

    private static bool IsBeyond(Int128 end, Int128 limit) => Int128.Abs(end) != Infinity && Int128.Abs(end) > limit;

    private static (Int128 Low, Int128 High) AddIntervals((Int128 Low, Int128 High) a, (Int128 Low, Int128 High) b) =>
        (a.Low == -Infinity || b.Low == -Infinity ? -Infinity : a.Low + b.Low,
         a.High == Infinity || b.High == Infinity ? Infinity : a.High + b.High);

    private static (Int128 Low, Int128 High) Negate((Int128 Low, Int128 High) interval) => (-interval.High, -interval.Low);

    private static (Int128 Low, Int128 High) InSeconds((Int128 Low, Int128 High) interval, TypeSymbol type) => type == BasicType.Date
        ? (Times(interval.Low, SecondsPerDay), Times(interval.High, SecondsPerDay))
        : interval;

    private static Int128 InDays(Int128 seconds) => Int128.Abs(seconds) == Infinity
        ? seconds
        : (seconds / SecondsPerDay) - (seconds % SecondsPerDay < 0 ? 1 : 0);

    private static Int128 Times(Int128 end, long factor) => Int128.Abs(end) == Infinity ? end : end * factor;

    /// <summary>A product or quotient over two intervals is monotone in each operand on either side of zero, so its ends lie at the corners.</summary>
    private static (Int128 Low, Int128 High) Corners((Int128 Low, Int128 High) a, (Int128 Low, Int128 High) b, Func<Int128, Int128, Int128> apply)
    {
        Int128[] corners = [apply(a.Low, b.Low), apply(a.Low, b.High), apply(a.High, b.Low), apply(a.High, b.High)];
        return (corners.Min(), corners.Max());
    }

    /// <summary>Brings a product or quotient of stored units to the units of the result: times <c>Up</c>, over <c>Down</c>.</summary>
    private readonly record struct Scaling(long Up, long Down)
    {
        public Int128 Product(Int128 a, Int128 b)
        {
            if (a == 0 || b == 0)
            {
                return 0;
            }

            if (Int128.Abs(a) == Infinity || Int128.Abs(b) == Infinity)
            {
                return Int128.Sign(a) * Int128.Sign(b) * Infinity;
            }

            var common = Up < Down ? Up : Down;
            var (up, down, product) = (Up / common, Down / common, a * b);

            // Far above every limit, so that it is found to be beyond it.
            return Int128.Abs(product) > Infinity / up ? Int128.Sign(product) * (Infinity - 1) : DivideHalfToEven(product * up, down);
        }

        /// <summary>An open end over an open one is 0: the other corners hold the larger results.</summary>
        public Int128 Quotient(Int128 a, Int128 b)
        {
            if (Int128.Abs(b) == Infinity || a == 0)
            {
                return 0;
            }

            return Int128.Abs(a) == Infinity ? Int128.Sign(a) * Int128.Sign(b) * Infinity : DivideHalfToEven(a * Up, b * Down);
        }
    }
}
