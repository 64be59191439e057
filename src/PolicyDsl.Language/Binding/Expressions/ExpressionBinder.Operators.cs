using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Chains of operands, prefixes and <c>is known</c>.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpression BindChain(ChainSyntax chain, ExpressionContext context, TypeSymbol? hint) => chain.Kind switch
    {
        ChainKind.And or ChainKind.Or => BindLogical(chain, context),
        ChainKind.Default => BindDefaults(chain, context, hint),
        _ => BindArithmetic(chain, context),
    };

    private BoundExpression BindLogical(ChainSyntax chain, ExpressionContext context)
    {
        if (context.Place == ExpressionPlace.Measure)
        {
            return FailInMeasure(chain, context, "`and` and `or` join conditions about one incident", "Write them inside `incidents where`, or write two clauses.");
        }

        ImmutableArray<BoundExpression> operands = [.. chain.Operands.Select(o => BindAs(o, context, BasicType.Boolean))];
        return operands.Any(IsError)
            ? ErrorAt(chain, context)
            : new BoundLogical(chain.Kind == ChainKind.And, operands, chain) { Source = context.Source };
    }

    private BoundExpression BindDefaults(ChainSyntax chain, ExpressionContext context, TypeSymbol? hint)
    {
        var operands = ImmutableArray.CreateBuilder<BoundExpression>(chain.Operands.Count);
        foreach (var operand in chain.Operands)
        {
            operands.Add(BindValue(operand, context, hint));
            hint ??= operands[^1].Type;
        }

        var (values, type) = Unify(operands.ToImmutable(), context);
        return type == BasicType.Error ? ErrorAt(chain, context) : new BoundDefault(values, type, chain) { Source = context.Source };
    }

    private BoundExpression BindPrefix(PrefixSyntax prefix, ExpressionContext context, TypeSymbol? hint)
    {
        if (prefix.OperatorToken.Kind == TokenKind.Minus)
        {
            return Negate(BindValue(prefix.Operand, context, hint), prefix, context);
        }

        if (context.Place == ExpressionPlace.Measure)
        {
            return FailInMeasure(prefix, context, $"`{prefix.OperatorToken.Text}` is about a condition of one incident", null);
        }

        var operand = BindAs(prefix.Operand, context, BasicType.Boolean);
        var operation = prefix.OperatorToken.Kind switch
        {
            TokenKind.Certainly => BoundUnaryOperator.Certainly,
            TokenKind.Possibly => BoundUnaryOperator.Possibly,
            _ => BoundUnaryOperator.Not,
        };
        return IsError(operand) ? operand : new BoundUnary(operation, operand, BasicType.Boolean, prefix) { Source = context.Source };
    }

    private BoundExpression BindKnownTest(KnownTestSyntax test, ExpressionContext context)
    {
        var operand = BindValue(test.Operand, context, null);
        if (IsError(operand))
        {
            return operand;
        }

        if (operand.Type is ListType)
        {
            return Fail(ExpressionErrors.ListNotFolded, test.Operand, context, "Fold it first, as in `first of ...`.", TextOf(test.Operand, context), "one value");
        }

        var isKnown = test.State.Kind == TokenKind.Known == test.NotKeyword is null;
        return new BoundUnary(isKnown ? BoundUnaryOperator.IsKnown : BoundUnaryOperator.IsUnknown, operand, BasicType.Boolean, test) { Source = context.Source };
    }

    private BoundExpression BindIf(IfSyntax choice, ExpressionContext context, TypeSymbol? hint)
    {
        if (context.Place == ExpressionPlace.Measure)
        {
            return FailInMeasure(choice, context, "`if` chooses for one incident", "Write it inside `sum(... over incidents)`.");
        }

        var condition = BindAs(choice.Condition, context, BasicType.Boolean);
        var whenTrue = BindValue(choice.WhenTrue, context, hint);
        var whenFalse = BindValue(choice.WhenFalse, context, hint ?? whenTrue.Type);
        var (values, type) = Unify([whenTrue, whenFalse], context);
        return IsError(condition) || type == BasicType.Error
            ? ErrorAt(choice, context)
            : new BoundIf(condition, values[0], values[1], type, choice) { Source = context.Source };
    }

    // -------------------------------------------------------------- arithmetic

    private BoundExpression BindArithmetic(ChainSyntax chain, ExpressionContext context)
    {
        if (chain.Operands.Count > MaximumDepth)
        {
            return Fail(ExpressionErrors.TooDeep, chain, context, "Split it into several defines.", chain.Operands.Count, MaximumDepth);
        }

        var result = BindValue(chain.Operands[0], context, null);
        for (var i = 1; i < chain.Operands.Count; i++)
        {
            var right = BindValue(chain.Operands[i], context, null);
            var operation = chain.Operands.Separators[i - 1].Kind switch
            {
                TokenKind.Plus => BoundArithmeticOperator.Add,
                TokenKind.Minus => BoundArithmeticOperator.Subtract,
                TokenKind.Star => BoundArithmeticOperator.Multiply,
                _ => BoundArithmeticOperator.Divide,
            };
            result = IsError(result) || IsError(right) ? ErrorAt(chain, context) : BindStep(result, operation, right, chain, context);
            Measure(result);
        }

        return result;
    }

    private BoundExpression BindStep(BoundExpression left, BoundArithmeticOperator operation, BoundExpression right, ChainSyntax chain, ExpressionContext context)
    {
        // What is not known of an unknown amount cannot have a unit either.
        if (left.Type == BasicType.Unknown || right.Type == BasicType.Unknown)
        {
            return FailStep(left, operation, right, chain, context);
        }

        var type = operation switch
        {
            BoundArithmeticOperator.Add => UnitAlgebra.FindSum(left, right, isAddition: true),
            BoundArithmeticOperator.Subtract => UnitAlgebra.FindSum(left, right, isAddition: false),
            BoundArithmeticOperator.Multiply => UnitAlgebra.FindProduct(left.Type, right.Type),
            _ => UnitAlgebra.FindQuotient(left, right),
        };
        if (type is null)
        {
            return FailStep(left, operation, right, chain, context);
        }

        var (first, second) = AlignOperands(left, operation, right, type, context);
        return new BoundArithmetic(first, operation, second, type, chain) { Source = context.Source };
    }

    /// <summary>Gives both operands of a step the same scale where they are of one kind; what moves a time, or a number of units, stays as it is.</summary>
    private static (BoundExpression Left, BoundExpression Right) AlignOperands(
        BoundExpression left,
        BoundArithmeticOperator operation,
        BoundExpression right,
        TypeSymbol type,
        ExpressionContext context)
    {
        var common = operation == BoundArithmeticOperator.Multiply
            ? UnitAlgebra.IsNumber(type) ? type : null
            : UnitAlgebra.IsQuantity(left.Type) && UnitAlgebra.IsNumber(right.Type) && operation == BoundArithmeticOperator.Divide ? null
            : UnitAlgebra.FindCommon(left, right);
        if (common is not null)
        {
            return (TryConvert(left, common, context) ?? left, TryConvert(right, common, context) ?? right);
        }

        return (ToInstant(left, right, type), ToInstant(right, left, type));
    }

    /// <summary>A date that is moved to an instant, or measured against one, stands for its start.</summary>
    private static BoundExpression ToInstant(BoundExpression operand, BoundExpression other, TypeSymbol type)
    {
        if (operand.Type != BasicType.Date || (type != BasicType.Instant && other.Type != BasicType.Instant))
        {
            return operand;
        }

        return operand is BoundLiteral { Value: { Kind: ValueKind.Exact, Low: var day } } literal
            ? literal with { Value = Value.Of(day * SecondsPerDay), Type = BasicType.Instant }
            : new BoundConversion(operand, BasicType.Instant, operand.Syntax) { Source = operand.Source };
    }

    private BoundErrorExpression FailStep(BoundExpression left, BoundArithmeticOperator operation, BoundExpression right, ChainSyntax chain, ExpressionContext context)
    {
        var (done, hint) = operation switch
        {
            BoundArithmeticOperator.Add => ("added", SumHint(left, right, context)),
            BoundArithmeticOperator.Subtract => ("subtracted", SumHint(left, right, context)),
            BoundArithmeticOperator.Multiply => ("multiplied", "An amount is multiplied by a plain number."),
            _ => ("divided", "An amount is divided by a plain number, or by an amount of the same unit."),
        };
        var bothAmounts = UnitAlgebra.IsAmount(left.Type) && UnitAlgebra.IsAmount(right.Type);
        return Fail(
            bothAmounts && operation is BoundArithmeticOperator.Add or BoundArithmeticOperator.Subtract ? ExpressionErrors.UnlikeValues : ExpressionErrors.NoArithmetic,
            chain,
            context,
            hint,
            TextOf(left.Syntax, context),
            TypeNames.Describe(left.Type),
            TextOf(right.Syntax, context),
            TypeNames.Describe(right.Type),
            done);
    }

    private static string? SumHint(BoundExpression left, BoundExpression right, ExpressionContext context) =>
        UnitAlgebra.IsQuantity(left.Type) && UnitAlgebra.IsNumber(right.Type) ? HintFor(right, left.Type, context)
        : UnitAlgebra.IsNumber(left.Type) && UnitAlgebra.IsQuantity(right.Type) ? HintFor(left, right.Type, context)
        : null;

    private BoundErrorExpression FailInMeasure(SyntaxNode syntax, ExpressionContext context, string why, Advice? hint) =>
        Fail(ExpressionErrors.NotInMeasure, syntax, context, hint, why);
}
