using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// The subject of a history as a number per incident: the summand, or one that is equal for equal values. <see cref="Value.OpenLow"/> stands for
/// what is not exactly known; of summands the ends are told as well.
/// </summary>
/// <param name="input">The column; of a reference, that of its key.</param>
/// <param name="isSummand">Whether it is added up.</param>
/// <param name="known">For a reference to an entity without a key, the number of the condition that it is known; else -1.</param>
internal sealed class SubjectReader(ColumnInput input, bool isSummand, int known)
{
    private readonly CodeMap map = new(input.HasOneDictionary);

    public int Slot => input.Slot;

    public void Read(IncidentBatch batch, BatchEvaluation evaluation, Span<long> numbers, Span<int> scratch, List<OddValue> odd)
    {
        if (known >= 0)
        {
            ReadKeyless(batch, evaluation.GetTruth(known).True, numbers);
            return;
        }

        switch (input.Get(batch, evaluation))
        {
            case CodeColumn column when !isSummand:
                ReadCodes(column, numbers, scratch);
                break;
            case NumberColumn column:
                ReadNumbers(column, numbers, odd);
                break;
            case var column:
                ReadValues(column, numbers, odd);
                break;
        }
    }

    /// <summary>Each known reference is another entity.</summary>
    private static void ReadKeyless(IncidentBatch batch, ReadOnlySpan<ulong> isKnown, Span<long> numbers)
    {
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = Masks.IsSet(isKnown, row) ? (batch.Index * IncidentBatch.MaxRows) + row : Value.OpenLow;
        }
    }

    private void ReadCodes(CodeColumn column, Span<long> numbers, Span<int> scratch)
    {
        PackedReading.ToCodes(column.Codes, scratch);
        var mapped = map.Get(column.Dictionary);
        for (var row = 0; row < numbers.Length; row++)
        {
            var code = mapped is null ? scratch[row] : mapped[scratch[row]];
            numbers[row] = code == CodeDictionary.UnknownCode ? Value.OpenLow : code;
        }
    }

    /// <summary>Values one by one: numbers that are held as codes, and what is unknown for all.</summary>
    private void ReadValues(IncidentColumn? column, Span<long> numbers, List<OddValue> odd)
    {
        for (var row = 0; row < numbers.Length; row++)
        {
            var value = column?[row] ?? Value.Unknown;
            numbers[row] = value.Kind == ValueKind.Exact ? value.Low : Value.OpenLow;
            if (isSummand && value.Kind != ValueKind.Exact)
            {
                odd.Add(value.Kind == ValueKind.Range ? new OddValue(row, value.Low, value.High) : new OddValue(row, Value.OpenLow, Value.OpenHigh));
            }
        }
    }

    private void ReadNumbers(NumberColumn column, Span<long> numbers, List<OddValue> odd)
    {
        column.Low.Unpack(numbers);
        if (column.Known is null && column.High is null)
        {
            return;
        }

        for (var row = 0; row < numbers.Length; row++)
        {
            var isKnown = column.Known is null || Masks.IsSet(column.Known, row);
            var high = column.High is { } most ? most[row] : numbers[row];
            if (isKnown && high == numbers[row])
            {
                continue;
            }

            if (isSummand)
            {
                odd.Add(isKnown ? new OddValue(row, numbers[row], high) : new OddValue(row, Value.OpenLow, Value.OpenHigh));
            }

            numbers[row] = Value.OpenLow;
        }
    }
}
