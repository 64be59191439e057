using System.Diagnostics;

namespace PolicyDsl.Language.Binding;

/// <summary>
/// The expressions directly below a bound expression, in source order. What a name stands for (the value of a define, the
/// formula of a derived field, the arms of a table) is not below the name: <see cref="Dependencies"/> follows those.
/// </summary>
public static class BoundTreeWalker
{
    public static IEnumerable<BoundExpression> BoundChildren(this BoundExpression expression) => expression switch
    {
        BoundFieldAccess access => [access.Receiver],
        BoundUnary unary => [unary.Operand],
        BoundLogical logical => logical.Operands,
        BoundComparison comparison => [comparison.Left, comparison.Right],
        BoundInRange range => [range.Operand],
        BoundInList list => [list.Operand],
        BoundHas has => [has.Operand],
        BoundDefault chain => chain.Operands,
        BoundArithmetic arithmetic => [arithmetic.Left, arithmetic.Right],
        BoundConversion conversion => [conversion.Operand],
        BoundIf choice => [choice.Condition, choice.WhenTrue, choice.WhenFalse],
        BoundMatch match => [match.Subject, .. match.Arms.SelectMany(ArmChildren)],
        BoundTextTest test => [test.Operand],
        BoundTableLookup lookup => [lookup.Argument],
        BoundCall call => call.Arguments,
        BoundHistory history => [.. Optional(history.Subject), .. history.Keys, .. Optional(history.Condition)],
        BoundFold fold => [fold.Operand],
        BoundAggregate aggregate => [.. Optional(aggregate.Subject), .. Optional(aggregate.Condition)],
        BoundRelativeRate rate => [rate.By],
        BoundErrorExpression or BoundLiteral or BoundSubject or BoundThis or BoundDefineReference or BoundColumn or BoundDecidedAction or BoundOffered
            or BoundOutcomeFigure or BoundNetBenefit or BoundMeasureReference => [],
        _ => throw new UnreachableException($"Nobody knows what is below {expression.GetType().Name}"),
    };

    /// <summary>The guard, if there is one, and the value of an arm.</summary>
    public static IEnumerable<BoundExpression> ArmChildren(this BoundArm arm) => [.. Optional(arm.Guard), arm.Value];

    /// <summary>This expression and all below it, parents before children, in source order, without recursion.</summary>
    public static IEnumerable<BoundExpression> BoundDescendants(this BoundExpression expression)
    {
        var pending = new Stack<BoundExpression>();
        pending.Push(expression);
        while (pending.TryPop(out var current))
        {
            yield return current;
            foreach (var child in current.BoundChildren().Reverse())
            {
                pending.Push(child);
            }
        }
    }

    private static IEnumerable<BoundExpression> Optional(BoundExpression? expression) => expression is null ? [] : [expression];
}
