using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Reads conditions and fields of some rows into vectors. What follows from texts is remembered from batch to batch. Not for several threads.
/// </summary>
internal sealed class RowReader
{
    /// <summary>So many rows, with what is found in them, stay in the nearest cache while all columns are gone through.</summary>
    private const int StripRows = 512;

    private readonly ColumnPlan plan;
    private readonly RowScratch scratch;
    private readonly Dictionary<int, ColumnCells> columns = [];
    private readonly List<TextKeys> keys = [];
    private readonly FieldReader[] readers;
    private readonly ColumnCells[] cells;

    public RowReader(ColumnPlan plan, int columnCount)
    {
        this.plan = plan;
        scratch = new RowScratch(plan.Context, plan.Columns, columnCount);
        Conditions = new RowConditions([.. plan.Context.Request.Dataset.Keep.Select(k => KeysOf(k.Condition))], scratch);
        readers = [.. plan.RowFields.Select(CreateReader)];
        KeyColumns = [.. plan.Context.Request.Dataset.OneIncidentPer.Select(c => ColumnOf(plan.Columns.Find(c)))];
        IdColumn = plan.IdField is { } id && !plan.IsFolded && plan.RowFields[id.Slot].PlainColumn is { } column ? ColumnOf(column) : null;
        Vectors = [.. plan.RowFields.Select(f => new FieldVector(f))];
        cells = [.. columns.Values];
    }

    public RowConditions Conditions { get; }

    /// <summary>By slot of the mapping: what the rows of the batch say.</summary>
    public FieldVector[] Vectors { get; }

    /// <summary>The columns that fold rows.</summary>
    public ImmutableArray<ColumnCells> KeyColumns { get; }

    /// <summary>The column that ids are, as it stands, or null.</summary>
    public ColumnCells? IdColumn { get; }

    public BatchNotes Notes { get; } = new();

    /// <summary>The columns that are read at all.</summary>
    public static ImmutableArray<int> ColumnsOf(ColumnPlan plan) =>
    [
        .. plan.Mapping.Fields.SelectMany(f => f.Columns)
            .Concat(plan.Context.Request.Dataset.Keep.SelectMany(k => ColumnTable.NamesIn(k.Condition)).Select(plan.Columns.Find))
            .Concat(plan.Context.Request.Dataset.OneIncidentPer.Select(plan.Columns.Find))
            .Distinct()
            .Order(),
    ];

    /// <summary>Finds the rows that are kept.</summary>
    public ReadOnlySpan<int> Start(CellBlock block, int from, int count)
    {
        foreach (var column in cells)
        {
            column.Start(block, from);
        }

        foreach (var key in keys)
        {
            key.Start();
        }

        return Conditions.Keep(count, Notes);
    }

    /// <summary>Reads all fields of some rows, strip by strip.</summary>
    public void Read(ReadOnlySpan<int> rows)
    {
        foreach (var reader in readers)
        {
            reader.Start();
        }

        for (var from = 0; from < rows.Length; from += StripRows)
        {
            var to = Math.Min(rows.Length, from + StripRows);
            for (var slot = 0; slot < readers.Length; slot++)
            {
                readers[slot].Read(rows, from, to, Vectors[slot]);
            }
        }

        foreach (var reader in readers)
        {
            reader.Finish(Notes);
        }
    }

    private FieldReader CreateReader(FieldPlan field)
    {
        if (field.PlainColumn is { } plain && !field.HasValues)
        {
            return new PresenceReader(ColumnOf(plain), plan.MissingCells);
        }

        var order = plan.Context.Request.Dataset.Keep.Length + field.Planned.Slot;
        var entries = new FieldEntries(field, order, KeysOf(field.Planned.RowExpression), scratch, plan.IsFolded);
        if (field is { IsNumber: true, Planned.Columns: [var column] })
        {
            if (NumberParser.Find(field.Planned.RowExpression) is { } number)
            {
                return new ParsingReader<NumberParser>(number, ColumnOf(column), plan.MissingCells, entries);
            }

            if (DateParser.Find(field.Planned.RowExpression, field.Field.IsCoarse) is { } date)
            {
                return new ParsingReader<DateParser>(date, ColumnOf(column), plan.MissingCells, entries);
            }
        }

        return new TableReader(entries);
    }

    private TextKeys KeysOf(BoundExpression expression)
    {
        var made = new TextKeys([.. ColumnTable.NamesIn(expression).Select(plan.Columns.Find).Distinct().Select(ColumnOf)]);
        keys.Add(made);
        return made;
    }

    private ColumnCells ColumnOf(int column)
    {
        if (!columns.TryGetValue(column, out var cell))
        {
            columns.Add(column, cell = new ColumnCells(column));
        }

        return cell;
    }
}
