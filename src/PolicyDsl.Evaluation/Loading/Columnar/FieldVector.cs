using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>How much is known of a value.</summary>
internal static class Knowledge
{
    public const byte Unknown = 0;
    public const byte Partly = 1;
    public const byte Known = 2;

    /// <summary>A row says nothing at all, so that others of its incident count.</summary>
    public const byte Nothing = 3;
}

/// <summary>
/// The values of one field for the rows of a batch while it is made: numbers as ranges, all others as codes of a dictionary. Where the values themselves are
/// not wanted, only what is known of them.
/// </summary>
internal sealed class FieldVector
{
    public FieldVector(FieldPlan plan)
    {
        Plan = plan;
        if (plan.IsNumber)
        {
            (Low, High) = (new long[IncidentBatch.MaxRows], new long[IncidentBatch.MaxRows]);
        }
        else if (plan.HasValues)
        {
            Codes = new int[IncidentBatch.MaxRows];
        }
    }

    public FieldPlan Plan { get; }

    public long[] Low { get; } = [];

    public long[] High { get; } = [];

    public int[] Codes { get; } = [];

    /// <summary>See <see cref="Knowledge"/>.</summary>
    public byte[] States { get; } = new byte[IncidentBatch.MaxRows];

    public Language.Interpretation.Value this[int row] =>
        States[row] == Knowledge.Nothing ? RowMerge.Nothing
        : States[row] == Knowledge.Unknown ? Language.Interpretation.Value.Unknown
        : Plan.IsNumber ? Language.Interpretation.Value.Range(Low[row], High[row])
        : Plan.Dictionary[Codes[row]];

    public void MakeUnknown(int row)
    {
        States[row] = Knowledge.Unknown;
        if (Plan.HasValues && !Plan.IsNumber)
        {
            Codes[row] = CodeDictionary.UnknownCode;
        }
    }

    /// <summary>Moves the values of some rows to the front, in order.</summary>
    public void Keep(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            States[i] = States[row];
            if (Plan.IsNumber)
            {
                (Low[i], High[i]) = (Low[row], High[row]);
            }
            else if (Plan.HasValues)
            {
                Codes[i] = Codes[row];
            }
        }
    }
}
