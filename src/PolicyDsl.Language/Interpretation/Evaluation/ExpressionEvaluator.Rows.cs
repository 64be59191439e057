using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Columns, defaults and the elements that a row adds to a fold. A text that cannot be read is unknown and reported once, unless a
/// later part of a <c>default</c> reads the row instead (as with two date formats).
/// </summary>
public sealed partial class ExpressionEvaluator
{
    /// <summary>
    /// The elements that the current row adds to a fold: those of a list, or one; none where every column that the
    /// operand read is missing and its value is unknown for that.
    /// </summary>
    /// <param name="fold">The fold at the top of a field mapping; its rows are folded by <see cref="ValueOperations.Fold"/>.</param>
    public IReadOnlyList<Value> ReadElements(BoundFold fold) => ReadElements(fold, StartFrame(null, null, null));

    private IReadOnlyList<Value> ReadElements(BoundFold fold, EvaluationFrame frame)
    {
        var session = frame.Session;
        var (readBefore, presentBefore) = (session.ColumnsRead, session.ColumnsPresent);
        var value = Evaluate(fold.Operand, frame);
        if (value.Kind == ValueKind.List)
        {
            return value.Items;
        }

        var isMissing = session.ColumnsRead > readBefore && session.ColumnsPresent == presentBefore;
        return value.Kind == ValueKind.Unknown && isMissing ? [] : [value];
    }

    private Value ReadColumn(BoundColumn column, EvaluationFrame frame)
    {
        var value = inputs.Row?.GetColumn(column.Name) ?? Value.Unknown;
        frame.Session.ColumnsRead++;
        frame.Session.ColumnsPresent += value.Kind == ValueKind.Unknown ? 0 : 1;
        return value;
    }

    /// <summary>The first operand that is exactly known, else the last.</summary>
    private Value ComputeDefault(BoundDefault chain, EvaluationFrame frame)
    {
        var session = frame.Session;
        var outer = session.Held;
        session.Held = [];
        var value = Value.Unknown;
        var isRead = false;
        foreach (var operand in chain.Operands)
        {
            var present = session.ColumnsPresent;
            value = Evaluate(operand, frame);
            if (value.IsKnown)
            {
                isRead = session.ColumnsPresent > present;
                break;
            }
        }

        var held = session.Held;
        session.Held = outer;
        foreach (var (expression, text) in isRead ? [] : held)
        {
            Report(expression, text, frame);
        }

        return value;
    }

    /// <summary>
    /// A date read from a row says on which day something happened, not when: it becomes any moment of that day. A date written in the
    /// source stands for its start. A list becomes a set where a set is wanted.
    /// </summary>
    private Value ComputeConversion(BoundConversion conversion, EvaluationFrame frame)
    {
        var operand = Evaluate(conversion.Operand, frame);
        if (conversion.Type is SetType)
        {
            return operand.Kind == ValueKind.List ? ValueOperations.Unite(operand.Items) : operand;
        }

        var (from, to) = (ElementOf(conversion.Operand.Type), ElementOf(conversion.Type));
        var isDayOfRow = inputs.Row is not null && from == BasicType.Date && to == BasicType.Instant && conversion.Operand is not BoundLiteral;
        return ForEach(operand, value => isDayOfRow ? ValueOperations.MomentOf(value) : ValueOperations.Convert(value, from, to));
    }

    private void Report(BoundExpression expression, string text, EvaluationFrame frame)
    {
        if (inputs.Row is null)
        {
            return;
        }

        if (frame.Session.Held is { } held)
        {
            held.Add((expression, text));
        }
        else
        {
            inputs.Unreadable?.Invoke(expression, text);
        }
    }

    private static TypeSymbol ElementOf(TypeSymbol type) => type is ListType list ? list.Element : type;
}
