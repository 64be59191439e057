using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// The condition of a history with what it says of <c>this</c> replaced by what is known of the incident decided, so that it is about the earlier incident alone.
/// Cost: each part once, and each part about <c>this</c> one evaluation.
/// </summary>
internal sealed class ThisSubstitution(Func<BoundExpression, Value> evaluate)
{
    public BoundExpression Replace(BoundExpression expression)
    {
        if (!expression.BoundDescendants().Any(e => e is BoundThis))
        {
            return expression;
        }

        return IsAboutThisAlone(expression)
            ? new BoundLiteral(evaluate(expression), expression.Type, expression.Syntax) { Source = expression.Source }
            : ReplaceBelow(expression);
    }

    private static bool IsAboutThisAlone(BoundExpression expression) =>
        expression.BoundDescendants().All(e => e is not (BoundSubject or BoundDefineReference or BoundHistory));

    private BoundExpression ReplaceBelow(BoundExpression expression) => expression switch
    {
        BoundFieldAccess access => access with { Receiver = Replace(access.Receiver) },
        BoundUnary unary => unary with { Operand = Replace(unary.Operand) },
        BoundLogical logical => logical with { Operands = ReplaceAll(logical.Operands) },
        BoundComparison comparison => comparison with { Left = Replace(comparison.Left), Right = Replace(comparison.Right) },
        BoundInRange range => range with { Operand = Replace(range.Operand) },
        BoundInList list => list with { Operand = Replace(list.Operand) },
        BoundHas has => has with { Operand = Replace(has.Operand) },
        BoundDefault chain => chain with { Operands = ReplaceAll(chain.Operands) },
        BoundArithmetic step => step with { Left = Replace(step.Left), Right = Replace(step.Right) },
        BoundConversion conversion => conversion with { Operand = Replace(conversion.Operand) },
        BoundIf choice => choice with { Condition = Replace(choice.Condition), WhenTrue = Replace(choice.WhenTrue), WhenFalse = Replace(choice.WhenFalse) },
        BoundMatch match => match with { Subject = Replace(match.Subject), Arms = [.. match.Arms.Select(Replace)] },
        BoundTextTest test => test with { Operand = Replace(test.Operand) },
        BoundTableLookup lookup => lookup with { Argument = Replace(lookup.Argument) },
        BoundCall call => call with { Arguments = ReplaceAll(call.Arguments) },
        _ => expression,
    };

    private BoundArm Replace(BoundArm arm) => arm with { Guard = arm.Guard is { } guard ? Replace(guard) : null, Value = Replace(arm.Value) };

    private ImmutableArray<BoundExpression> ReplaceAll(ImmutableArray<BoundExpression> expressions) => [.. expressions.Select(Replace)];
}
