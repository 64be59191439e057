using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>A stored number.</summary>
internal sealed class StoredNumber(StoredField stored) : NumberNode
{
    public StoredField Field => stored;

    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, NumberVector result) => result.Read(evaluation.GetStored(stored.Slot) as NumberColumn, evaluation.Rows);

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => stored.AddWants(evaluation, rows, wants);

    public override string Describe() => $"`{LeafFinder.NameOf(stored.Path)}`";
}

/// <summary>A history that is a number.</summary>
internal sealed class HistoryNumber(int place, string name) : NumberNode
{
    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, NumberVector result) => result.Read(evaluation.GetHistory(place) as NumberColumn, evaluation.Rows);

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => wants.Add(name, rows);

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"history {place}: `{name}`");
}

/// <summary>One number for all rows.</summary>
/// <param name="value">What is known of it.</param>
/// <param name="wants">For want of what it is not exactly known.</param>
/// <param name="isTold">Whether it is named where it is a part; a literal is not.</param>
internal sealed class ConstantNumber(Value value, ImmutableArray<string> wants, bool isTold = true) : NumberNode
{
    public override PlanNode? Told => isTold ? this : null;

    public Value Value => value;

    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, NumberVector result)
    {
        result.IsExact = true;
        for (var row = 0; row < evaluation.Rows; row++)
        {
            result[row] = value;
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks found)
    {
        foreach (var name in wants)
        {
            found.Add(name, rows);
        }
    }

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{value.Low}..{value.High} (stored units)");
}

/// <summary>A number that follows from one or two others, row by row, by the interpreter's own operations: arithmetic, conversions, parts of dates.</summary>
/// <param name="operands">What it is computed from.</param>
/// <param name="compute">From the values of the first and the last operand.</param>
/// <param name="text">What it is called where it is not known and its operands are; null for a conversion, of which only the operand is told.</param>
internal sealed class DerivedNumber(ImmutableArray<NumberNode> operands, Func<Value, Value, Value> compute, string? text) : NumberNode
{
    public bool IsConversion => text is null;

    public override PlanNode? Told => IsConversion ? operands[0].Told : this;

    public override IEnumerable<PlanNode> Parts => operands;

    public override void Compute(BatchEvaluation evaluation, NumberVector result)
    {
        var (first, last) = (evaluation.Get(operands[0]), evaluation.Get(operands[^1]));
        result.IsExact = true;
        for (var row = 0; row < evaluation.Rows; row++)
        {
            result[row] = compute(first[row], last[row]);
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => evaluation.ForParts(operands, text, rows, wants);

    public override string Describe() => $"{(text is null ? "converted" : $"`{text}`")} from {string.Join(", ", operands.Select(o => string.Create(CultureInfo.InvariantCulture, $"#{o.Number}")))}";
}

/// <summary><c>a default b</c>: the first that is exactly known, else the last.</summary>
internal sealed class DefaultNumber(ImmutableArray<NumberNode> operands, string name) : NumberNode
{
    public override IEnumerable<PlanNode> Parts => operands;

    public override void Compute(BatchEvaluation evaluation, NumberVector result)
    {
        var vectors = operands.Select(evaluation.Get).ToArray();
        result.IsExact = true;
        for (var row = 0; row < evaluation.Rows; row++)
        {
            var chosen = vectors[^1];
            foreach (var vector in vectors)
            {
                if (vector.IsKnown(row))
                {
                    chosen = vector;
                    break;
                }
            }

            result[row] = chosen[row];
        }
    }

    /// <summary>Where none is known, all were looked at.</summary>
    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => evaluation.ForParts(operands, name, rows, wants);

    public override string Describe() => string.Join(" default ", operands.Select(o => string.Create(CultureInfo.InvariantCulture, $"#{o.Number}")));
}

/// <summary><c>if c then a else b</c>: unknown where the condition is.</summary>
internal sealed class IfNumber(ConditionNode condition, NumberNode whenTrue, NumberNode whenFalse, string name) : NumberNode
{
    public override IEnumerable<PlanNode> Parts => [condition, whenTrue, whenFalse];

    public override void Compute(BatchEvaluation evaluation, NumberVector result)
    {
        var truth = evaluation.Get(condition);
        var (yes, no) = (evaluation.Get(whenTrue), evaluation.Get(whenFalse));
        result.IsExact = true;
        for (var row = 0; row < evaluation.Rows; row++)
        {
            result[row] = Masks.IsSet(truth.True, row) ? yes[row] : Masks.IsSet(truth.Possible, row) ? Value.Unknown : no[row];
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        var truth = evaluation.Get(condition);
        var (open, chosen, other) = (rows.ToArray(), rows.ToArray(), rows.ToArray());
        evaluation.Kernels.And(chosen, truth.True);
        evaluation.Kernels.AndNot(other, truth.Possible);
        evaluation.Kernels.AndNot(open, chosen);
        evaluation.Kernels.AndNot(open, other);
        evaluation.ForParts([condition], name, open, wants);
        evaluation.ForParts([whenTrue], name, chosen, wants);
        evaluation.ForParts([whenFalse], name, other, wants);
    }

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"if #{condition.Number} then #{whenTrue.Number} else #{whenFalse.Number}");
}

/// <summary>The hour or the day of an instant. Exact instants, by far the most, are divided as they stand; others by the interpreter's own operations.</summary>
internal sealed class InstantPart(NumberNode instant, bool isHour, string text) : NumberNode
{
    private const long SecondsPerDay = 86_400;
    private const long SecondsPerHour = 3_600;

    public override IEnumerable<PlanNode> Parts => [instant];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Compute(BatchEvaluation evaluation, NumberVector result)
    {
        var source = evaluation.Get(instant);
        result.IsExact = true;
        for (var row = 0; row < evaluation.Rows; row++)
        {
            var seconds = source.Low[row];
            if (seconds != source.High[row])
            {
                result[row] = isHour ? ValueOperations.HourOf(source[row]) : ValueOperations.DateOf(source[row]);
                continue;
            }

            var day = seconds / SecondsPerDay;
            day -= seconds < day * SecondsPerDay ? 1 : 0;
            result.Low[row] = result.High[row] = isHour ? (seconds - (day * SecondsPerDay)) / SecondsPerHour : day;
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => evaluation.ForParts(Parts, text, rows, wants);

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{(isHour ? "hour" : "date")} of #{instant.Number}");
}
