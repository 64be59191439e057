using System.Globalization;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// A stored number in a range of constants, and so every comparison of one with a constant. True where both ends of what it may be lie inside, possible where
/// what it may be meets the range.
/// </summary>
internal sealed class StoredRangeCondition(StoredField field, long low, long high) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        if (evaluation.GetStored(field.Slot) is not NumberColumn column)
        {
            result.Fill(truth: false, possible: true, evaluation.Rows);
            return;
        }

        var kernels = evaluation.Kernels;
        kernels.IsInRange(column.Low, low, high, result.True);
        result.IsExact = column.High is null && column.Known is null;
        if (result.IsExact)
        {
            return;
        }

        if (column.High is { } most)
        {
            Span<ulong> ends = stackalloc ulong[result.True.Length];
            kernels.IsInRange(most, low, high, ends);
            kernels.And(result.True, ends);
            kernels.IsInRange(column.Low, long.MinValue, high, result.PossibleRoom);
            kernels.IsInRange(most, low, long.MaxValue, ends);
            kernels.And(result.PossibleRoom, ends);
        }
        else
        {
            result.True.CopyTo(result.PossibleRoom);
        }

        if (column.Known is { } known)
        {
            kernels.And(result.True, known);
            AddUnknown(result.PossibleRoom, known, evaluation.Rows);
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => field.AddWants(evaluation, rows, wants);

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"`{LeafFinder.NameOf(field.Path)}` in {(low == long.MinValue ? "" : low)}..{(high == long.MaxValue ? "" : high)} (stored units), packed");

    private static void AddUnknown(Span<ulong> possible, ReadOnlySpan<ulong> known, int rows)
    {
        for (var i = 0; i < possible.Length; i++)
        {
            possible[i] |= ~known[i];
        }

        if ((rows & 63) != 0)
        {
            possible[^1] &= (1UL << (rows & 63)) - 1;
        }
    }
}

/// <summary>The same for a number that is computed.</summary>
/// <param name="operand">The number.</param>
/// <param name="low">The least.</param>
/// <param name="high">The most.</param>
/// <param name="name">What it is called where the number tells nothing, or null.</param>
internal sealed class RangeCondition(NumberNode operand, long low, long high, string? name) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [operand];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        var (vector, kernels, rows) = (evaluation.Get(operand), evaluation.Kernels, evaluation.Rows);
        kernels.IsInRange(vector.Low, rows, low, high, result.True);
        result.IsExact = vector.IsExact;
        if (result.IsExact)
        {
            return;
        }

        var ends = evaluation.Scratch;
        kernels.IsInRange(vector.High, rows, low, high, ends);
        kernels.And(result.True, ends);
        kernels.IsInRange(vector.Low, rows, long.MinValue, high, result.PossibleRoom);
        kernels.IsInRange(vector.High, rows, low, long.MaxValue, ends);
        kernels.And(result.PossibleRoom, ends);
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => evaluation.ForParts(Parts, name, rows, wants);

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"#{operand.Number} in {(low == long.MinValue ? "" : low)}..{(high == long.MaxValue ? "" : high)} (stored units)");
}

/// <summary>Two numbers compared: true where every choice from their ranges says so, possible where one does.</summary>
internal sealed class CompareCondition(NumberNode left, ComparisonOperator comparison, NumberNode right, string? name) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [left, right];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        var (a, b) = (evaluation.Get(left), evaluation.Get(right));
        var isSwapped = comparison is ComparisonOperator.Greater or ComparisonOperator.LessOrEqual;
        var isNegated = comparison is ComparisonOperator.NotEqual or ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual;
        if (comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            FindEqual(a, b, evaluation.Rows, result);
        }
        else
        {
            FindLess(isSwapped ? b : a, isSwapped ? a : b, evaluation, result);
        }

        result.IsExact = a.IsExact && b.IsExact;
        if (isNegated)
        {
            Negate(result, evaluation.Rows);
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => evaluation.ForParts(Parts, name, rows, wants);

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"#{left.Number} {comparison} #{right.Number}");

    private static void FindLess(NumberVector left, NumberVector right, BatchEvaluation evaluation, MaskPair result)
    {
        evaluation.Kernels.IsLess(left.High, right.Low, evaluation.Rows, result.True);
        if (!left.IsExact || !right.IsExact)
        {
            evaluation.Kernels.IsLess(left.Low, right.High, evaluation.Rows, result.PossibleRoom);
        }
        else
        {
            result.True.CopyTo(result.PossibleRoom);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindEqual(NumberVector left, NumberVector right, int rows, MaskPair result)
    {
        var isTrue = result.True;
        var isPossible = result.PossibleRoom;
        var (leftLow, leftHigh, rightLow, rightHigh) = (left.Low, left.High, right.Low, right.High);
        isTrue.Clear();
        isPossible.Clear();
        for (var row = 0; row < rows; row++)
        {
            var isSame = leftLow[row] == rightLow[row] & leftLow[row] == leftHigh[row] & rightLow[row] == rightHigh[row];
            var canBe = leftLow[row] <= rightHigh[row] & rightLow[row] <= leftHigh[row];
            isTrue[row >> 6] |= (isSame ? 1UL : 0) << (row & 63);
            isPossible[row >> 6] |= (canBe ? 1UL : 0) << (row & 63);
        }
    }

    private static void Negate(MaskPair result, int rows)
    {
        for (var i = 0; i < result.True.Length; i++)
        {
            (result.True[i], result.PossibleRoom[i]) = (~result.PossibleRoom[i], ~result.True[i]);
        }

        if ((rows & 63) != 0)
        {
            var last = (1UL << (rows & 63)) - 1;
            result.True[^1] &= last;
            result.PossibleRoom[^1] &= last;
        }
    }
}

/// <summary><c>x is known</c> of a number: never unknown.</summary>
internal sealed class KnownNumberCondition(NumberNode operand, bool isKnown) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [operand];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        var vector = evaluation.Get(operand);
        result.True.Clear();
        for (var row = 0; row < evaluation.Rows; row++)
        {
            result.True[row >> 6] |= (vector.IsKnown(row) == isKnown ? 1UL : 0) << (row & 63);
        }

        result.IsExact = true;
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
    }

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"#{operand.Number} is {(isKnown ? "known" : "unknown")}");
}

/// <summary>A history that is true or false: <c>any(…)</c>.</summary>
internal sealed class HistoryCondition(int place, string name) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        var column = evaluation.GetHistory(place);
        result.True.Clear();
        result.PossibleRoom.Clear();
        result.IsExact = true;
        for (var row = 0; row < evaluation.Rows; row++)
        {
            var truth = (column?[row] ?? Value.Unknown).ToTruth();
            result.True[row >> 6] |= (truth == Truth.True ? 1UL : 0) << (row & 63);
            result.PossibleRoom[row >> 6] |= (truth != Truth.False ? 1UL : 0) << (row & 63);
            result.IsExact &= truth != Truth.Unknown;
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => wants.Add(name, rows);

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"history {place}: `{name}`");
}
