using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary>Measures: figures over the decided incidents of a data set.</summary>
internal sealed partial class ExpressionBinder
{
    private const string RelativeRate = "relative_rate";
    private const string NetBenefit = "net_benefit";

    private BoundExpression BindAggregate(HistorySyntax history, ExpressionContext context)
    {
        if (WhyNoFigure(history) is var (place, why, hint))
        {
            return FailInMeasure(place, context, why, hint);
        }

        var inside = context with { Place = ExpressionPlace.MeasureCondition, Subject = scope.Incident };
        var subject = history.Subject is null ? null : BindValue(history.Subject, inside with { AllowsFigures = true }, null);
        var condition = history.Incidents.Condition is { } written ? BindAs(written, inside, BasicType.Boolean) : null;
        if ((subject is not null && IsError(subject)) || (condition is not null && IsError(condition)))
        {
            return ErrorAt(history, context);
        }

        if (subject is not null && !UnitAlgebra.IsAmount(subject.Type))
        {
            return Fail(ExpressionErrors.TypeMismatch, subject.Syntax, context, "A sum adds numbers or amounts; to count, write `count(incidents where ...)`.", TextOf(subject.Syntax, context), TypeNames.Describe(subject.Type), "a number or an amount");
        }

        return new BoundAggregate(history.Kind, subject, condition, subject?.Type ?? BasicType.Integer, history) { Source = context.Source };
    }

    private static (SyntaxNode Place, string Why, string Hint)? WhyNoFigure(HistorySyntax history)
    {
        if (history.Kind is HistoryKind.Any or HistoryKind.DaysSinceLast || history.DistinctKeyword is not null)
        {
            return (history, "it counts or sums incidents", "Write `count(incidents where ...)` or `sum(... over incidents)`.");
        }

        if (history.Incidents.Keys is { Count: > 0 } keys)
        {
            return (keys[0], "it follows nobody's incidents", "Leave out `of`, or put the history into a `define` and count where it is true.");
        }

        return history.Incidents.Window is { } window
            ? (window, "there is no moment for `within past` to count from", "Leave out `within past`, or compare `at` in the condition.")
            : null;
    }

    private BoundExpression BindMeasureReference(MeasureSymbol measure, PathSyntax path, ExpressionContext context)
    {
        record.AddReference(path.Names[0], measure, context.Source);
        var type = ResolveMeasure(measure)?.Type ?? BasicType.Error;
        return type == BasicType.Error ? ErrorAt(path, context) : new BoundMeasureReference(measure, type, path) { Source = context.Source };
    }

    private static TypeSymbol TypeOfFigure(AssumptionKind figure) => figure == AssumptionKind.Cost ? BasicType.Money : BasicType.Duration;

    private BoundExpression BindOffered(OfferedSyntax offered, ExpressionContext context)
    {
        if (context.Place != ExpressionPlace.MeasureCondition || context.InHistory)
        {
            return Fail(ExpressionErrors.MeasureOnly, offered, context, "Rules and clauses say `offer`; a figure is `count(incidents where offered naloxone)`.", "offered", "the conditions of measures");
        }

        var name = offered.Service;
        if (name.IsMissing)
        {
            return ErrorAt(offered, context);
        }

        if (scope.Find(name.Text) is ServiceSymbol service)
        {
            record.AddReference(name, service, context.Source);
            return new BoundOffered(service, offered) { Source = context.Source };
        }

        return FailNamed(name, "a service", scope.All<ServiceSymbol>(), offered, context);
    }

    /// <summary><c>relative_rate(arrest, by ethnicity)</c>, <c>net_benefit(arrest)</c></summary>
    private BoundExpression BindMeasureCall(CallSyntax call, ExpressionContext context)
    {
        var isRate = call.Name.Text == RelativeRate;
        if (context.Place != ExpressionPlace.Measure || context.InHistory)
        {
            return Fail(ExpressionErrors.MeasureOnly, call, context, "Write `measure NAME = ...`, or `require ...` in a clause.", call.Name.Text, "measures and `require`, as a figure of its own");
        }

        var form = isRate ? "an action and a field, as in `relative_rate(arrest, by ethnicity)`" : "an action, as in `net_benefit(arrest)`";
        if (call.Arguments.Count != (isRate ? 2 : 1) || (isRate && call.Arguments[1] is not ByArgumentSyntax) || call.Arguments[0] is not PathSyntax { Names: [var name] })
        {
            return call.Arguments.Any(a => a is MissingExpressionSyntax) ? ErrorAt(call, context) : Fail(ExpressionErrors.WrongArguments, call, context, null, call.Name.Text, form);
        }

        if (scope.Find(name.Text) is not ActionSymbol action)
        {
            return name.IsMissing ? ErrorAt(call, context) : FailNamed(name, "an action", scope.All<ActionSymbol>(), call, context);
        }

        record.AddReference(name, action, context.Source);
        return call.Arguments is [_, ByArgumentSyntax by]
            ? BindRelativeRate(call, action, by, context)
            : new BoundNetBenefit(action, call) { Source = context.Source };
    }

    private BoundExpression BindRelativeRate(CallSyntax call, ActionSymbol action, ByArgumentSyntax by, ExpressionContext context)
    {
        var bound = BindValue(by.Path, context with { Place = ExpressionPlace.MeasureCondition, Subject = scope.Incident }, null);
        if (IsError(bound))
        {
            return bound;
        }

        if (bound is not BoundFieldAccess field || (!field.Type.IsFinite && field.Type != BasicType.Text && field.Type is not EntityType))
        {
            return Fail(ExpressionErrors.WrongArguments, by, context, "Groups are made by a field of members, texts or references, as `ethnicity` or `area`.", call.Name.Text, "a field that makes groups after `by`");
        }

        return new BoundRelativeRate(action, field, call) { Source = context.Source };
    }

    /// <summary>A name that had to be of one kind of declaration.</summary>
    private BoundErrorExpression FailNamed(SyntaxToken name, string wanted, IEnumerable<Symbol> candidates, SyntaxNode syntax, ExpressionContext context)
    {
        var hint = Suggest(name.Text, candidates.Select(c => c.Name));
        return scope.Find(name.Text) is { } other
            ? FailAt(ExpressionErrors.WrongKindOfName, name, syntax, context, hint, name.Text, TypeNames.Describe(other), $"{wanted} is wanted here")
            : FailAt(ExpressionErrors.UnknownName, name, syntax, context, hint, name.Text);
    }
}
