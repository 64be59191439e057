using System.Diagnostics;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>The functions that the language knows: date parts anywhere, readers of texts in data rows.</summary>
public sealed partial class ExpressionEvaluator
{
    private Value Call(BoundCall call, EvaluationFrame frame) =>
        ForEach(Evaluate(call.Arguments[0], frame), operand => Apply(call, operand, frame));

    private Value Apply(BoundCall call, Value operand, EvaluationFrame frame)
    {
        switch (call.Function)
        {
            case BuiltInFunction.HourOf:
                return ValueOperations.HourOf(operand);
            case BuiltInFunction.WeekdayOf:
                return Value.OneOf(ValueOperations.WeekdaysOf(operand));
            case BuiltInFunction.DateOf:
                return ValueOperations.DateOf(operand);
        }

        if (operand.Kind != ValueKind.Text)
        {
            return Value.Unknown;
        }

        return call.Function switch
        {
            BuiltInFunction.Lower => Value.Of(operand.Text.ToLowerInvariant()),
            BuiltInFunction.Trim => Value.Of(operand.Text.Trim()),
            BuiltInFunction.Split => Split(operand.Text, ArgumentText(call) ?? ";"),
            _ => ReadOrReport(call, operand.Text, frame),
        };
    }

    private Value ReadOrReport(BoundCall call, string text, EvaluationFrame frame)
    {
        var value = call.Function switch
        {
            BuiltInFunction.Number => NumberFormats.Read(text, ElementOf(call.Type)),
            BuiltInFunction.ParseDate => ReadDay(text, ArgumentText(call) ?? "yyyy-MM-dd"),
            BuiltInFunction.ParseInstant => ReadInstant(text, ArgumentText(call) ?? "yyyy-MM-ddTHH:mm:ss"),
            BuiltInFunction.ParseMonth => ReadMonth(text, ArgumentText(call) ?? "yyyy-MM", ElementOf(call.Type)),
            _ => throw new UnreachableException($"Nothing evaluates {call.Function}"),
        };
        if (value.Kind == ValueKind.Unknown)
        {
            Report(call, text, frame);
        }

        return value;
    }

    private Value ReadDay(string text, string format) =>
        DateFormats.TryParse(text, format, inputs.Row?.Zone, out var local) ? Value.Of(DayOf(local)) : Value.Unknown;

    /// <summary>The moment, or any of the day where the format tells no hour.</summary>
    private Value ReadInstant(string text, string format) =>
        !DateFormats.TryParse(text, format, inputs.Row?.Zone, out var local) ? Value.Unknown
        : DateFormats.HasTime(format) ? Value.Of(InstantArithmetic.ToSeconds(local))
        : ValueOperations.MomentOf(Value.Of(DayOf(local)));

    /// <summary>Any day, or any moment, of a month.</summary>
    private Value ReadMonth(string text, string format, TypeSymbol type)
    {
        if (!DateFormats.TryParse(text, format, inputs.Row?.Zone, out var local))
        {
            return Value.Unknown;
        }

        var first = DayOf(new DateTime(local.Year, local.Month, 1));
        var days = Value.Range(first, first + DateTime.DaysInMonth(local.Year, local.Month) - 1);
        return type == BasicType.Instant ? ValueOperations.MomentOf(days) : days;
    }

    /// <summary>The pieces without blanks around them; empty ones add nothing, those that stand for a missing value are unknown.</summary>
    private Value Split(string text, string separator) => Value.List(
    [
        .. text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(piece => inputs.Row?.IsMissing(piece) == true ? Value.Unknown : Value.Of(piece)),
    ]);

    private static string? ArgumentText(BoundCall call) =>
        call.Arguments is [_, BoundLiteral { Value: { Kind: ValueKind.Text, Text: var text } }, ..] ? text : null;

    private static long DayOf(DateTime local) => (local.Date - DateTime.UnixEpoch.Date).Days;
}
