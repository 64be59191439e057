using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Comparisons: like with like, order where there is one.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpression BindComparison(ComparisonSyntax comparison, ExpressionContext context)
    {
        var (left, right) = BindPair(comparison.Left, comparison.Right, context);
        if (IsError(left) || IsError(right))
        {
            return ErrorAt(comparison, context);
        }

        if (left.Type == BasicType.Unknown || right.Type == BasicType.Unknown)
        {
            var other = TextOf((left.Type == BasicType.Unknown ? right : left).Syntax, context);
            return Fail(ExpressionErrors.ComparisonWithUnknown, comparison, context, $"Write `{other} is unknown` or `{other} is known`.");
        }

        if ((left.Type is SetType ? left : right.Type is SetType ? right : null) is { } set)
        {
            return FailSetComparison(set, context);
        }

        if ((left.Type is ListType ? left : right.Type is ListType ? right : null) is { } list)
        {
            return FailConversion(list, ((ListType)list.Type).Element, context);
        }

        return BindTimes(comparison, left, right, context) ?? Compare(comparison, comparison.Operator, left, right, context);
    }

    private BoundExpression Compare(ExpressionSyntax syntax, ComparisonOperator operation, BoundExpression left, BoundExpression right, ExpressionContext context)
    {
        if (UnitAlgebra.FindCommon(left, right) is not { } common)
        {
            return FailUnlike(left, right, syntax, context);
        }

        if (!common.IsOrdered && operation is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            return Fail(
                ExpressionErrors.NoOrder,
                syntax,
                context,
                OrderHint(left, common, context),
                TextOf(left.Syntax, context),
                TypeNames.Describe(left.Type),
                WordsOf(operation));
        }

        return new BoundComparison(ConvertOrReport(left, common, context), operation, ConvertOrReport(right, common, context), syntax) { Source = context.Source };
    }

    /// <summary>Binds two sides so that a bare member on either side is read by the type of the other.</summary>
    private (BoundExpression Left, BoundExpression Right) BindPair(ExpressionSyntax left, ExpressionSyntax right, ExpressionContext context)
    {
        if (StandsAlone(left, context) || !StandsAlone(right, context))
        {
            var first = BindValue(left, context, null);
            return (first, BindOther(right, first, context));
        }

        var second = BindValue(right, context, null);
        return (BindOther(left, second, context), second);
    }

    /// <summary>Binds the other side. After an error a bare name has nothing to be read by, and says nothing more.</summary>
    private BoundExpression BindOther(ExpressionSyntax syntax, BoundExpression side, ExpressionContext context) =>
        IsError(side) && !StandsAlone(syntax, context) ? ErrorAt(syntax, context) : BindValue(syntax, context, IsError(side) ? null : side.Type);

    /// <summary>
    /// An instant against a date: before a day and from a day on are plain, and the date stands for its start; after it, until it and on it
    /// could mean the start or the end, and are refused. Null where the two are not such a pair.
    /// </summary>
    private BoundExpression? BindTimes(ComparisonSyntax comparison, BoundExpression left, BoundExpression right, ExpressionContext context)
    {
        var isLeftDate = left.Type == BasicType.Date && right.Type == BasicType.Instant;
        if (!isLeftDate && !(left.Type == BasicType.Instant && right.Type == BasicType.Date))
        {
            return null;
        }

        var isPlain = isLeftDate
            ? comparison.Operator is ComparisonOperator.Greater or ComparisonOperator.LessOrEqual
            : comparison.Operator is ComparisonOperator.Less or ComparisonOperator.GreaterOrEqual;
        var (instant, date) = isLeftDate ? (right, left) : (left, right);
        if (!isPlain)
        {
            return FailInstantAndDate(comparison, instant, TextOf(date.Syntax, context), WordsOf(comparison.Operator), context);
        }

        return new BoundComparison(ToInstant(left, right, BasicType.Instant), comparison.Operator, ToInstant(right, left, BasicType.Instant), comparison)
        {
            Source = context.Source,
        };
    }

    private BoundErrorExpression FailInstantAndDate(ExpressionSyntax syntax, BoundExpression instant, string date, string words, ExpressionContext context)
    {
        var moment = TextOf(instant.Syntax, context);
        return Fail(ExpressionErrors.InstantAndDate, syntax, context, $"Compare the day: `date of {moment}`.", moment, date, words);
    }

    private BoundErrorExpression FailSetComparison(BoundExpression set, ExpressionContext context)
    {
        var text = TextOf(set.Syntax, context);
        return Fail(ExpressionErrors.SetComparison, set.Syntax, context, $"Write `{text} has heroin` or `{text} has any of opioids`, with members or a named set of its enum.", text);
    }

    private BoundErrorExpression FailUnlike(BoundExpression left, BoundExpression right, ExpressionSyntax syntax, ExpressionContext context) => Fail(
        ExpressionErrors.UnlikeValues,
        syntax,
        context,
        UnlikeHint(left, right, context) ?? UnlikeHint(right, left, context),
        TextOf(left.Syntax, context),
        TypeNames.Describe(left.Type),
        TextOf(right.Syntax, context),
        TypeNames.Describe(right.Type),
        "compared");

    private static string? UnlikeHint(BoundExpression given, BoundExpression other, ExpressionContext context) => (given.Type, other.Type) switch
    {
        var (a, b) when UnitAlgebra.IsNumber(a) && UnitAlgebra.IsQuantity(b) => HintFor(given, b, context),
        (EntityType entity, _) when other is BoundFieldAccess { Field: var field } && field.Entity == entity.Entity && field.Type == BasicType.Boolean =>
            $"Write `{TextOf(given.Syntax, context)}.{field.Name}` alone: it is true or false.",
        (EntityType entity, _) when given is BoundFieldAccess => $"Compare one of its fields, as in `{TextOf(given.Syntax, context)}.{entity.Entity.Key?.Name ?? "id"}`.",
        var (a, _) when a == BasicType.Text && context.Place == ExpressionPlace.DataRow => TextHint(TextOf(given.Syntax, context), other.Type),
        var (a, b) when UnitAlgebra.IsQuantity(a) && UnitAlgebra.IsQuantity(b) && given is not BoundLiteral && other is BoundLiteral =>
            $"`{TextOf(given.Syntax, context)}` is compared with {TypeNames.Describe(a)}, as in `{ExampleOf(a)}`.",
        var (a, b) when a == BasicType.Instant && UnitAlgebra.IsNumber(b) => $"The hour of the day is `hour of {TextOf(given.Syntax, context)}`, from 0 to 23.",
        _ => null,
    };

    private static string ExampleOf(TypeSymbol quantity) =>
        quantity == BasicType.Mass ? "5 g" : quantity == BasicType.Duration ? "5 days" : quantity is MoneyType money ? $"5 {money.Currency}" : "5 GBP";

    private static string OrderHint(BoundExpression left, TypeSymbol type, ExpressionContext context)
    {
        var text = TextOf(left.Syntax, context);
        return type switch
        {
            EnumType or ActionType => $"Name the members that are meant: `{text} in [..., ...]`.",
            _ => $"Write `{text} is ...`, or `is not`.",
        };
    }

    private static string WordsOf(ComparisonOperator operation) => operation switch
    {
        ComparisonOperator.Equal => "is",
        ComparisonOperator.NotEqual => "is not",
        ComparisonOperator.Less => "is less than",
        ComparisonOperator.LessOrEqual => "is at most",
        ComparisonOperator.Greater => "is more than",
        _ => "is at least",
    };
}
