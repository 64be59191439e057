using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Values that are written out: test records, table changes, lengths, estimates.</summary>
internal sealed partial class ExpressionBinder
{
    private const long SecondsPerDay = 86_400;

    /// <summary>
    /// A value written out: a number with its unit, a text, a member, <c>[a, b]</c> for a set; where
    /// <paramref name="allowPartlyKnown"/> also a range, <c>one of</c>, <c>unknown</c>, and a date for an instant, which is then
    /// some moment of that day. Null after an error.
    /// </summary>
    public Value? BindConstant(ExpressionSyntax syntax, TypeSymbol expected, ExpressionContext context, bool allowPartlyKnown)
    {
        if (expected == BasicType.Error)
        {
            return null;
        }

        if (WithoutParentheses(syntax) is RangeSyntax range)
        {
            return allowPartlyKnown ? BindRangeConstant(range, expected, context) : FailPartlyKnown(syntax, context);
        }

        var bound = BindConstantExpression(syntax, context, expected);
        if (allowPartlyKnown && expected == BasicType.Instant && bound is BoundLiteral { Type: BasicType { Name: "date" }, Value: var day })
        {
            return Value.Range(day.Low * SecondsPerDay, (day.Low * SecondsPerDay) + SecondsPerDay - 1);
        }

        if (ConvertOrReport(bound, expected, context) is not BoundLiteral literal)
        {
            return null;
        }

        return literal.Value.IsKnown || allowPartlyKnown ? literal.Value : FailPartlyKnown(syntax, context);
    }

    /// <summary>A length of time, not negative and of whole seconds at least; months and years only where calendar units are allowed. Null after an error.</summary>
    public CalendarLength? BindLength(ExpressionSyntax quantity, ExpressionContext context, bool allowCalendarUnits)
    {
        switch (WithoutParentheses(quantity))
        {
            case MissingExpressionSyntax:
                return null;
            case QuantitySyntax { Number.Value: decimal number } length when Units.FindCalendarUnit(length.Unit.Text) is { } unit:
                return BindLength(length, number, unit, context, allowCalendarUnits);
            case LiteralSyntax { Token.Value: 0m }:
                return new CalendarLength(0, CalendarUnit.Day);
            case QuantitySyntax { Number.Value: null } or QuantitySyntax { Unit.IsMissing: true }:
                return null;
            case LiteralSyntax { Token.IsMissing: true }:
                return null;
            case QuantitySyntax { Unit: var unit } when !SyntaxFacts.IsUnit(unit.Text):
                return null;
            default:
                Report(ExpressionErrors.BadLength, quantity, context, "Write a number and a unit of time, as in `28 days`.", TextOf(quantity, context), "it has no unit of time");
                return null;
        }
    }

    /// <summary>A number with or without a unit, in the stored units of its type (a number without one is a decimal). Null after an error.</summary>
    public (long Amount, TypeSymbol Type)? BindQuantity(ExpressionSyntax syntax, ExpressionContext context)
    {
        var bound = BindSigned(WithoutParentheses(syntax), context, null);
        if (bound is not BoundLiteral literal || !UnitAlgebra.IsAmount(literal.Type))
        {
            if (!IsError(bound))
            {
                Report(ExpressionErrors.TypeMismatch, syntax, context, null, TextOf(syntax, context), TypeNames.Describe(bound.Type), "a number or an amount");
            }

            return null;
        }

        var type = literal.Type == BasicType.Integer ? BasicType.Decimal : literal.Type;
        return ConvertOrReport(literal, type, context) is BoundLiteral amount ? (amount.Value.Low, type) : null;
    }

    /// <summary>
    /// Low, central and high of an estimate; a single figure is all three; a unit on the last number serves the others. Null after an error.
    /// </summary>
    public Estimate? BindEstimate(EstimateSyntax syntax, ExpressionContext context, TypeSymbol? expected)
    {
        ExpressionSyntax[] parts = syntax.Central is { } central && syntax.High is { } high ? [syntax.Low, central, high] : [syntax.Low];
        var unit = UnitOf(parts[^1]);
        BoundExpression[] bound = [.. parts.Select(p => BindSigned(p, context, UnitOf(p) is null ? unit : null))];
        var (figures, type) = Unify([.. bound], context);
        if (type == BasicType.Error)
        {
            return null;
        }

        type = expected is null || IsSameMoney(type, expected) ? type == BasicType.Integer ? BasicType.Decimal : type : expected;
        long?[] stored = [.. figures.Select(f => StoredValue(f, type, context))];
        if (stored is not [{ } low, ..] || stored[^1] is not { } top || stored[stored.Length / 2] is not { } middle)
        {
            return null;
        }

        if (low > middle || middle > top)
        {
            var place = TextOf(syntax, context);
            Report(ExpressionErrors.EstimateOrder, syntax, context, "Write the lowest figure first and the highest last.", place);
            return null;
        }

        return new Estimate(low, middle, top, type);
    }

