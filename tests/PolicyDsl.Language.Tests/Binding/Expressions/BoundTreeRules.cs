using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

/// <summary>What readers of the bound tree rely on, checked node by node: a list of what is broken, empty for a good tree.</summary>
internal static class BoundTreeRules
{
    public static IReadOnlyList<string> FindBroken(BoundExpression root) =>
        [.. root.BoundDescendants().Select(e => (e, Why: WhyBroken(e))).Where(p => p.Why is not null).Select(p => $"{p.Why}: {p.e.Location.Text}")];

    private static string? WhyBroken(BoundExpression expression) => expression switch
    {
        { Type: BasicType { Name: "error" } } => "an error without a message",
        BoundComparison c when !AreAlike(c.Left.Type, c.Right.Type) => $"{c.Left.Type} against {c.Right.Type}",
        BoundComparison { Operator: not (ComparisonOperator.Equal or ComparisonOperator.NotEqual), Left.Type.IsOrdered: false } => "an order where there is none",
        BoundComparison { Left.Type: SetType or ListType } => "a comparison of many values",
        BoundLogical l when l.Operands.Any(o => o.Type != BasicType.Boolean) || l.Operands.Length < 2 => "a logical operand that is no condition",
        BoundUnary { Operator: BoundUnaryOperator.Not or BoundUnaryOperator.Certainly or BoundUnaryOperator.Possibly } u when u.Operand.Type != BasicType.Boolean => "a negation of a value",
        BoundInRange r when !r.Operand.Type.IsOrdered || r.Low > r.High => "a range without order, or empty",
        BoundInList l when l.Items.Any(i => !i.IsKnown) || l.Operand.Type is SetType or ListType => "a list of what is not known",
        BoundHas h when h.Operand.Type is not SetType => "has without a set",
        BoundIf i when i.Condition.Type != BasicType.Boolean || !AreAlike(i.WhenTrue.Type, i.Type) || !AreAlike(i.WhenFalse.Type, i.Type) => "branches of several types",
        BoundMatch m when m.Arms.Any(a => !AreAlike(a.Value.Type, ElementOf(m.Type)) || (a.Guard is { } guard && guard.Type != BasicType.Boolean)) => "arms of several types",
        BoundDefault d when d.Operands.Any(o => !AreAlike(o.Type, d.Type)) => "defaults of several types",
        BoundArithmetic a => WhyWrong(a),
        BoundConversion c when c.Operand.Type == c.Type => "a conversion that changes nothing",
        BoundTableLookup t when !AreAlike(ElementOf(t.Argument.Type), t.Table.ArgumentType) => "an argument of another type",
        BoundHistory { Condition.Type: { } type } when type != BasicType.Boolean => "a history's condition that is none",
        BoundHistory { Keys.Length: 0 } => "a history without a key",
        BoundHistory h when h.BoundDescendants().Skip(1).Any(d => d is BoundHistory) => "a history in a history",
        BoundLiteral { Value.Kind: ValueKind.Exact, Type: EnumType type } l when l.Value.Low >= type.Enum.Members.Length => "a member that is none",
        _ => null,
    };

    private static string? WhyWrong(BoundArithmetic step)
    {
        var (left, right) = (step.Left.Type, step.Right.Type);
        var isRight = step.Operator switch
        {
            BoundArithmeticOperator.Multiply => UnitAlgebra.FindProduct(left, right) == step.Type && (UnitAlgebra.IsQuantity(step.Type) || left == right),
            BoundArithmeticOperator.Divide => (UnitAlgebra.IsQuantity(left) && UnitAlgebra.IsNumber(right) && step.Type == left) || (AreAlike(left, right) && step.Type == BasicType.Decimal),
            _ => (AreAlike(left, right) && (AreAlike(step.Type, left) || (UnitAlgebra.IsTime(left) && step.Type == BasicType.Duration)))
                || (UnitAlgebra.IsTime(left) && right == BasicType.Duration && step.Type == left)
                || (UnitAlgebra.IsTime(right) && left == BasicType.Duration && step.Type == right),
        };
        return isRight ? null : $"{left} {step.Operator} {right} is no {step.Type}";
    }

    private static bool AreAlike(TypeSymbol left, TypeSymbol right) =>
        left == right || (UnitAlgebra.IsMoney(left) && UnitAlgebra.IsMoney(right) && (left == BasicType.Money || right == BasicType.Money));

    private static TypeSymbol ElementOf(TypeSymbol type) => type is ListType list ? list.Element : type;
}
