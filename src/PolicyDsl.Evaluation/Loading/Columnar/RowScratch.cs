using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Evaluates the expressions of a data set on texts that are put into a row of its own. Not for several threads.</summary>
internal sealed class RowScratch
{
    private readonly string?[] cells;
    private readonly DataRow row;
    private readonly RowExpressions expressions;

    public RowScratch(LoadContext context, ColumnTable columns, int columnCount)
    {
        Context = context;
        cells = new string?[columnCount];
        row = DataRow.Accept("", 0, cells);
        expressions = context.CreateExpressions(columns);
    }

    public LoadContext Context { get; }

    /// <summary>What the texts of a number say of a field, the elements of a list put together.</summary>
    public Reading Read(PlannedField field, TextKeys keys, int number)
    {
        keys.WriteTexts(number, cells);
        var reading = expressions.Read(field, row);
        keys.ClearTexts(cells);
        return reading with { Value = Context.Merge.Start(field, reading.Value) };
    }

    public (Truth Truth, UnreadableText[] Unreadable) Test(BoundExpression condition, TextKeys keys, int number)
    {
        keys.WriteTexts(number, cells);
        var result = expressions.Test(condition, row);
        keys.ClearTexts(cells);
        return result;
    }
}
