using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Numbers, quantities, dates and texts as they are written.</summary>
internal sealed partial class ExpressionBinder
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);
    private static readonly DateTime EpochInstant = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private BoundExpression BindLiteral(ExpressionSyntax syntax, ExpressionContext context, TypeSymbol? hint)
    {
        var literal = BindLiteral(syntax, context, sharedUnit: (SyntaxToken?)null);
        return hint is EnumType or ActionType && literal is BoundLiteral { Type: BasicType { Name: "text" } }
            ? Fail(ExpressionErrors.TypeMismatch, syntax, context, "Write the member's name without quotes.", TextOf(syntax, context), "a text", TypeNames.Describe(hint))
            : literal;
    }

    /// <summary>A literal; a number without a unit takes the shared one, if there is one.</summary>
    private BoundExpression BindLiteral(ExpressionSyntax syntax, ExpressionContext context, SyntaxToken? sharedUnit) => syntax switch
    {
        QuantitySyntax quantity => BindNumber(quantity.Number, quantity.Unit, syntax, context),
        LiteralSyntax { Token.Kind: TokenKind.Number } number => BindNumber(number.Token, sharedUnit, syntax, context),
        LiteralSyntax literal => literal.Token.Kind switch
        {
            TokenKind.True => Literal(Value.True, BasicType.Boolean, syntax, context),
            TokenKind.False => Literal(Value.False, BasicType.Boolean, syntax, context),
            TokenKind.Unknown => Literal(Value.Unknown, BasicType.Unknown, syntax, context),
            TokenKind.Percent => BindPercent(literal, context),
            TokenKind.Text when literal.Token.Value is string text => Literal(Value.Of(text), BasicType.Text, syntax, context),
            TokenKind.Date when literal.Token.Value is DateOnly date => Literal(Value.Of(DaysOf(date)), BasicType.Date, syntax, context),
            TokenKind.Instant when literal.Token.Value is DateTime at => Literal(Value.Of(SecondsOf(at)), BasicType.Instant, syntax, context),
            _ => ErrorAt(syntax, context),
        },
        _ => ErrorAt(syntax, context),
    };

    private static long DaysOf(DateOnly date) => date.DayNumber - Epoch.DayNumber;

    private static long SecondsOf(DateTime at) => (at.Ticks - EpochInstant.Ticks) / TimeSpan.TicksPerSecond;

    private static BoundLiteral Literal(Value value, TypeSymbol type, SyntaxNode syntax, ExpressionContext context) =>
        new(value, type, syntax) { Source = context.Source };

    private BoundExpression BindPercent(LiteralSyntax literal, ExpressionContext context)
    {
        if (literal.Token.Value is not decimal share)
        {
            return ErrorAt(literal, context);
        }

        return Units.ToStored(share, BasicType.Decimal) is { } stored
            ? Literal(Value.Of(stored), BasicType.Decimal, literal, context)
            : FailTooLarge(literal, context);
    }

    private BoundExpression BindNumber(SyntaxToken number, SyntaxToken? unit, ExpressionSyntax syntax, ExpressionContext context)
    {
        if (number.Value is not decimal amount || unit is { IsMissing: true })
        {
            return ErrorAt(syntax, context);
        }

        if (unit is null)
        {
            TypeSymbol plain = number.Text.Contains('.', StringComparison.Ordinal) ? BasicType.Decimal : BasicType.Integer;
            return Units.ToStored(amount, plain) is { } whole
                ? Literal(Value.Of(whole), plain, syntax, context)
                : FailTooLarge(syntax, context);
        }

        if (Units.FindType(unit.Text) is not { } type)
        {
            // A word that is no unit has had its message when the text was read.
            return Units.FindCalendarUnit(unit.Text) is null
                ? ErrorAt(syntax, context)
                : Fail(ExpressionErrors.CalendarUnit, syntax, context, unit.Text.StartsWith("year", StringComparison.Ordinal) ? "Write days, as in `365 days`; an age is a plain number, as in `age is at least 18`." : "Write days, as in `30 days` or `365 days`.", TextOf(syntax, context));
        }

        return Units.ToStored(amount, unit.Text, type) is { } stored
            ? Literal(Value.Of(stored), type, syntax, context)
            : FailTooLarge(syntax, context);
    }

    private BoundErrorExpression FailTooLarge(ExpressionSyntax syntax, ExpressionContext context) =>
        Fail(ExpressionErrors.AmountTooLarge, syntax, context, "Is a unit or a decimal point missing?", TextOf(syntax, context));

    /// <summary>A number, date or instant with an optional minus: what ranges and estimates are made of.</summary>
    private BoundExpression BindSigned(ExpressionSyntax syntax, ExpressionContext context, SyntaxToken? sharedUnit)
    {
        var bound = syntax is PrefixSyntax { OperatorToken.Kind: TokenKind.Minus } minus
            ? Negate(BindLiteral(minus.Operand, context, sharedUnit), syntax, context)
            : BindLiteral(syntax, context, sharedUnit);
        return Finish(syntax, bound, context);
    }

    /// <summary>The unit of the last number of a range or estimate, which serves the numbers before it that have none.</summary>
    private static SyntaxToken? UnitOf(ExpressionSyntax? last) => last switch
    {
        QuantitySyntax quantity => quantity.Unit,
        PrefixSyntax { Operand: QuantitySyntax quantity } => quantity.Unit,
        _ => null,
    };

    /// <summary>The minus of a number that is written out; anything else is left to arithmetic.</summary>
    private BoundExpression Negate(BoundExpression operand, ExpressionSyntax syntax, ExpressionContext context)
    {
        if (IsError(operand))
        {
            return operand;
        }

        if (!UnitAlgebra.IsAmount(operand.Type))
        {
            return Fail(ExpressionErrors.TypeMismatch, syntax, context, null, TextOf(operand.Syntax, context), TypeNames.Describe(operand.Type), "a number or an amount");
        }

        return operand is BoundLiteral { Value.Kind: ValueKind.Exact } literal
            ? Literal(Value.Of(-literal.Value.Low), literal.Type, syntax, context)
            : new BoundUnary(BoundUnaryOperator.Negate, operand, operand.Type, syntax) { Source = context.Source };
    }
}
