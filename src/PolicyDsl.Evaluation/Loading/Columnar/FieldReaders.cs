using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Reads one field for the rows of a batch. Not for several threads.</summary>
internal abstract class FieldReader
{
    /// <summary>To be called for each batch after the texts have started.</summary>
    public abstract void Start();

    /// <summary>Row i of the vector is made from a row of the block.</summary>
    public abstract void Read(ReadOnlySpan<int> rows, FieldVector vector);

    public abstract void Finish(BatchNotes notes);
}

/// <summary>Looks every value up by its texts.</summary>
internal sealed class TableReader(FieldEntries entries) : FieldReader
{
    public override void Start() => entries.Start();

    public override void Read(ReadOnlySpan<int> rows, FieldVector vector) => entries.Read(rows, vector);

    public override void Finish(BatchNotes notes) => entries.Finish(notes);
}

/// <summary>Reads plain cells by a parser, and looks others up, so that it gives what the other would.</summary>
internal sealed class ParsingReader<TParser>(TParser parser, ColumnCells column, MissingCells missing, FieldEntries entries) : FieldReader
    where TParser : struct, ICellParser
{
    public override void Start() => entries.Start();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<int> rows, FieldVector vector)
    {
        var cells = column.Locate();
        var states = vector.States;
        for (var i = 0; i < rows.Length; i++)
        {
            var cell = cells[rows[i]];
            if (parser.TryParse(cell, out var low, out var high) && !missing.IsMarked(cell))
            {
                (vector.Low[i], vector.High[i]) = (low, high);
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
    public override void Start()
    {
        // Remembers nothing.
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(ReadOnlySpan<int> rows, FieldVector vector)
    {
        var cells = column.Locate();
        for (var i = 0; i < rows.Length; i++)
        {
            vector.States[i] = missing.IsMissing(cells[rows[i]]) ? Knowledge.Unknown : Knowledge.Known;
        }
    }

    public override void Finish(BatchNotes notes)
    {
        // Every text can be read.
    }
}
