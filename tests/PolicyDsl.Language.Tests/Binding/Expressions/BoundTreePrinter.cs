using System.Globalization;
using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

/// <summary>Writes a bound tree on one line, in a form that shows names in full, members by name and every conversion.</summary>
internal static class BoundTreePrinter
{
    public static string Print(BoundExpression expression, GlobalScope scope) => expression switch
    {
        BoundErrorExpression => "error",
        BoundLiteral literal => Print(literal.Value, literal.Type, scope),
        BoundSubject => "it",
        BoundThis => "this",
        BoundFieldAccess access => $"{Print(access.Receiver, scope)}.{access.Field.Name}",
        BoundDefineReference reference => reference.Define.Name,
        BoundUnary unary => $"{unary.Operator}({Print(unary.Operand, scope)})",
        BoundLogical logical => $"{(logical.IsAnd ? "And" : "Or")}({Join(logical.Operands, scope)})",
        BoundComparison comparison => $"{comparison.Operator}({Print(comparison.Left, scope)}, {Print(comparison.Right, scope)})",
        BoundInRange range => $"{Not(range.IsNegated)}InRange({Print(range.Operand, scope)}, {End(range.Low)}..{End(range.High)})",
        BoundInList list => $"{Not(list.IsNegated)}In({Print(list.Operand, scope)}, {list.Set?.Name}[{string.Join(", ", list.Items.Select(i => Print(i, list.Operand.Type, scope)))}])",
        BoundHas has => $"Has({Print(has.Operand, scope)}, {has.Set?.Name}[{string.Join(", ", has.Members)}])",
        BoundDefault chain => $"Default({Join(chain.Operands, scope)})",
        BoundArithmetic step => $"{step.Operator}({Print(step.Left, scope)}, {Print(step.Right, scope)}) : {step.Type}",
        BoundConversion conversion => $"To<{conversion.Type}>({Print(conversion.Operand, scope)})",
        BoundIf choice => $"If({Print(choice.Condition, scope)}, {Print(choice.WhenTrue, scope)}, {Print(choice.WhenFalse, scope)}) : {choice.Type}",
        BoundMatch match => $"Match({Print(match.Subject, scope)}, {string.Join(", ", match.Arms.Select(a => Print(a, match.Subject.Type, scope)))}) : {match.Type}",
        BoundTextTest test => $"{test.Pattern.Kind}({Print(test.Operand, scope)}, {Print(test.Pattern, test.Operand.Type, scope)})",
        BoundTableLookup lookup => $"{lookup.Table.Name}[{Print(lookup.Argument, scope)}] : {lookup.Type}",
        BoundCall call => $"{call.Function}({Join(call.Arguments, scope)}) : {call.Type}",
        BoundHistory history => Print(history, scope),
        BoundColumn column => $"`{column.Name}`",
        BoundFold fold => $"{fold.Kind}Of({Print(fold.Operand, scope)}) : {fold.Type}",
        BoundAggregate aggregate => $"{aggregate.Kind}({Optional("", aggregate.Subject, scope)}{Optional("where ", aggregate.Condition, scope)}) : {aggregate.Type}",
        BoundDecidedAction => "action",
        BoundOffered offered => $"Offered({offered.Service.Name})",
        BoundOutcomeFigure figure => figure.Figure.ToString(),
        BoundRelativeRate rate => $"RelativeRate({rate.Action.Name}, {Print(rate.By, scope)})",
        BoundNetBenefit benefit => $"NetBenefit({benefit.Action.Name})",
        BoundMeasureReference measure => $"measure {measure.Measure.Name}",
        _ => throw new InvalidOperationException($"Nothing prints {expression.GetType().Name}"),
    };

    public static string Print(BoundArm arm, TypeSymbol subject, GlobalScope scope)
    {
        var patterns = arm.Kind == ArmKind.Patterns
            ? string.Join(" | ", arm.Patterns.Select(p => Print(p, subject is ListType list ? list.Element : subject, scope)))
            : arm.Kind.ToString();
        return $"{patterns}{Optional(" where ", arm.Guard, scope)} => {Print(arm.Value, scope)}";
    }

    public static string Print(Value value, TypeSymbol type, GlobalScope scope) => value.Kind switch
    {
        ValueKind.Exact => Exact(value.Low, type, scope),
        ValueKind.Text => $"\"{value.Text}\"",
        ValueKind.Range => $"{End(value.Low == Value.OpenLow ? null : value.Low)}..{End(value.High == Value.OpenHigh ? null : value.High)} {type}",
        ValueKind.Alternatives => $"one of {string.Join(", ", value.Members.Select(m => Exact(m, type, scope)))}",
        ValueKind.Set => $"[{string.Join(", ", value.Members.Select(m => Exact(m, type is SetType set ? set.Element : type, scope)))}]",
        _ => $"unknown {type}",
    };

    private static string Print(BoundPattern pattern, TypeSymbol subject, GlobalScope scope) => pattern switch
    {
        ConstantPattern constant => Print(constant.Value, subject, scope),
        RangePattern range => $"{End(range.Low)}..{End(range.High)}",
        TextPattern text => $"{text.Kind} \"{text.Text}\"{(text.IgnoresCase ? " ignoring case" : "")}",
        _ => "?",
    };

    private static string Print(BoundHistory history, GlobalScope scope)
    {
        var builder = new StringBuilder($"History {history.Kind}(");
        builder.Append(history.IsDistinct ? "distinct " : "").Append(Optional("", history.Subject, scope));
        builder.Append(history.Subject is null ? "of " : " of ").Append(string.Join(", ", history.Keys.Select(k => Print(k, scope))));
        builder.Append(Optional(" where ", history.Condition, scope));
        builder.Append(history.Window is null ? "" : $" within {history.Window}");
        return builder.Append(") : ").Append(history.Type).ToString();
    }

    private static string Exact(long value, TypeSymbol type, GlobalScope scope) => type switch
    {
        EnumType e => e.Enum.Members[(int)value].QualifiedName,
        ActionType => scope.All<ActionSymbol>().ElementAt((int)value).Name,
        _ when type == BasicType.Boolean => value == 0 ? "false" : "true",
        _ when type == BasicType.Integer => End(value),
        _ => $"{End(value)} {type}",
    };

    private static string Optional(string before, BoundExpression? expression, GlobalScope scope) =>
        expression is null ? "" : before + Print(expression, scope);

    private static string Join(IEnumerable<BoundExpression> expressions, GlobalScope scope) =>
        string.Join(", ", expressions.Select(e => Print(e, scope)));

    private static string End(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Not(bool isNegated) => isNegated ? "Not" : "";
}
