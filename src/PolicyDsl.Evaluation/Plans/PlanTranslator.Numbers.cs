using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>Numbers, quantities, dates and instants.</summary>
internal sealed partial class PlanTranslator
{
    /// <param name="expression">The expression.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="owner">What is named where a conversion alone makes the value unknown, as it has no name of its own.</param>
    private NumberNode Number(BoundExpression expression, About about, BoundExpression owner)
    {
        if (!DeepStack.HasRoom)
        {
            return DeepStack.Run(() => Number(expression, about, owner));
        }

        var key = keys.GetNumber(expression, about.Name);
        if (!numbers.TryGetValue(key, out var node))
        {
            numbers[key] = node = MakeNumber(expression, about, owner);
        }

        return node;
    }

    private NumberNode MakeNumber(BoundExpression expression, About about, BoundExpression owner)
    {
        switch (expression)
        {
            case BoundDefineReference { Define.Value: { } value }:
                return Number(value, about, expression);
            case BoundHistory history:
                var name = Wanting.NameOf(history);
                return about.Subject.IsEmpty ? Add(new HistoryNumber(PlaceOf(history, about.Scope), name)) : Add(new ConstantNumber(Value.Unknown, [name]));
            case BoundFieldAccess { Field.Formula: null } access when LeafFinder.FindPath(access, about.Subject) is { } path:
                return Add(new StoredNumber(Field(path)));
        }

        var leaves = FindLeaves(expression, about);
        if (leaves is { Slots: [], Histories: [], IsClosed: true })
        {
            var part = new ExpressionPart(schema, expression, about.Scope, about.Subject, leaves);
            var value = part.Evaluate([], []);
            return Add(new ConstantNumber(value, value.IsKnown ? [] : part.FindWanting([], [])));
        }

        if (FindOnlyCode(leaves) is { } field)
        {
            return Add(new CodeNumber(new ExpressionPart(schema, expression, about.Scope, about.Subject, leaves), field));
        }

        return MakeComputed(expression, about, owner) ?? Add(new PartNumber(new ExpressionPart(schema, expression, about.Scope, about.Subject, leaves)));
    }

    private NumberNode? MakeComputed(BoundExpression expression, About about, BoundExpression owner)
    {
        var name = Wanting.NameOf(expression);
        switch (expression)
        {
            case BoundConversion conversion:
                var (from, to) = (conversion.Operand.Type, conversion.Type);
                return Add(new DerivedNumber([Number(conversion.Operand, about, owner)], (value, _) => ValueOperations.Convert(value, from, to), isTold: true, Wanting.NameOf(owner)));
            case BoundArithmetic step:
                return Add(new DerivedNumber(
                    [Number(step.Left, about, step), Number(step.Right, about, step)],
                    (left, right) => ValueOperations.Calculate(left, step.Left.Type, step.Operator, right, step.Right.Type, step.Type),
                    isTold: true,
                    name));
            case BoundUnary { Operator: BoundUnaryOperator.Negate } unary:
                return Add(new DerivedNumber([Number(unary.Operand, about, unary)], (value, _) => ValueOperations.Negate(value, unary.Type), isTold: true, name));
            case BoundCall { Function: BuiltInFunction.HourOf or BuiltInFunction.DateOf } call:
                return Add(new InstantPart(Number(call.Arguments[0], about, call), call.Function == BuiltInFunction.HourOf, name));
            case BoundDefault chain:
                return Add(new DefaultNumber([.. chain.Operands.Select(o => Number(o, about, chain))]));
            case BoundIf choice:
                return Add(new IfNumber(Condition(choice.Condition, about), Number(choice.WhenTrue, about, choice), Number(choice.WhenFalse, about, choice)));
            default:
                return null;
        }
    }
}
