using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Histories: aggregates over earlier incidents with the same key.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpression BindHistory(HistorySyntax history, ExpressionContext context)
    {
        if (context.Place == ExpressionPlace.Measure && !context.InHistory)
        {
            return BindAggregate(history, context);
        }

        if (!MayLookBack(history, context) || BindKeys(history.Incidents, null, history, context) is not { } keys)
        {
            return ErrorAt(history, context);
        }

        var earlier = EarlierContext(context);
        var subject = BindHistorySubject(history, earlier);
        return BindHistory(history.Kind, history.DistinctKeyword is not null, subject, keys, history.Incidents, history, context, earlier);
    }

    /// <summary><c>person has at least 3 incidents where C within past 365 days</c></summary>
    private BoundExpression BindHasIncidents(HasIncidentsSyntax has, ExpressionContext context)
    {
        if (context.Place == ExpressionPlace.Measure && !context.InHistory)
        {
            return FailInMeasure(has, context, "`has` asks about one incident", "Write `count(incidents where ...)`.");
        }

        if (!MayLookBack(has, context) || BindKeys(has.Incidents, has.Key, has, context) is not { } keys)
        {
            return ErrorAt(has, context);
        }

        var (limit, operation) = has.NoKeyword is not null
            ? (0L, ComparisonOperator.Equal)
            : (CountOf(has, context), has.Direction?.Text == "most" ? ComparisonOperator.LessOrEqual : ComparisonOperator.GreaterOrEqual);
        var count = BindHistory(HistoryKind.Count, false, null, keys, has.Incidents, has, context, EarlierContext(context));
        if (IsError(count) || limit is not { } number)
        {
            return ErrorAt(has, context);
        }

        return new BoundComparison(count, operation, Literal(Value.Of(number), BasicType.Integer, has, context), has) { Source = context.Source };
    }

    private long? CountOf(HasIncidentsSyntax has, ExpressionContext context)
    {
        if (has.Number?.Value is not decimal number)
        {
            return null;
        }

        if (decimal.Truncate(number) == number && number <= Units.Largest)
        {
            return (long)number;
        }

        Report(ExpressionErrors.TypeMismatch, has.Number, context, "Incidents are counted in whole numbers.", has.Number.Text, "no whole number", "a whole number");
        return null;
    }

    private BoundExpression BindHistory(
        HistoryKind kind,
        bool isDistinct,
        BoundExpression? subject,
        ImmutableArray<BoundFieldAccess> keys,
        IncidentsSyntax incidents,
        SyntaxNode syntax,
        ExpressionContext context,
        ExpressionContext earlier)
    {
        var condition = incidents.Condition is null ? null : BindAs(incidents.Condition, earlier, BasicType.Boolean);
        var window = incidents.Window is null ? null : BindLength(incidents.Window, context, allowCalendarUnits: true);
        if (window is { Count: 0 } && incidents.Window is { } written)
        {
            Report(ExpressionErrors.BadLength, written, context, null, TextOf(written, context), "a window of no length holds no incident");
            window = null;
        }

        if ((subject is not null && IsError(subject)) || (condition is not null && IsError(condition)) || (incidents.Window is not null && window is null))
        {
            return ErrorAt(syntax, context);
        }

        var type = kind switch
        {
            HistoryKind.Any => BasicType.Boolean,
            HistoryKind.Sum when subject is not null => subject.Type,
            _ => BasicType.Integer,
        };
        return new BoundHistory(kind, isDistinct, subject, keys, condition, window, type, syntax) { Source = context.Source };
    }

    private bool MayLookBack(SyntaxNode syntax, ExpressionContext context)
    {
        if (context.InHistory)
        {
            Report(ExpressionErrors.NestedHistory, syntax, context, "Say it as two conditions, each with its own history.");
            return false;
        }

        if (context.Place is ExpressionPlace.Incident or ExpressionPlace.MeasureCondition or ExpressionPlace.Target)
        {
            if (scope.Incident is null)
            {
                Report(ExpressionErrors.UnknownName, syntax, context, "Declare an entity `incident`, or write `using idpc`.", "incident");
            }

            return scope.Incident is not null;
        }

        var hint = context.Place == ExpressionPlace.Entity ? "Write a `define`, which is about the incident." : null;
        Report(ExpressionErrors.HistoryNotHere, syntax, context, hint, PlaceOf(context));
        return false;
    }

    private ExpressionContext EarlierContext(ExpressionContext context) =>
        context with { InHistory = true, Subject = scope.Incident, AllowsFigures = false };

    private BoundExpression? BindHistorySubject(HistorySyntax history, ExpressionContext earlier)
    {
        if (history.Subject is null)
        {
            return null;
        }

        var subject = BindValue(history.Subject, earlier, null);
        if (IsError(subject))
        {
            return subject;
        }

        if (history.Kind == HistoryKind.Sum && !UnitAlgebra.IsAmount(subject.Type))
        {
            return Fail(ExpressionErrors.TypeMismatch, history.Subject, earlier, "A sum adds numbers or amounts; to count, write `count(...)`.", TextOf(history.Subject, earlier), TypeNames.Describe(subject.Type), "a number or an amount");
        }

        return subject.Type is SetType or ListType
            ? Fail(ExpressionErrors.TypeMismatch, history.Subject, earlier, null, TextOf(history.Subject, earlier), TypeNames.Describe(subject.Type), "one value")
            : subject;
    }

    /// <summary>The fields that make an incident one of the same: one or more paths from the incident. Null after an error.</summary>
    private ImmutableArray<BoundFieldAccess>? BindKeys(IncidentsSyntax incidents, ExpressionSyntax? before, SyntaxNode history, ExpressionContext context)
    {
        if (before is not null && incidents.Keys is { Count: > 0 } twice)
        {
            var both = $"{TextOf(before, context)}, {string.Join(", ", twice.Select(k => TextOf(k, context)))}";
            Report(ExpressionErrors.BadHistoryKey, twice[0], context, $"Write `count(incidents of {both} ...)`.", TextOf(twice[0], context), $"it follows `{TextOf(before, context)}` already");
            return null;
        }

        ExpressionSyntax[] paths = before is not null ? [before] : [.. incidents.Keys ?? Enumerable.Empty<ExpressionSyntax>()];
        if (paths.Length == 0)
        {
            var key = context.Place == ExpressionPlace.Target ? "area" : "person";
            Report(ExpressionErrors.HistoryWithoutKey, history, context, $"Write `incidents of {key}`.");
            return null;
        }

        // Keys are read on the incident decided too, so they may not be what was recorded of it.
        var keyContext = context with { Subject = scope.Incident };
        var keys = ImmutableArray.CreateBuilder<BoundFieldAccess>(paths.Length);
        foreach (var path in paths)
        {
            if (BindKey(path, keyContext) is { } key)
            {
                keys.Add(key);
            }
        }

        return keys.Count == paths.Length && (context.Place != ExpressionPlace.Target || IsAreaKey(keys, history, context)) ? keys.ToImmutable() : null;
    }

    private BoundFieldAccess? BindKey(ExpressionSyntax syntax, ExpressionContext context)
    {
        if (WithoutParentheses(syntax) is not PathSyntax path)
        {
            return FailKey(syntax, context, "it is no field of the incident");
        }

        var bound = BindValue(path, context, null);
        return bound switch
        {
            { Type: SetType } => FailKey(syntax, context, "it is a set of several values"),
            BoundFieldAccess access => access,
            _ when IsError(bound) => null,
            _ => FailKey(syntax, context, "it is no field of the incident"),
        };
    }

    private BoundFieldAccess? FailKey(ExpressionSyntax syntax, ExpressionContext context, string why)
    {
        Report(ExpressionErrors.BadHistoryKey, syntax, context, "Name fields of the incident, as in `incidents of person` or `incidents of person, drug`.", TextOf(syntax, context), why);
        return null;
    }

    /// <summary>A target is about an area, so its histories follow the incident's reference to one, and nothing else.</summary>
    private bool IsAreaKey(IReadOnlyList<BoundFieldAccess> keys, SyntaxNode history, ExpressionContext context)
    {
        if (keys is [{ Receiver: BoundSubject, Type: EntityType { Entity: var entity } }] && entity == context.Subject)
        {
            return true;
        }

        Report(ExpressionErrors.BadHistoryKey, history, context, "Write `incidents of area`.", string.Join(", ", keys.Select(k => TextOf(k.Syntax, context))), "a target is about the incidents of an area");
        return false;
    }
}
