using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Bringing a value to the type that its place wants.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpression ConvertOrReport(BoundExpression bound, TypeSymbol wanted, ExpressionContext context)
    {
        if (IsError(bound) || wanted == BasicType.Error)
        {
            return bound;
        }

        if (TryConvert(bound, wanted, context) is not { } converted)
        {
            return FailConversion(bound, wanted, context);
        }

        // A number takes the unit of its place; what was converted keeps the type that the author gave it.
        if (converted is BoundLiteral && bound.Syntax is ExpressionSyntax written)
        {
            record.AddExpression(written, converted);
        }

        return converted;
    }

    /// <summary>The value in the wanted type, or null where the two do not go together.</summary>
    private static BoundExpression? TryConvert(BoundExpression bound, TypeSymbol wanted, ExpressionContext context)
    {
        if (bound.Type == wanted || IsSameMoney(bound.Type, wanted))
        {
            return bound;
        }

        if (bound.Type == BasicType.Unknown)
        {
            return bound with { Type = wanted };
        }

        if (bound is BoundFold fold)
        {
            return TryConvertFold(fold, wanted, context);
        }

        if (bound is BoundLiteral literal && UnitAlgebra.IsNumber(bound.Type))
        {
            return UnitAlgebra.IsZero(bound) && UnitAlgebra.IsAmount(wanted) ? literal with { Type = wanted }
                : wanted == BasicType.Decimal ? literal with { Type = wanted, Value = Value.Of(literal.Value.Low * BasicType.Decimal.Scale) }
                : null;
        }

        return CanConvert(bound.Type, wanted, context) ? new BoundConversion(bound, wanted, bound.Syntax) { Source = bound.Source } : null;
    }

    /// <summary>A fold converts what it folds, so that it stays at the top of its mapping.</summary>
    private static BoundExpression? TryConvertFold(BoundFold fold, TypeSymbol wanted, ExpressionContext context)
    {
        var element = fold.Operand.Type is ListType && (wanted is not SetType || fold.Kind != FoldKind.First) ? new ListType(wanted) : wanted;
        return TryConvert(fold.Operand, element, context) is { } operand ? fold with { Operand = operand, Type = wanted } : null;
    }

    private static bool IsSameMoney(TypeSymbol given, TypeSymbol wanted) =>
        UnitAlgebra.IsMoney(given) && UnitAlgebra.IsMoney(wanted) && (given == BasicType.Money || wanted == BasicType.Money);

    private static bool CanConvert(TypeSymbol given, TypeSymbol wanted, ExpressionContext context)
    {
        if (given == BasicType.Integer && wanted == BasicType.Decimal)
        {
            return true;
        }

        if (given == BasicType.Date && wanted == BasicType.Instant)
        {
            return context.Place is ExpressionPlace.DataRow or ExpressionPlace.Table;
        }

        return context.Place == ExpressionPlace.DataRow && CanConvertInData(given, wanted, context);
    }

    /// <summary>What a mapping may do besides: collect a list into a set, refer to another file's row by its key.</summary>
    private static bool CanConvertInData(TypeSymbol given, TypeSymbol wanted, ExpressionContext context) => (given, wanted) switch
    {
        (ListType list, SetType set) => list.Element == set.Element || list.Element == BasicType.Unknown,
        (ListType from, ListType to) => CanConvert(from.Element, to.Element, context),
        (_, EntityType) => given == BasicType.Text,
        _ => false,
    };

    private BoundErrorExpression FailConversion(BoundExpression bound, TypeSymbol wanted, ExpressionContext context)
    {
        var text = TextOf(bound.Syntax, context);
        if (bound.Type is ListType list && wanted is not ListType)
        {
            var fold = list.Element is EnumType ? "most serious of" : list.Element is ActionType ? "harshest of" : "first of";
            return Fail(ExpressionErrors.ListNotFolded, bound.Syntax, context, $"Write `{fold} {text}`.", text, TypeNames.Describe(wanted));
        }

        return Fail(ExpressionErrors.TypeMismatch, bound.Syntax, context, HintFor(bound, wanted, context), text, TypeNames.Describe(bound.Type), Wanted(wanted));
    }

    private static string Wanted(TypeSymbol wanted) => wanted == BasicType.Boolean ? "a condition" : TypeNames.Describe(wanted);

    private static string? HintFor(BoundExpression bound, TypeSymbol wanted, ExpressionContext context)
    {
        var text = TextOf(bound.Syntax, context);
        if (wanted == BasicType.Boolean)
        {
            return ConditionHint(bound, text);
        }

        if (UnitAlgebra.IsNumber(bound.Type) && UnitAlgebra.IsQuantity(wanted))
        {
            var unit = wanted == BasicType.Mass ? "g" : wanted == BasicType.Duration ? "days" : wanted is MoneyType money ? money.Currency : "GBP";
            return bound is BoundLiteral ? $"Write the unit, as in `{text} {unit}`." : $"Give it a unit, as in `{text} * 1 {unit}`.";
        }

        return bound.Type == BasicType.Text ? TextHint(text, wanted) : null;
    }

    private static string ConditionHint(BoundExpression bound, string text) => bound.Type switch
    {
        EnumType e => $"Compare it, as in `{text} is {e.Enum.Plain?.Name}`.",
        ActionType => $"Compare it, as in `{text} is arrest`.",
        SetType set => $"Ask what it has, as in `{text} has {set.Element.Enum.Plain?.Name}`.",
        EntityType => $"Name one of its fields, as in `{text}.id`.",
        { IsOrdered: true } => $"Compare it, as in `{text} is at least ...`.",
        _ => $"Compare it, as in `{text} is ...`.",
    };

    private static string? TextHint(string text, TypeSymbol wanted) => wanted switch
    {
        EnumType or ActionType => $"Say what each text means: `match {text} {{ \"text\" => member }}`, or a table.",
        SetType set => $"Split it and look it up: a table of texts that gives `{set.Element.Name}`, `of split({text}, \";\")`.",
        _ when UnitAlgebra.IsNumber(wanted) => $"Write `number({text})`.",
        _ when wanted == BasicType.Mass => $"Write `number({text}) * 1 g`.",
        _ when wanted == BasicType.Duration => $"Write `number({text}) * 1 days`.",
        _ when UnitAlgebra.IsMoney(wanted) => $"Write `number({text}) * 1 GBP`.",
        _ when wanted == BasicType.Date => $"Write `date({text}, \"yyyy-MM-dd\")`.",
        _ when wanted == BasicType.Instant => $"Write `instant({text}, \"yyyy-MM-dd HH:mm\")`, or `date(...)` where the time is not given.",
        _ => null,
    };

    /// <summary>Brings several results of one choice to one type; the type is an error where they have none.</summary>
    private (ImmutableArray<BoundExpression> Values, TypeSymbol Type) Unify(ImmutableArray<BoundExpression> values, ExpressionContext context)
    {
        if (values.Any(IsError))
        {
            return (values, BasicType.Error);
        }

        var common = values[0];
        foreach (var value in values.Skip(1))
        {
            if (UnitAlgebra.FindCommon(common, value) is not { } type)
            {
                Report(
                    ExpressionErrors.UnlikeResults,
                    value.Syntax,
                    context,
                    HintFor(value, common.Type, context),
                    TextOf(value.Syntax, context),
                    TypeNames.Describe(value.Type),
                    TextOf(common.Syntax, context),
                    TypeNames.Describe(common.Type));
                return (values, BasicType.Error);
            }

            // A zero takes the unit of the others, so it must not stand for them.
            common = type == common.Type && !UnitAlgebra.IsZero(common) ? common : value.Type == type ? value : common with { Type = type };
        }

        return ([.. values.Select(v => ConvertOrReport(v, common.Type, context))], common.Type);
    }
}
