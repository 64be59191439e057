using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// Evaluates the expressions of a data set on one row at a time, and notes which texts could not be read. An expression of which every
/// cell that it looked at is missing, and which is unknown for it, says nothing of the row (<see cref="RowMerge.Nothing"/>).
/// Not for several threads.
/// </summary>
internal sealed class RowExpressions : IRowValues
{
    private readonly ColumnTable columns;
    private readonly MissingMarkers missing;
    private readonly ExpressionEvaluator evaluator;
    private readonly List<UnreadableText> unreadable = [];
    private DataRow? row;
    private int cellsPresent;
    private int cellsRead;

    public RowExpressions(GlobalScope scope, ColumnTable columns, MissingMarkers missing, TimeZoneInfo? zone)
    {
        this.columns = columns;
        this.missing = missing;
        Zone = zone;
        evaluator = new ExpressionEvaluator(scope, new EvaluationInputs { Row = this, Unreadable = Note });
    }

    public TimeZoneInfo? Zone { get; }

    public Value GetColumn(string name)
    {
        cellsRead++;
        var place = columns.Find(name);
        if (row is null || place < 0 || row[place] is not { } text || missing.IsMissing(text))
        {
            return Value.Unknown;
        }

        cellsPresent++;
        return Value.Of(text);
    }

    public bool IsMissing(string text) => missing.IsMissing(text);

    /// <summary>What a row says of a field: elements of a list as a list, nothing as <see cref="RowMerge.Nothing"/>.</summary>
    public Reading Read(PlannedField field, DataRow source)
    {
        var value = Evaluate(field.RowExpression, source);
        if (value.Kind == ValueKind.Unknown && cellsRead > 0 && cellsPresent == 0)
        {
            value = RowMerge.Nothing;
        }

        return new Reading(value, [.. unreadable]);
    }

    /// <summary>Whether a condition holds for a row.</summary>
    public (Truth Truth, UnreadableText[] Unreadable) Test(BoundExpression condition, DataRow source)
    {
        var truth = Evaluate(condition, source).ToTruth();
        return (truth, [.. unreadable]);
    }

    private Value Evaluate(BoundExpression expression, DataRow source)
    {
        row = source;
        (cellsRead, cellsPresent) = (0, 0);
        unreadable.Clear();
        return evaluator.Evaluate(expression, subject: null);
    }

    private void Note(BoundExpression expression, string text) => unreadable.Add(new UnreadableText(text, ReasonFor(expression)));

    private static string ReasonFor(BoundExpression expression) => expression switch
    {
        BoundCall { Function: BuiltInFunction.Number } => "not a number",
        BoundCall { Function: BuiltInFunction.ParseDate or BuiltInFunction.ParseInstant or BuiltInFunction.ParseMonth } call => WithFormat(call),
        BoundTableLookup lookup => $"not listed in table `{lookup.Table.Name}`",
        BoundMatch => "not listed",
        _ => $"not fit for `{expression.Location.Text}`",
    };

    private static string WithFormat(BoundCall call)
    {
        var what = call.Function switch
        {
            BuiltInFunction.ParseInstant => "an instant",
            BuiltInFunction.ParseMonth => "a month",
            _ => "a date",
        };
        return call.Arguments is [_, BoundLiteral { Value: { Kind: ValueKind.Text } format }] ? $"not {what} like {format.Text}" : $"not {what}";
    }
}
