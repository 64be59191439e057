using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// What an expression gives for each tuple of values that it reads, on one thread: evaluated once for each tuple. Where most tuples are new (exact
/// times, amounts) remembering is given up for good, and every row is evaluated; memory is bounded either way.
/// </summary>
internal sealed class PartMemory(ExpressionPart part)
{
    /// <summary>A range whose ends are the wrong way round: no value has it.</summary>
    public static readonly (long, long) UnknownPair = (0, -1);

    private const int Trial = 4_096;
    private const int MaxTuples = 262_144;

    private readonly long[] tuple = new long[2 * (part.Leaves.Slots.Length + part.Leaves.Histories.Length)];
    private readonly Value[] values = new Value[part.Leaves.Slots.Length];
    private readonly Value[] histories = new Value[part.Leaves.Histories.Length];
    private readonly List<Value> results = [];
    private readonly Dictionary<(int Number, UnknownReferences Unknown), ImmutableArray<string>> wants = [];
    private TupleTable? known = new(2 * (part.Leaves.Slots.Length + part.Leaves.Histories.Length));
    private int asked;
    private int last = -1;

    public Value Get(BatchEvaluation evaluation, int row)
    {
        var number = last = Find(evaluation, row, out var isNew);
        if (number < 0)
        {
            ReadValues(evaluation, row);
            return part.Evaluate(values, histories);
        }

        if (isNew)
        {
            ReadValues(evaluation, row);
            results.Add(part.Evaluate(values, histories));
        }

        return results[number];
    }

    private ImmutableArray<string> GetWants(BatchEvaluation evaluation, int row)
    {
        // What a row's tuple gives is remembered with it, so that the numbers of tuples and the places of results stay the same.
        Get(evaluation, row);
        var (number, unknown) = (last, part.FindUnknown(evaluation, row));
        if (number >= 0 && wants.TryGetValue((number, unknown), out var names))
        {
            return names;
        }

        ReadValues(evaluation, row);
        names = part.FindWanting(values, histories, unknown);
        if (number >= 0)
        {
            wants.Add((number, unknown), names);
        }

        return names;
    }

    public void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks found)
    {
        foreach (var row in new SetRows(rows))
        {
            foreach (var name in GetWants(evaluation, row))
            {
                found.Add(name, row);
            }
        }
    }

    private int Find(BatchEvaluation evaluation, int row, out bool isNew)
    {
        isNew = false;
        if (known is null)
        {
            return -1;
        }

        if (++asked == Trial && known.Count > Trial * 3 / 4)
        {
            GiveUp();
            return -1;
        }

        if (known.Count >= MaxTuples)
        {
            known.Clear();
            results.Clear();
            wants.Clear();
        }

        var place = 0;
        foreach (var slot in part.Leaves.Slots)
        {
            Write(evaluation.GetStored(slot), row, tuple.AsSpan(place));
            place += 2;
        }

        foreach (var history in part.Leaves.Histories)
        {
            Write(evaluation.GetHistory(history.Place), row, tuple.AsSpan(place));
            place += 2;
        }

        return known.GetOrAdd(tuple, out isNew);
    }

    private void GiveUp()
    {
        known = null;
        results.Clear();
        wants.Clear();
    }

    /// <summary>Writes two numbers that stand for the value of a row. Unknown is the same whether a column lacks the value or there is no column.</summary>
    public static void Write(IncidentColumn? column, int row, Span<long> pair)
    {
        (pair[0], pair[1]) = column switch
        {
            CodeColumn codes when codes.Codes[row] is var code and not CodeDictionary.UnknownCode => (code, 0L),
            NumberColumn number when number[row] is { Kind: not ValueKind.Unknown } value => (value.Low, value.High),
            _ => UnknownPair,
        };
    }

    private void ReadValues(BatchEvaluation evaluation, int row)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = evaluation.GetStored(part.Leaves.Slots[i])?[row] ?? Value.Unknown;
        }

        for (var i = 0; i < histories.Length; i++)
        {
            histories[i] = evaluation.GetHistory(part.Leaves.Histories[i].Place)?[row] ?? Value.Unknown;
        }
    }
}

/// <summary>A condition that no other node computes: the interpreter's own evaluator, once for each tuple of what it reads.</summary>
internal sealed class PartCondition(ExpressionPart part) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        var memory = evaluation.Remember(this, () => new PartMemory(part));
        var isTrue = result.True;
        var isPossible = result.PossibleRoom;
        isTrue.Clear();
        isPossible.Clear();
        var isExact = true;
        for (var row = 0; row < evaluation.Rows; row++)
        {
            var truth = memory.Get(evaluation, row).ToTruth();
            if (truth == Truth.False)
            {
                continue;
            }

            Masks.Set(isPossible, row);
            if (truth == Truth.True)
            {
                Masks.Set(isTrue, row);
            }
            else
            {
                isExact = false;
            }
        }

        result.IsExact = isExact;
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) =>
        evaluation.Remember(this, () => new PartMemory(part)).AddWants(evaluation, rows, wants);

    public override string Describe() => $"`{part.Text}` by values of {part.DescribeLeaves()}";
}

/// <summary>A number that no other node computes.</summary>
internal sealed class PartNumber(ExpressionPart part) : NumberNode
{
    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, NumberVector result)
    {
        var memory = evaluation.Remember(this, () => new PartMemory(part));
        result.IsExact = true;
        for (var row = 0; row < evaluation.Rows; row++)
        {
            result[row] = memory.Get(evaluation, row);
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) =>
        evaluation.Remember(this, () => new PartMemory(part)).AddWants(evaluation, rows, wants);

    public override string Describe() => $"`{part.Text}` by values of {part.DescribeLeaves()}";
}
