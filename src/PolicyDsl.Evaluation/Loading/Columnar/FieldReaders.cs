using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Reads one field for the rows of a batch. Not for several threads.</summary>
internal abstract class FieldReader
{
    /// <summary>To be called for each batch after the texts have started.</summary>
    public virtual void Start()
    {
        // Most remember nothing.
    }

    /// <summary>Reads some rows of the batch; row i of the vector is made from row <c>rows[i]</c> of the block.</summary>
    public abstract void Read(ReadOnlySpan<int> rows, int from, int to, FieldVector vector);

    public virtual void Finish(BatchNotes notes)
    {
        // Most can read everything.
    }
}

/// <summary>Looks every value up by its texts.</summary>
internal sealed class TableReader(FieldEntries entries) : FieldReader
{
    public override void Start() => entries.Start();

    public override void Read(ReadOnlySpan<int> rows, int from, int to, FieldVector vector) => entries.Read(rows, from, to, vector);

    public override void Finish(BatchNotes notes) => entries.Finish(notes);
}

/// <summary>Reads plain cells by a parser, and looks others up, so that it gives what the other would.</summary>
internal sealed class ParsingReader<TParser>(TParser parser, ColumnCells column, MissingCells missing, FieldEntries entries) : FieldReader
    where TParser : struct, ICellParser
{
    public override void Start() => entries.Start();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<int> rows, int from, int to, FieldVector vector)
    {
        var cells = column.Locate(rows[to - 1] + 1);
        var (states, lows, highs) = (vector.States, vector.Low, vector.High);
        var hasMarks = missing.HasMarks;
        for (var i = from; i < to; i++)
        {
            var cell = cells[rows[i]];
            if (parser.TryParse(cell, out var low, out var high) && !(hasMarks && missing.IsMarked(cell)))
            {
                (lows[i], highs[i]) = (low, high);
                states[i] = low == high ? Knowledge.Known : Knowledge.Partly;
            }
            else
            {
                entries.ReadOne(rows[i], i, vector);
            }
        }
    }

    public override void Finish(BatchNotes notes) => entries.Finish(notes);
}

/// <summary>For a column of texts of which nobody wants the texts: known where a cell is not missing.</summary>
internal sealed class PresenceReader(ColumnCells column, MissingCells missing) : FieldReader
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<int> rows, int from, int to, FieldVector vector)
    {
        var cells = column.Locate(rows[to - 1] + 1);
        var states = vector.States;
        for (var i = from; i < to; i++)
        {
            states[i] = missing.IsMissing(cells[rows[i]]) ? Knowledge.Unknown : Knowledge.Known;
        }
    }
}
