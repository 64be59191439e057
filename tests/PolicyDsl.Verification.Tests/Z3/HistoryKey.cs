using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>What a history means, as text without spans: two that mean the same have one key, wherever they stand. Defines are written out.</summary>
internal static class HistoryKey
{
    public static string KeysOf(BoundHistory history) => string.Join(",", history.Keys.Select(Of));

    /// <summary>Without kind and window.</summary>
    public static string ConditionOf(BoundHistory history) => $"{KeysOf(history)}|{(history.Condition is null ? "" : Of(history.Condition))}";

    public static string KindOf(BoundHistory history) =>
        $"{history.Kind}{(history.IsDistinct ? " distinct" : "")} {(history.Subject is null ? "" : Of(history.Subject))}";

    public static string WindowOf(BoundHistory history) => history.Window?.ToString() ?? "ever";

    private static string Of(BoundExpression expression) => expression switch
    {
        BoundLiteral literal => $"{literal.Type}:{Of(literal.Value)}",
        BoundSubject => "it",
        BoundThis => "this",
        BoundFieldAccess access => $"{Of(access.Receiver)}.{access.Field.Name}",
        BoundDefineReference { Define.Value: { } value } => Of(value),
        BoundUnary unary => $"{unary.Operator}({Of(unary.Operand)})",
        BoundLogical logical => $"{(logical.IsAnd ? "and" : "or")}({Of(logical.Operands)})",
        BoundComparison comparison => $"{comparison.Operator}({Of(comparison.Left)},{Of(comparison.Right)})",
        BoundInRange range => $"in({Of(range.Operand)},{range.Low}..{range.High},{range.IsNegated})",
        BoundInList list => $"in({Of(list.Operand)},[{string.Join(",", list.Items.Select(Of))}],{list.IsNegated})",
        BoundHas has => $"has({Of(has.Operand)},[{string.Join(",", has.Members)}])",
        BoundDefault chain => $"default({Of(chain.Operands)})",
        BoundArithmetic step => $"{step.Operator}:{step.Type}({Of(step.Left)},{Of(step.Right)})",
        BoundConversion conversion => $"to {conversion.Type}({Of(conversion.Operand)})",
        BoundIf choice => $"if({Of(choice.Condition)},{Of(choice.WhenTrue)},{Of(choice.WhenFalse)})",
        BoundMatch match => $"match({Of(match.Subject)},{string.Join(";", match.Arms.Select(Of))})",
        BoundTableLookup lookup => $"{lookup.Table.Name}({Of(lookup.Argument)})",
        BoundCall call => $"{call.Function}({Of(call.Arguments)})",
        _ => throw SmtUnsupportedException.Of(expression),
    };

    private static string Of(IEnumerable<BoundExpression> expressions) => string.Join(",", expressions.Select(Of));

    private static string Of(BoundArm arm) =>
        $"{arm.Kind} {string.Join("|", arm.Patterns.Select(Of))} where {(arm.Guard is null ? "" : Of(arm.Guard))} => {Of(arm.Value)}";

    private static string Of(BoundPattern pattern) => pattern switch
    {
        ConstantPattern constant => Of(constant.Value),
        RangePattern range => $"{range.Low}..{range.High}",
        _ => throw new SmtUnsupportedException("a test of a text"),
    };

    private static string Of(Value value) => value.Kind switch
    {
        ValueKind.Text => $"\"{value.Text}\"",
        ValueKind.Alternatives or ValueKind.Set => string.Join("|", value.Members),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.Kind} {value.Low}..{value.High}"),
    };
}
