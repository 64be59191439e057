using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>The values of one stored field for the incidents of a batch.</summary>
public abstract class IncidentColumn
{
    /// <summary>What is known of the value of a row.</summary>
    public abstract Value this[int row] { get; }
}

/// <summary>Values by their code in a dictionary that all batches share: enums, booleans, sets, texts, references.</summary>
/// <param name="dictionary">The values.</param>
/// <param name="codes">One code per row, with base 0.</param>
public sealed class CodeColumn(CodeDictionary dictionary, PackedNumbers codes) : IncidentColumn
{
    public CodeDictionary Dictionary { get; } = dictionary;

    public PackedNumbers Codes { get; } = codes;

    public override Value this[int row] => Dictionary[(int)Codes[row]];
}

/// <summary>
/// Numbers, quantities, dates and instants in stored units: for each row a range from <see cref="Low"/> to <see cref="High"/>, mostly of one value.
/// Rows whose bit in <see cref="Known"/> is not set are unknown, and what stands there means nothing.
/// </summary>
/// <param name="low">The least that a value may be; <see cref="Value.OpenLow"/> where there is none.</param>
/// <param name="high">The most; null where every row of the batch is exact, and then it is <paramref name="low"/>.</param>
/// <param name="known">Rows with a range or one value; null where all have one.</param>
public sealed class NumberColumn(PackedNumbers low, PackedNumbers? high, ulong[]? known) : IncidentColumn
{
    public PackedNumbers Low { get; } = low;

    public PackedNumbers? High { get; } = high;

    public ulong[]? Known { get; } = known;

    public override Value this[int row] =>
        Known is { } mask && !Masks.IsSet(mask, row) ? Value.Unknown
        : High is { } high ? Value.Range(Low[row], high[row])
        : Value.Of(Low[row]);
}
