using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Arms, of a match and of a table: patterns that can fit, results of one type, nothing out of reach and, in a match, nothing left out.</summary>
internal sealed partial class ExpressionBinder
{
    /// <summary>Binds the arms of a table, whose subject has <paramref name="subjectType"/>; what no arm lists is unknown.</summary>
    public ImmutableArray<BoundArm> BindArms(ArmsSyntax arms, ExpressionContext context, TypeSymbol subjectType, TypeSymbol expectedResult)
    {
        var inside = context with { TableArgument = subjectType };
        var subject = new BoundSubject(subjectType, arms) { Source = context.Source };
        var wanted = expectedResult == BasicType.Error ? null : expectedResult;
        ReportUnreachable(arms, context);
        return
        [
            .. from arm in BindArms(arms, subject, $"a {subjectType.Name}", inside, wanted)
               select wanted is null ? arm : arm with { Value = ConvertOrReport(arm.Value, wanted, inside) },
        ];
    }

    private BoundExpression BindMatch(MatchSyntax match, ExpressionContext context, TypeSymbol? hint)
    {
        if (context.Place == ExpressionPlace.Measure)
        {
            return FailInMeasure(match, context, "`match` chooses for one incident", "Write it inside `sum(... over incidents)`.");
        }

        var subject = BindValue(match.Subject, context, null);
        if (IsError(subject))
        {
            return subject;
        }

        // A match over a list works on each element, as a function does.
        var one = subject.Type is ListType list ? subject with { Type = list.Element } : subject;
        ReportUnreachable(match.Arms, context);
        var arms = BindArms(match.Arms, one, TextOf(match.Subject, context), context, hint is ListType wanted ? wanted.Element : hint);
        if (arms.IsEmpty)
        {
            return ErrorAt(match, context);
        }

        var (values, type) = Unify([.. arms.Select(a => a.Value)], context);
        if (type == BasicType.Error || !IsComplete(match, arms, one, context))
        {
            return ErrorAt(match, context);
        }

        arms = [.. arms.Select((a, i) => a with { Value = values[i] })];
        return new BoundMatch(subject, arms, subject.Type is ListType ? new ListType(type) : type, match) { Source = context.Source };
    }

    private ImmutableArray<BoundArm> BindArms(ArmsSyntax syntax, BoundExpression subject, string subjectText, ExpressionContext context, TypeSymbol? hint)
    {
        var arms = ImmutableArray.CreateBuilder<BoundArm>(syntax.Arms.Count);
        foreach (var arm in syntax.Arms)
        {
            var kind = KindOf(arm);
            var patterns = kind == ArmKind.Patterns
                ? arm.Patterns.Select(p => BindPattern(p, subject, subjectText, context)).ToImmutableArray()
                : [];
            var guard = arm.Guard is null ? null : BindAs(arm.Guard, context, BasicType.Boolean);
            var value = arm.Value is RangeSyntax range ? BindRangeValue(range, context, hint) : BindValue(arm.Value, context, hint);
            hint ??= value.Type == BasicType.Unknown ? null : value.Type;
            if (patterns.Contains(null) || guard is not null && IsError(guard))
            {
                value = ErrorAt(arm.Value, context);
            }

            arms.Add(new BoundArm(kind, [.. patterns.OfType<BoundPattern>()], guard, value, arm));
        }

        return arms.ToImmutable();
    }

    /// <summary>A range as the result of an arm: one value between the two, nobody knows which.</summary>
    private BoundExpression BindRangeValue(RangeSyntax range, ExpressionContext context, TypeSymbol? hint)
    {
        if (context.Place is not (ExpressionPlace.Table or ExpressionPlace.DataRow))
        {
            return Fail(ExpressionErrors.PartlyKnownHere, range, context, "A range as a value stands in tables, tests and data sets.", TextOf(range, context));
        }

        var type = hint ?? BindSigned(range.High ?? range.Low ?? range, context, null).Type;
        var bound = type != BasicType.Error && BindRangeConstant(range, type, context) is { } value
            ? Literal(value, type, range, context)
            : (BoundExpression)ErrorAt(range, context);
        return Finish(range, bound, context);
    }

