using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>Numbers, quantities, dates and instants.</summary>
internal sealed partial class PlanTranslator
{
    private NumberNode Number(BoundExpression expression, About about)
    {
        if (!DeepStack.HasRoom)
        {
            return DeepStack.Run(() => Number(expression, about));
        }

        var key = keys.GetNumber(expression, about.Name);
        if (!numbers.TryGetValue(key, out var node))
        {
            numbers[key] = node = MakeNumber(expression, about);
        }

        return node;
    }

    private NumberNode MakeNumber(BoundExpression expression, About about)
    {
        switch (expression)
        {
            case BoundDefineReference { Define.Value: { } value }:
                return Named(Number(value, about), expression);
            case BoundHistory history:
                var name = Wanting.NameOf(history);
                return about.Subject.IsEmpty ? Add(new HistoryNumber(PlaceOf(history, about.Scope), name)) : Add(new ConstantNumber(Value.Unknown, [name]));
            case BoundFieldAccess { Field.Formula: null } access when LeafFinder.FindPath(access, about.Subject) is { } path:
                return Add(new StoredNumber(Field(path)));
            case BoundConversion { Operand: not BoundLiteral } conversion:
                var (from, to) = (conversion.Operand.Type, conversion.Type);
                return Add(new DerivedNumber([Number(conversion.Operand, about)], (value, _) => ValueOperations.Convert(value, from, to), text: null));
        }

        var leaves = FindLeaves(expression, about);
        if (leaves.IsEmpty)
        {
            var part = new ExpressionPart(schema, expression, about.Scope, about.Subject, leaves);
            var value = part.Evaluate([], []);
            return Add(new ConstantNumber(value, value.IsKnown ? [] : part.FindWanting([], []), Telling.IsTold(expression)));
        }

        if (FindOnlyCode(leaves) is { } field)
        {
            return Add(new CodeNumber(new ExpressionPart(schema, expression, about.Scope, about.Subject, leaves), field));
        }

        return MakeComputed(expression, about) ?? Add(new PartNumber(new ExpressionPart(schema, expression, about.Scope, about.Subject, leaves)));
    }

    /// <summary>A name for what has none and may be unknown: a literal or a conversion that a define stands for.</summary>
    private NumberNode Named(NumberNode node, BoundExpression define) =>
        node is ConstantNumber { Told: null, Value.IsKnown: false } or DerivedNumber { IsConversion: true } ? Add(new DerivedNumber([node], (value, _) => value, Wanting.NameOf(define))) : node;

    private NumberNode? MakeComputed(BoundExpression expression, About about)
    {
        var name = Wanting.NameOf(expression);
        switch (expression)
        {
            case BoundArithmetic step:
                return Add(new DerivedNumber(
                    [Number(step.Left, about), Number(step.Right, about)],
                    (left, right) => ValueOperations.Calculate(left, step.Left.Type, step.Operator, right, step.Right.Type, step.Type),
                    name));
            case BoundUnary { Operator: BoundUnaryOperator.Negate } unary:
                return Add(new DerivedNumber([Number(unary.Operand, about)], (value, _) => ValueOperations.Negate(value, unary.Type), name));
            case BoundCall { Function: BuiltInFunction.HourOf or BuiltInFunction.DateOf } call:
                return Add(new InstantPart(Number(call.Arguments[0], about), call.Function == BuiltInFunction.HourOf, name));
            case BoundDefault chain:
                return Add(new DefaultNumber([.. chain.Operands.Select(o => Number(o, about))], name));
            case BoundIf choice:
                return Add(new IfNumber(Condition(choice.Condition, about), Number(choice.WhenTrue, about), Number(choice.WhenFalse, about), name));
            default:
                return null;
        }
    }
}
