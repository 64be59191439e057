using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// Interval arithmetic in stored units: sums of any two numbers, products and quotients with one constant. What is beyond what a type can hold
/// at either end is unknown.
/// </summary>
internal static class SmtArithmetic
{
    private const long SecondsPerDay = 86_400;

    public static SmtNumber Calculate(BoundArithmetic step, SmtNumber left, SmtNumber right) => Limit(CalculateExactly(step, left, right), step.Type);

    public static SmtNumber Negate(SmtNumber a, TypeSymbol type) => Limit(Negate(a), type);

    public static SmtNumber Convert(SmtNumber a, TypeSymbol from, TypeSymbol to)
    {
        var factor = from == BasicType.Date && to == BasicType.Instant ? SecondsPerDay : to.Scale / from.Scale;
        return factor <= 1 ? a : Limit(Times(a, factor), to);
    }

    private static SmtNumber Limit(SmtNumber a, TypeSymbol type)
    {
        var limit = type.Scale > 1 ? ValueOperations.LargestAmount * (Int128)type.Scale : long.MaxValue - 1;
        if (a.Constant is { } constant)
        {
            return Int128.Abs(constant) > limit ? SmtNumber.Unknown : a;
        }

        var held = Smt.And(Smt.Implies(a.HasLow, IsHeld(a.Low)), Smt.Implies(a.HasHigh, IsHeld(a.High)));
        return a with { HasLow = Smt.And(a.HasLow, held), HasHigh = Smt.And(a.HasHigh, held) };

        string IsHeld(string end) => Smt.And(Smt.AtMost(Smt.Of(-limit), end), Smt.AtMost(end, Smt.Of(limit)));
    }

    private static SmtNumber CalculateExactly(BoundArithmetic step, SmtNumber left, SmtNumber right)
    {
        var (leftScale, rightScale, resultScale) = (step.Left.Type.Scale, step.Right.Type.Scale, step.Type.Scale);
        switch (step.Operator)
        {
            case BoundArithmeticOperator.Add or BoundArithmeticOperator.Subtract:
                var (a, b) = (InSeconds(left, step.Left.Type), InSeconds(right, step.Right.Type));
                var sum = Add(a, step.Operator == BoundArithmeticOperator.Add ? b : Negate(b));
                return step.Type == BasicType.Date ? Divide(sum, SecondsPerDay, Floor) : sum;
            case BoundArithmeticOperator.Multiply when right.Constant is { } factor:
                return Stretch(left, factor * resultScale, (Int128)leftScale * rightScale);
            case BoundArithmeticOperator.Multiply when left.Constant is { } factor:
                return Stretch(right, factor * resultScale, (Int128)leftScale * rightScale);
            case BoundArithmeticOperator.Divide when right.Constant is { } divisor:
                return divisor == 0 ? SmtNumber.Unknown : Stretch(left, (Int128)rightScale * resultScale, divisor * leftScale);
            default:
                throw SmtUnsupportedException.Of(step);
        }
    }

    /// <summary>The day of an instant, ends of a range each.</summary>
    public static SmtNumber DateOf(SmtNumber instant) => Divide(instant, SecondsPerDay, Floor);

    /// <summary>The hour where the instant lies in one day, else unknown.</summary>
    public static SmtNumber HourOf(SmtNumber instant)
    {
        var known = Smt.And(instant.HasLow, instant.HasHigh, Smt.Same(Floor(instant.Low, SecondsPerDay), Floor(instant.High, SecondsPerDay)));
        return new SmtNumber(known, known, Hour(instant.Low), Hour(instant.High));
        static string Hour(string seconds) => $"(div (mod {seconds} {SecondsPerDay}) 3600)";
    }

    /// <summary>The weekdays that the days from first to last fall on; any, and that is unknown, for seven days or more.</summary>
    public static SmtMembers WeekdayOf(SmtNumber instant)
    {
        var (first, days) = (Floor(instant.Low, SecondsPerDay), $"(- {Floor(instant.High, SecondsPerDay)} {Floor(instant.Low, SecondsPerDay)})");
        var known = Smt.And(instant.HasLow, instant.HasHigh, Smt.Less(days, "6"));

        // 1970-01-01 was a Thursday, and Monday is 0.
        return new SmtMembers(Smt.Not(known), [.. Enumerable.Range(0, 7).Select(w => Smt.Implies(known, Smt.AtMost($"(mod (- {w} (+ {first} 3)) 7)", days)))]);
    }

    private static SmtNumber Negate(SmtNumber a) => a.Constant is { } constant
        ? SmtNumber.Of(-constant)
        : new SmtNumber(a.HasHigh, a.HasLow, $"(- {a.High})", $"(- {a.Low})");

    private static SmtNumber InSeconds(SmtNumber a, TypeSymbol type) => type == BasicType.Date ? Times(a, SecondsPerDay) : a;

    private static SmtNumber Add(SmtNumber a, SmtNumber b) => a.Constant is { } left && b.Constant is { } right
        ? SmtNumber.Of(left + right)
        : new SmtNumber(Smt.And(a.HasLow, b.HasLow), Smt.And(a.HasHigh, b.HasHigh), $"(+ {a.Low} {b.Low})", $"(+ {a.High} {b.High})");

    private static SmtNumber Times(SmtNumber a, Int128 factor) => a.Constant is { } constant
        ? SmtNumber.Of(constant * factor)
        : new SmtNumber(a.HasLow, a.HasHigh, $"(* {Smt.Of(factor)} {a.Low})", $"(* {Smt.Of(factor)} {a.High})");

    /// <summary>Times one number and over another, rounded half to even. Nothing known times nothing is still not known.</summary>
    private static SmtNumber Stretch(SmtNumber a, Int128 up, Int128 down)
    {
        if (up == 0)
        {
            var known = Smt.Or(a.HasLow, a.HasHigh);
            return new SmtNumber(known, known, "0", "0");
        }

        var common = Common(Int128.Abs(up), Int128.Abs(down));
        (up, down) = (up / common * Int128.Sign(down), Int128.Abs(down) / common);
        var moved = up > 0 ? Times(a, up) : Negate(Times(a, -up));
        return down == 1 ? moved : Divide(moved, down, HalfToEven);
    }

    private static SmtNumber Divide(SmtNumber a, Int128 divisor, Func<string, Int128, string> round) =>
        new(a.HasLow, a.HasHigh, round(a.Low, divisor), round(a.High, divisor));

    private static string Floor(string a, Int128 divisor) => $"(div {a} {Smt.Of(divisor)})";

    private static string HalfToEven(string a, Int128 divisor)
    {
        var (quotient, twice) = ($"(div {a} {Smt.Of(divisor)})", $"(* 2 (mod {a} {Smt.Of(divisor)}))");
        var up = Smt.Or(Smt.Less(Smt.Of(divisor), twice), Smt.And(Smt.Same(twice, Smt.Of(divisor)), Smt.Same($"(mod {quotient} 2)", "1")));
        return $"(+ {quotient} {Smt.Ite(up, "1", "0")})";
    }

    private static Int128 Common(Int128 a, Int128 b) => b == 0 ? a : Common(b, a % b);
}