    private CalendarLength? BindLength(QuantitySyntax syntax, decimal number, CalendarUnit unit, ExpressionContext context, bool allowCalendarUnits)
    {
        var isCalendar = unit is CalendarUnit.Month or CalendarUnit.Year;
        var text = TextOf(syntax, context);
        if (isCalendar && !allowCalendarUnits)
        {
            Report(ExpressionErrors.CalendarUnit, syntax, context, "Write days, as in `30 days` or `365 days`.", text);
            return null;
        }

        if (number > Units.Largest)
        {
            FailTooLarge(syntax, context);
            return null;
        }

        if (decimal.Truncate(number) == number)
        {
            return new CalendarLength((long)number, unit);
        }

        if (!isCalendar && Units.ToStored(number, syntax.Unit.Text, BasicType.Duration) is { } seconds)
        {
            return seconds % 60 == 0 ? new CalendarLength(seconds / 60, CalendarUnit.Minute) : new CalendarLength(seconds, CalendarUnit.Second);
        }

        Report(ExpressionErrors.BadLength, syntax, context, "Write a whole number, or a smaller unit.", text, "months and years come whole");
        return null;
    }

    /// <summary>A constant as a bound literal; anything else is an error.</summary>
    private BoundExpression BindConstantExpression(ExpressionSyntax syntax, ExpressionContext context, TypeSymbol wanted)
    {
        var bound = WithoutParentheses(syntax) switch
        {
            PrefixSyntax { OperatorToken.Kind: TokenKind.Minus, Operand: LiteralSyntax or QuantitySyntax } signed => BindSigned(signed, context, null),
            LiteralSyntax or QuantitySyntax => BindValue(syntax, context, wanted),
            OneOfSyntax alternatives => Finish(syntax, BindAlternatives(alternatives, context, wanted), context),
            ListSyntax list when wanted is SetType set => Finish(syntax, BindSetConstant(list, set, context), context),
            PathSyntax path => BindConstantName(path, context, wanted),
            MissingExpressionSyntax => ErrorAt(syntax, context),
            _ => Fail(ExpressionErrors.NotAConstant, syntax, context, null, TextOf(syntax, context)),
        };
        return bound;
    }

    private BoundExpression BindConstantName(PathSyntax path, ExpressionContext context, TypeSymbol wanted)
    {
        var name = path.Names[0];
        if (name.IsMissing)
        {
            return ErrorAt(path, context);
        }

        if (path.Names.Count == 2 && IsEnumName(name.Text))
        {
            return Finish(path, BindQualifiedMember(path, context), context);
        }

        if (path.Names.Count == 1 && path.ThisKeyword is null && wanted is EnumType or ActionType && FindMember(name.Text, wanted) is { } member)
        {
            return Finish(path, MemberLiteral(member, name, path, context), context);
        }

        if (wanted is SetType set && set.Element.Enum.FindMember(name.Text) is not null)
        {
            return Fail(ExpressionErrors.TypeMismatch, path, context, $"Write `[{name.Text}]`.", name.Text, $"one `{set.Element.Name}`", TypeNames.Describe(wanted));
        }

        if (wanted is EnumType or ActionType or SetType)
        {
            return FailUnknownName(name, path, context, wanted);
        }

        var hint = wanted == BasicType.Text ? $"Write `\"{name.Text}\"`, in quotes."
            : wanted == BasicType.Boolean ? "Write `true` or `false`."
            : $"What is wanted is {TypeNames.Describe(wanted)}.";
        return Fail(ExpressionErrors.NotAConstant, path, context, hint, TextOf(path, context));
    }

    private BoundExpression BindSetConstant(ListSyntax list, SetType set, ExpressionContext context)
    {
        BoundExpression[] items = [.. list.Items.Select(i => ConvertOrReport(BindConstantExpression(i, context, set.Element), set.Element, context))];
        return items.Any(IsError)
            ? ErrorAt(list, context)
            : Literal(Value.Set(items.OfType<BoundLiteral>().Select(i => (int)i.Value.Low)), set, list, context);
    }

    private Value? BindRangeConstant(RangeSyntax range, TypeSymbol expected, ExpressionContext context)
    {
        if (!expected.IsOrdered)
        {
            Report(ExpressionErrors.TypeMismatch, range, context, "Name the members that it may be: `one of a, b`.", TextOf(range, context), "a range", TypeNames.Describe(expected));
            return null;
        }

        var isDays = expected == BasicType.Instant && WithoutTime(range);
        var type = isDays ? BasicType.Date : expected;
        var (low, high) = BindEnds(range, context);
        if ((high is { } h && IsError(ConvertOrReport(h, type, context))) || (low is { } l && IsError(ConvertOrReport(l, type, context))))
        {
            return null;
        }

        var (from, to) = (StoredValue(low, type, context), StoredValue(high, type, context));
        if (IsEmpty(range, from, to, context))
        {
            return null;
        }

        return isDays
            ? Value.Range((from * SecondsPerDay) ?? Value.OpenLow, ((to * SecondsPerDay) + SecondsPerDay - 1) ?? Value.OpenHigh)
            : Value.Range(from ?? Value.OpenLow, to ?? Value.OpenHigh);
    }

    private static bool WithoutTime(RangeSyntax range) =>
        range.Low is null or LiteralSyntax { Token.Kind: TokenKind.Date } && range.High is null or LiteralSyntax { Token.Kind: TokenKind.Date };

    private Value? FailPartlyKnown(ExpressionSyntax syntax, ExpressionContext context)
    {
        Report(ExpressionErrors.PartlyKnownHere, syntax, context, "Write one value.", TextOf(syntax, context));
        return null;
    }
}
