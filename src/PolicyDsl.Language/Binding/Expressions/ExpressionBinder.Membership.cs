using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary><c>in</c> a range, a list or a named set; <c>has</c>; <c>one of</c>.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpression BindIn(InSyntax membership, ExpressionContext context)
    {
        var operand = BindValue(membership.Operand, context, EnumOfTarget(membership.Target));
        if (IsError(operand))
        {
            return operand;
        }

        if (operand.Type is SetType)
        {
            return FailSetComparison(operand, context);
        }

        if (operand.Type is ListType list)
        {
            return FailConversion(operand, list.Element, context);
        }

        return membership.Target switch
        {
            RangeSyntax range => BindInRange(membership, operand, range, context),
            ListSyntax items => BindInList(membership, operand, items, context),
            PathSyntax path => BindInNamedSet(membership, operand, path, context),
            MissingExpressionSyntax => ErrorAt(membership, context),
            _ => Fail(ExpressionErrors.NotAConstant, membership.Target, context, "After `in` stands a range, a list in brackets or a named set.", TextOf(membership.Target, context)),
        };
    }

    /// <summary>The enum of a named set, by which a bare name on the left is read.</summary>
    private TypeSymbol? EnumOfTarget(ExpressionSyntax target) =>
        target is PathSyntax { Names: [var name] } && scope.Find(name.Text) is SetSymbol { Enum: { } of } ? of.Type : null;

    private BoundExpression BindInRange(InSyntax membership, BoundExpression operand, RangeSyntax syntax, ExpressionContext context)
    {
        if (BindRange(syntax, operand, context) is not var (low, high, type))
        {
            return ErrorAt(membership, context);
        }

        return new BoundInRange(ConvertOrReport(operand, type, context), low, high, membership.NotKeyword is not null, membership) { Source = context.Source };
    }

    /// <summary>The ends of a range in the type that it shares with what is looked for in it; null after an error.</summary>
    private (long? Low, long? High, TypeSymbol Type)? BindRange(RangeSyntax range, BoundExpression operand, ExpressionContext context)
    {
        if (!operand.Type.IsOrdered)
        {
            var hint = operand.Type is EnumType ? "Name the members in brackets, as in `[a, b]`." : null;
            Report(ExpressionErrors.RangeWithoutOrder, range, context, hint, TextOf(operand.Syntax, context), TypeNames.Describe(operand.Type));
            return null;
        }

        var (low, high) = BindEnds(range, context);
        if (low is { } l && IsError(l) || high is { } h && IsError(h))
        {
            return null;
        }

        var type = operand.Type;
        foreach (var end in (BoundExpression?[])[low, high])
        {
            if (end is null)
            {
                continue;
            }

            if (operand.Type == BasicType.Instant && end.Type == BasicType.Date)
            {
                FailInstantAndDate(range, operand, TextOf(end.Syntax, context), "in", context);
                return null;
            }

            if (UnitAlgebra.FindCommon(operand with { Type = type }, end) is not { } common)
            {
                FailUnlike(operand, end, range, context);
                return null;
            }

            type = common;
        }

        var (from, to) = (StoredValue(low, type, context), StoredValue(high, type, context));
        return IsEmpty(range, from, to, context) ? null : (from, to, type);
    }

    /// <summary>The ends of a range; a unit on the last number serves both.</summary>
    private (BoundExpression? Low, BoundExpression? High) BindEnds(RangeSyntax range, ExpressionContext context) =>
        (range.Low is null ? null : BindSigned(range.Low, context, UnitOf(range.High)), range.High is null ? null : BindSigned(range.High, context, null));

    private bool IsEmpty(RangeSyntax range, long? low, long? high, ExpressionContext context)
    {
        if (low > high)
        {
            Report(ExpressionErrors.EmptyRange, range, context, "Write the lower end first.", TextOf(range, context));
        }

        return low > high;
    }

    private long? StoredValue(BoundExpression? end, TypeSymbol type, ExpressionContext context) =>
        end is not null && ConvertOrReport(end, type, context) is BoundLiteral { Value.Kind: ValueKind.Exact } literal ? literal.Value.Low : null;

    private BoundExpression BindInList(InSyntax membership, BoundExpression operand, ListSyntax list, ExpressionContext context)
    {
        var values = ImmutableArray.CreateBuilder<Value>(list.Items.Count);
        var isError = false;
        var type = operand.Type;
        BoundExpression[] items = [.. list.Items.Select(i => BindItem(i, operand, context))];
        foreach (var item in items)
        {
            if (IsError(item))
            {
                isError = true;
            }
            else if (UnitAlgebra.FindCommon(operand with { Type = type }, item) is not { } common)
            {
                FailUnlike(operand, item, item.Syntax as ExpressionSyntax ?? membership, context);
                isError = true;
            }
            else
            {
                type = common;
            }
        }

        if (isError)
        {
            return ErrorAt(membership, context);
        }

        values.AddRange(items.Select(i => ((BoundLiteral)ConvertOrReport(i, type, context)).Value));
        return new BoundInList(ConvertOrReport(operand, type, context), values.ToImmutable(), null, membership.NotKeyword is not null, membership)
        {
            Source = context.Source,
        };
    }

    private BoundExpression BindItem(ExpressionSyntax item, BoundExpression operand, ExpressionContext context)
    {
        if (item is PathSyntax { Names: [var name] } && FindMember(name.Text, operand.Type) is null && scope.Find(name.Text) is SetSymbol set)
        {
            record.AddReference(name, set, context.Source);
            var hint = $"Write `{TextOf(operand.Syntax, context)} in {set.Name}`, without brackets.";
            return FailAt(ExpressionErrors.WrongKindOfName, name, item, context, hint, set.Name, TypeNames.Describe(set), "one member is wanted here");
        }

        var bound = BindConstantExpression(item, context, operand.Type);
        if (bound is BoundLiteral { Value.IsKnown: false })
        {
            return Fail(ExpressionErrors.PartlyKnownHere, item, context, $"Write `{TextOf(operand.Syntax, context)} is unknown`.", TextOf(item, context));
        }

        return operand.Type == BasicType.Instant && bound.Type == BasicType.Date
            ? FailInstantAndDate(item, operand, TextOf(item, context), "in", context)
            : bound;
    }

    private BoundExpression BindInNamedSet(InSyntax membership, BoundExpression operand, PathSyntax path, ExpressionContext context)
    {
        var name = path.Names[0];
        if (name.IsMissing)
        {
            return ErrorAt(membership, context);
        }

        if (FindSet(name, path.Names.Count == 1, operand, context) is not { } set)
        {
            return ErrorAt(membership, context);
        }

        ImmutableArray<Value> items = [.. set.Members.Select(m => Value.Of(m.Ordinal))];
        return new BoundInList(operand, items, set, membership.NotKeyword is not null, membership) { Source = context.Source };
    }

    /// <summary>The named set of a name, of the operand's enum; null after an error.</summary>
    private SetSymbol? FindSet(SyntaxToken name, bool isBare, BoundExpression operand, ExpressionContext context)
    {
        var text = TextOf(operand.Syntax, context);
        if (!isBare || scope.Find(name.Text) is not SetSymbol set)
        {
            ReportNoSet(name, operand, text, context);
            return null;
        }

        record.AddReference(name, set, context.Source);
        var element = operand.Type is SetType of ? of.Element : operand.Type;
        if (set.Enum is not null && element != set.Enum.Type)
        {
            Report(ExpressionErrors.SetOfOtherEnum, name, context, SetHint(element), set.Name, set.Enum.Name, text, TypeNames.Describe(operand.Type));
            return null;
        }

        return set.Enum is null ? null : set;
    }

    private void ReportNoSet(SyntaxToken name, BoundExpression operand, string text, ExpressionContext context)
    {
        var element = operand.Type is SetType of ? of.Element : operand.Type;
        if (FindMember(name.Text, element) is not null)
        {
            var hint = operand.Type is SetType ? $"Write `{text} has {name.Text}`." : $"Write `{text} is {name.Text}`.";
            Report(ExpressionErrors.WrongKindOfName, name, context, hint, name.Text, $"one member of `{element.Name}`", "a set is wanted here");
        }
        else if (scope.Find(name.Text) is { } other)
        {
            Report(ExpressionErrors.WrongKindOfName, name, context, SetHint(element), name.Text, TypeNames.Describe(other), "a named set is wanted here");
        }
        else
        {
            var advice = Suggest(name.Text, SetsOf(element)) ?? Suggest(name.Text, scope.All<SetSymbol>().Select(s => s.Name)) ?? SetHint(element);
            Report(ExpressionErrors.UnknownName, name, context, advice, name.Text);
        }
    }

    private IEnumerable<string> SetsOf(TypeSymbol element) => scope.All<SetSymbol>().Where(s => s.Enum?.Type == element).Select(s => s.Name);

    private string? SetHint(TypeSymbol element) => SetsOf(element).ToList() is { Count: > 0 } sets
        ? $"Sets of `{element.Name}` are {TypeNames.Join(sets, "and")}."
        : null;

    private BoundExpression BindHas(HasSyntax has, ExpressionContext context)
    {
        var operand = BindValue(has.Operand, context, null);
        if (IsError(operand) || has.Name.IsMissing)
        {
            return ErrorAt(has, context);
        }

        var text = TextOf(has.Operand, context);
        if (operand.Type is not SetType type)
        {
            var write = has.AnyKeyword is null ? $"{text} is {has.Name.Text}" : $"{text} in {has.Name.Text}";
            return Fail(ExpressionErrors.NotASet, has, context, operand.Type.IsFinite ? $"Write `{write}`." : null, text, TypeNames.Describe(operand.Type));
        }

        if (has.AnyKeyword is not null)
        {
            return FindSet(has.Name, isBare: true, operand, context) is { } set
                ? new BoundHas(operand, [.. set.Members.Select(m => m.Ordinal)], set, has) { Source = context.Source }
                : ErrorAt(has, context);
        }

        if (type.Element.Enum.FindMember(has.Name.Text) is { } member)
        {
            record.AddReference(has.Name, member, context.Source);
            return new BoundHas(operand, [member.Ordinal], null, has) { Source = context.Source };
        }

        if (scope.Find(has.Name.Text) is SetSymbol named)
        {
            var hint = $"Write `{text} has any of {named.Name}`.";
            return FailAt(ExpressionErrors.WrongKindOfName, has.Name, has, context, hint, named.Name, TypeNames.Describe(named), "one member is wanted here");
        }

        return FailUnknownName(has.Name, has, context, type);
    }

    private BoundExpression BindOneOf(OneOfSyntax alternatives, ExpressionContext context, TypeSymbol? hint)
    {
        if (context.Place is not (ExpressionPlace.Table or ExpressionPlace.DataRow))
        {
            return Fail(ExpressionErrors.PartlyKnownHere, alternatives, context, "Write `in [a, b]`; `one of` stands in tables, tests and data sets.", TextOf(alternatives, context));
        }

        return BindAlternatives(alternatives, context, hint);
    }

    private BoundExpression BindAlternatives(OneOfSyntax alternatives, ExpressionContext context, TypeSymbol? wanted)
    {
        if (wanted is not (EnumType or ActionType))
        {
            var type = wanted is null or BasicType { Name: "error" } ? "something whose type is not stated" : TypeNames.Describe(wanted);
            return Fail(ExpressionErrors.TypeMismatch, alternatives, context, null, TextOf(alternatives, context), "one of several members", type);
        }

        var ordinals = new List<int>();
        foreach (var name in alternatives.Names)
        {
            switch (FindMember(name.Text, wanted))
            {
                case EnumMemberSymbol member:
                    record.AddReference(name, member, context.Source);
                    ordinals.Add(member.Ordinal);
                    break;
                case ActionSymbol action:
                    record.AddReference(name, action, context.Source);
                    ordinals.Add(action.Ordinal);
                    break;
                default:
                    return name.IsMissing ? ErrorAt(alternatives, context) : FailUnknownName(name, alternatives, context, wanted);
            }
        }

        return Literal(Value.OneOf(ordinals), wanted, alternatives, context);
    }
}
