using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// Arithmetic on leaves: constants are computed, steps by a constant are put behind the term, and anything else, as a product of two fields, is a term
/// of its own.
/// </summary>
internal sealed partial class ExpressionEncoder
{
    private Leaf Calculate(Leaf left, BoundArithmetic step, Leaf right)
    {
        var (leftType, rightType) = (step.Left.Type, step.Right.Type);
        switch (left, right)
        {
            case (ConstantLeaf a, ConstantLeaf b):
                return new ConstantLeaf(ValueOperations.Calculate(a.Value, leftType, step.Operator, b.Value, rightType, step.Type), step.Type);
            case (ConstantLeaf { Value.Kind: ValueKind.Unknown }, _) or (_, ConstantLeaf { Value.Kind: ValueKind.Unknown }):
                return Unknown(step.Type);
            case (TermLeaf { Term: NumericTerm } term, ConstantLeaf { Value.Kind: ValueKind.Exact } constant) when IsMonotone(step.Operator, constant.Value.Low, isRight: true):
                return Append(term, new MonotoneStep(
                    $"{step.Operator} {constant.Key} {step.Type.Name}",
                    step.Operator is BoundArithmeticOperator.Add or BoundArithmeticOperator.Subtract || constant.Value.Low > 0,
                    step.Operator is BoundArithmeticOperator.Add or BoundArithmeticOperator.Subtract,
                    value => ValueOperations.Calculate(value, leftType, step.Operator, constant.Value, rightType, step.Type),
                    name => $"{name} {Sign(step.Operator)} {Tell(constant)}"), step.Type);
            case (ConstantLeaf { Value.Kind: ValueKind.Exact } constant, TermLeaf { Term: NumericTerm } term) when IsMonotone(step.Operator, constant.Value.Low, isRight: false):
                return Append(term, new MonotoneStep(
                    $"{constant.Key} {step.Operator} {step.Type.Name}",
                    step.Operator == BoundArithmeticOperator.Add || (step.Operator == BoundArithmeticOperator.Multiply && constant.Value.Low > 0),
                    step.Operator is BoundArithmeticOperator.Add or BoundArithmeticOperator.Subtract,
                    value => ValueOperations.Calculate(constant.Value, leftType, step.Operator, value, rightType, step.Type),
                    name => $"{Tell(constant)} {Sign(step.Operator)} {name}"), step.Type);
            default:
                return Independent(
                    $"{step.Operator} {step.Type.Name}",
                    [left, right],
                    $"{left.Name} {Sign(step.Operator)} {right.Name}",
                    step.Type,
                    operands => ValueOperations.Calculate(operands[0], leftType, step.Operator, operands[1], rightType, step.Type));
        }
    }

    private Leaf Negate(Leaf operand, BoundUnary unary) => operand switch
    {
        ConstantLeaf constant => new ConstantLeaf(ValueOperations.Negate(constant.Value, unary.Type), unary.Type),
        TermLeaf { Term: NumericTerm } term => Append(
            term, new MonotoneStep("negate", false, true, value => ValueOperations.Negate(value, unary.Type), name => $"-{name}"), unary.Type),
        _ => Unknown(unary.Type),
    };

    private Leaf Convert(Leaf operand, BoundConversion conversion)
    {
        var (from, to) = (conversion.Operand.Type, conversion.Type);
        return operand switch
        {
            ConstantLeaf constant => new ConstantLeaf(ValueOperations.Convert(constant.Value, from, to), to),
            TermLeaf { Term: NumericTerm } term => Append(
                term, new MonotoneStep($"to {to.Name}", true, true, value => ValueOperations.Convert(value, from, to), name => name), to),
            _ => operand,
        };
    }

    private Leaf Call(BoundCall call, Leaf operand)
    {
        switch (call.Function, operand)
        {
            case (BuiltInFunction.HourOf, ConstantLeaf constant):
                return new ConstantLeaf(ValueOperations.HourOf(constant.Value), call.Type);
            case (BuiltInFunction.WeekdayOf, ConstantLeaf constant):
                return new ConstantLeaf(Value.OneOf(ValueOperations.WeekdaysOf(constant.Value)), call.Type);
            case (BuiltInFunction.DateOf, ConstantLeaf constant):
                return new ConstantLeaf(ValueOperations.DateOf(constant.Value), call.Type);
            case (BuiltInFunction.DateOf, TermLeaf { Term: NumericTerm } term):
                return Append(term, new MonotoneStep("date", true, false, ValueOperations.DateOf, name => $"date of {name}"), call.Type);
            case (BuiltInFunction.HourOf, _):
                return Independent("hour", [operand], $"hour of {operand.Name}", call.Type, operands => ValueOperations.HourOf(operands[0]), (0, 23));
            case (BuiltInFunction.WeekdayOf, _):
                return Independent("weekday", [operand], $"weekday of {operand.Name}", call.Type, operands => Value.OneOf(ValueOperations.WeekdaysOf(operands[0])));
            default:
                return Unknown(call.Type);
        }
    }

    private TermLeaf Independent(
        string operation,
        ImmutableArray<Leaf> operands,
        string name,
        TypeSymbol type,
        Func<ImmutableArray<Value>, Value> compute,
        (long Minimum, long Maximum)? limits = null)
    {
        MeetUnknown(operands);
        var source = new IndependentSource($"{operation}({string.Join(", ", operands.Select(o => o.Key))})", name, type, operands, compute) { Limits = limits };
        return new TermLeaf(terms.Get(source, actions.Length), [], type);
    }

    private static TermLeaf Append(TermLeaf term, MonotoneStep step, TypeSymbol type) => new(term.Term, term.Steps.Add(step), type);

    /// <summary>Whether the step keeps or turns about the order of every two numbers; a product with 0 does neither.</summary>
    private static bool IsMonotone(BoundArithmeticOperator step, long constant, bool isRight) => step switch
    {
        BoundArithmeticOperator.Multiply => constant != 0,
        BoundArithmeticOperator.Divide => isRight && constant != 0,
        _ => true,
    };

    private string Tell(ConstantLeaf constant) => formatter.Format(constant.Value, constant.Type);

    private static string Sign(BoundArithmeticOperator step) => step switch
    {
        BoundArithmeticOperator.Add => "+",
        BoundArithmeticOperator.Subtract => "-",
        BoundArithmeticOperator.Multiply => "*",
        _ => "/",
    };
}

/// <summary>A test of texts, as the interpreter makes it.</summary>
internal sealed record BoundTextTestOfValue(TextPattern Pattern)
{
    public Truth Try(Value value) => ExpressionEvaluator.Test(Pattern, value);

    public string Tell() => string.Create(CultureInfo.InvariantCulture, $"{Pattern.Kind switch
    {
        TextTestKind.Contains => "contains",
        TextTestKind.StartsWith => "starts with",
        TextTestKind.EndsWith => "ends with",
        _ => "matches",
    }} \"{Pattern.Text}\"");
}