    private static ArmKind KindOf(ArmSyntax arm) => arm.Patterns[0] switch
    {
        KeywordPatternSyntax { Token.Kind: TokenKind.Unknown } => ArmKind.Unknown,
        KeywordPatternSyntax => ArmKind.Otherwise,
        _ => ArmKind.Patterns,
    };

    private BoundPattern? BindPattern(ExpressionSyntax pattern, BoundExpression subject, string subjectText, ExpressionContext context)
    {
        switch (pattern)
        {
            case RangeSyntax range:
                if (BindRange(range, subject, context) is not var (low, high, type))
                {
                    return null;
                }

                return type == subject.Type || IsSameMoney(type, subject.Type)
                    ? new RangePattern(low, high)
                    : FailPattern(pattern, subject, subjectText, context);
            case TextPatternSyntax text:
                return subject.Type == BasicType.Text ? BindTextPattern(text, context) : FailPattern(pattern, subject, subjectText, context);
            default:
                return BindConstantPattern(pattern, subject, subjectText, context);
        }
    }

    private BoundPattern? BindConstantPattern(ExpressionSyntax pattern, BoundExpression subject, string subjectText, ExpressionContext context)
    {
        if (subject.Type is SetType or EntityType)
        {
            return FailPattern(pattern, subject, subjectText, context);
        }

        var bound = BindConstantExpression(pattern, context, subject.Type);
        if (IsError(bound))
        {
            return null;
        }

        if (subject.Type == BasicType.Instant && bound.Type == BasicType.Date)
        {
            FailInstantAndDate(pattern, subject, TextOf(pattern, context), "is", context);
            return null;
        }

        return TryConvert(bound, subject.Type, context) is BoundLiteral { Value.IsKnown: true } literal
            ? new ConstantPattern(literal.Value)
            : FailPattern(pattern, subject, subjectText, context);
    }

    private BoundPattern? FailPattern(ExpressionSyntax pattern, BoundExpression subject, string subjectText, ExpressionContext context)
    {
        var hint = UnitAlgebra.IsQuantity(subject.Type) ? "Write the unit after the number." : null;
        Report(ExpressionErrors.PatternDoesNotFit, pattern, context, hint, TextOf(pattern, context), subjectText, TypeNames.Describe(subject.Type));
        return null;
    }

    private void ReportUnreachable(ArmsSyntax arms, ExpressionContext context)
    {
        var (otherwise, unknown) = (false, false);
        foreach (var arm in arms.Arms)
        {
            // `otherwise` does not catch unknown, so an arm for unknown may come after it.
            var kind = KindOf(arm);
            if (kind == ArmKind.Unknown ? unknown : otherwise)
            {
                var why = kind switch
                {
                    ArmKind.Unknown => "there is an arm for `unknown` before it",
                    ArmKind.Otherwise => "there is an `otherwise` before it",
                    _ => "`otherwise` before it takes every known value",
                };
                Report(ExpressionErrors.UnreachableArm, arm, context, kind == ArmKind.Patterns ? "Put `otherwise` last." : "Remove one of the two.", why);
            }

            otherwise |= kind == ArmKind.Otherwise;
            unknown |= kind == ArmKind.Unknown;
        }
    }

    /// <summary>Whether the arms say something about every known value. In data a value that no arm lists is unreadable, and counted.</summary>
    private bool IsComplete(MatchSyntax match, ImmutableArray<BoundArm> arms, BoundExpression subject, ExpressionContext context)
    {
        if (context.Place is ExpressionPlace.DataRow or ExpressionPlace.Table || arms.Any(a => a.Kind == ArmKind.Otherwise))
        {
            return true;
        }

        var listed = arms.Where(a => a.Guard is null).SelectMany(a => a.Patterns).OfType<ConstantPattern>().Select(p => p.Value.Low).ToHashSet();
        string[] left = [.. AllValues(subject.Type).Where((_, i) => !listed.Contains(i))];
        if (subject.Type.IsFinite && left.Length == 0)
        {
            return true;
        }

        var what = subject.Type.IsFinite ? TypeNames.Join(left, "and") : "values that no arm lists";
        Report(ExpressionErrors.MatchNotComplete, match.Keyword, context, "Add an arm, or `otherwise => ...`.", what);
        return false;
    }

    private IEnumerable<string> AllValues(TypeSymbol type) => type == BasicType.Boolean ? ["false", "true"] : MemberNames(type);
}
