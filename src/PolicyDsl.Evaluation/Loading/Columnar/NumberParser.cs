using System.Runtime.CompilerServices;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Reads a plain cell as a value that is one number or range, or leaves it to those who read any.</summary>
internal interface ICellParser
{
    /// <summary>True where the cell is certainly what comes out.</summary>
    bool TryParse(ReadOnlySpan<byte> cell, out long low, out long high);
}

/// <summary>
/// Reads <c>number(column)</c>, and that times a constant, from plain decimals: an optional minus, up to 12 digits, and up to 6 behind a point. Whatever it reads is
/// exact in the units of the result, so nothing is rounded. All other texts are left.
/// </summary>
internal readonly struct NumberParser : ICellParser
{
    private const int MaxDigits = 12;
    private const int Places = 6;

    private readonly bool isWhole;
    private readonly long factor;
    private readonly long limit;

    private NumberParser(bool isWhole, long factor, long limit) => (this.isWhole, this.factor, this.limit) = (isWhole, factor, limit);

    public static NumberParser? Find(BoundExpression expression) => expression switch
    {
        BoundCall { Function: BuiltInFunction.Number, Arguments: [BoundColumn], Type: var type } when type == BasicType.Integer || type == BasicType.Decimal =>
            new NumberParser(type.Scale == 1, 1, type.Scale == 1 ? long.MaxValue - 1 : ValueOperations.LargestAmount * type.Scale),
        BoundConversion { Operand: var operand, Type: var type } when Find(operand) is { } inner && type.IsOrdered && IsAmount(operand.Type) && IsAmount(type) =>
            inner.Times(type.Scale / operand.Type.Scale, type),
        BoundArithmetic { Operator: BoundArithmeticOperator.Multiply, Left: var left, Right: BoundLiteral { Value: { Kind: ValueKind.Exact } value } right } step
            when IsAmount(left.Type) && Find(left) is { } inner => inner.TimesConstant(value.Low, left.Type, right.Type, step.Type),
        BoundArithmetic { Operator: BoundArithmeticOperator.Multiply, Left: BoundLiteral { Value: { Kind: ValueKind.Exact } value } left, Right: var right } step
            when IsAmount(right.Type) && Find(right) is { } inner => inner.TimesConstant(value.Low, right.Type, left.Type, step.Type),
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryParse(ReadOnlySpan<byte> cell, out long low, out long high)
    {
        (low, high) = (0, 0);
        var place = 0;
        var isNegative = !cell.IsEmpty && cell[0] == (byte)'-';
        if (isNegative)
        {
            place = 1;
        }

        var number = 0L;
        var first = place;
        while (place < cell.Length && (uint)(cell[place] - '0') <= 9)
        {
            number = (number * 10) + (cell[place++] - '0');
            if (place - first > MaxDigits)
            {
                return false;
            }
        }

        if (place == first || (isWhole ? place < cell.Length : !TryReadPlaces(cell[place..], ref number)) || number > limit / factor)
        {
            return false;
        }

        low = high = (isNegative ? -number : number) * factor;
        return true;
    }

    /// <summary>Reads what stands behind the digits, and brings the number to millionths.</summary>
    private static bool TryReadPlaces(ReadOnlySpan<byte> rest, ref long number)
    {
        var missing = Places;
        if (!rest.IsEmpty)
        {
            if (rest[0] != (byte)'.' || rest.Length is < 2 or > Places + 1)
            {
                return false;
            }

            foreach (var digit in rest[1..])
            {
                if ((uint)(digit - '0') > 9)
                {
                    return false;
                }

                number = (number * 10) + (digit - '0');
                missing--;
            }
        }

        for (; missing > 0; missing--)
        {
            number *= 10;
        }

        return true;
    }

    /// <summary>Types of whole units or millionths: what is no time.</summary>
    private static bool IsAmount(TypeSymbol type) => type == BasicType.Integer || type.Scale > 1;

    /// <summary>The product in the units of the result, where the constant makes it a whole multiple.</summary>
    private NumberParser? TimesConstant(long constant, TypeSymbol own, TypeSymbol other, TypeSymbol result)
    {
        var up = (Int128)constant * result.Scale;
        var down = (Int128)own.Scale * other.Scale;
        return constant > 0 && IsAmount(result) && IsAmount(other) && up % down == 0 && up / down < long.MaxValue ? Times((long)(up / down), result) : null;
    }

    private NumberParser? Times(long by, TypeSymbol result) => by <= 0 || (Int128)factor * by > long.MaxValue ? null
        : new NumberParser(isWhole, factor * by, Math.Min(limit, result.Scale == 1 ? long.MaxValue - 1 : ValueOperations.LargestAmount * result.Scale));
}
