using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// A condition that reads one column of codes: evaluated once for each code by the interpreter's own evaluator, and looked up in two bitmaps by a kernel.
/// </summary>
internal sealed class CodeCondition(ExpressionPart part, StoredField field) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        var tables = evaluation.Remember(this, () => new Tables(part));
        if (evaluation.GetStored(field.Slot) is not CodeColumn column)
        {
            var truth = part.Evaluate([Value.Unknown], []).ToTruth();
            result.Fill(truth == Truth.True, truth != Truth.False, evaluation.Rows);
            return;
        }

        tables.Extend(column.Dictionary);
        evaluation.Kernels.IsMember(column.Codes, tables.True, result.True);
        result.IsExact = !tables.IsAnyUnknown;
        if (!result.IsExact)
        {
            evaluation.Kernels.IsMember(column.Codes, tables.Possible, result.PossibleRoom);
        }
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) =>
        evaluation.Remember(this, () => new Tables(part)).Wants.Add(evaluation, field, rows, wants);

    public override string Describe() => $"`{part.Text}` by code of `{LeafFinder.NameOf(field.Path)}`";

    /// <summary>The truth for each code so far, and what is wanting, on one thread.</summary>
    private sealed class Tables(ExpressionPart part)
    {
        private byte[] isTrue = new byte[MaskKernels.BitmapBytes];
        private byte[] isPossible = new byte[MaskKernels.BitmapBytes];
        private int count;

        public CodeWants Wants { get; } = new(part);

        public bool IsAnyUnknown { get; private set; }

        public ReadOnlySpan<byte> True => isTrue;

        public ReadOnlySpan<byte> Possible => isPossible;

        public void Extend(CodeDictionary dictionary)
        {
            var target = dictionary.Count;
            while (isTrue.Length * 8 < target)
            {
                Array.Resize(ref isTrue, isTrue.Length * 2);
                Array.Resize(ref isPossible, isPossible.Length * 2);
            }

            for (; count < target; count++)
            {
                var truth = part.Evaluate([dictionary[count]], []).ToTruth();
                isTrue[count >> 3] |= (byte)((truth == Truth.True ? 1 : 0) << (count & 7));
                isPossible[count >> 3] |= (byte)((truth != Truth.False ? 1 : 0) << (count & 7));
                IsAnyUnknown |= truth == Truth.Unknown;
            }
        }
    }
}

/// <summary>A number that reads one column of codes, as <c>personal_limit of drug</c>: evaluated once for each code.</summary>
internal sealed class CodeNumber(ExpressionPart part, StoredField field) : NumberNode
{
    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, NumberVector result)
    {
        var tables = evaluation.Remember(this, () => new Tables(part));
        var column = evaluation.GetStored(field.Slot) as CodeColumn;
        tables.Extend(column?.Dictionary);
        result.IsExact = true;
        if (column is null)
        {
            for (var row = 0; row < evaluation.Rows; row++)
            {
                result[row] = tables.Values[0];
            }

            return;
        }

        var (low, high, exact) = (result.Low, result.High, true);
        for (var row = 0; row < evaluation.Rows; row++)
        {
            var code = (int)column.Codes[row];
            low[row] = tables.Low[code];
            high[row] = tables.High[code];
            exact &= low[row] == high[row];
        }

        result.IsExact = exact;
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) =>
        evaluation.Remember(this, () => new Tables(part)).Wants.Add(evaluation, field, rows, wants);

    public override string Describe() => $"`{part.Text}` by code of `{LeafFinder.NameOf(field.Path)}`";

    private sealed class Tables(ExpressionPart part)
    {
        public CodeWants Wants { get; } = new(part);

        public List<Value> Values { get; } = [];

        public long[] Low { get; private set; } = [];

        public long[] High { get; private set; } = [];

        public void Extend(CodeDictionary? dictionary)
        {
            var target = dictionary?.Count ?? 1;
            if (Values.Count >= target)
            {
                return;
            }

            while (Values.Count < target)
            {
                Values.Add(part.Evaluate([dictionary?[Values.Count] ?? Value.Unknown], []));
            }

            Low = [.. Values.Select(v => v.Kind is ValueKind.Exact or ValueKind.Range ? v.Low : Value.OpenLow)];
            High = [.. Values.Select(v => v.Kind is ValueKind.Exact or ValueKind.Range ? v.High : Value.OpenHigh)];
        }
    }
}

/// <summary>What is wanting for each code, on one thread.</summary>
internal sealed class CodeWants(ExpressionPart part)
{
    private readonly Dictionary<(int Code, UnknownReferences Unknown), ImmutableArray<string>> names = [];
    private readonly ulong[] chosen = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private readonly ulong[] rest = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];

    /// <summary>Code by code: rows that want something have few different codes, mostly that of the unknown.</summary>
    public void Add(BatchEvaluation evaluation, StoredField field, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        var column = evaluation.GetStored(field.Slot) as CodeColumn;
        var left = rest.AsSpan(0, rows.Length);
        var found = chosen.AsSpan(0, rows.Length);
        rows.CopyTo(left);
        while (left.IndexOfAnyExcept(0UL) is var word and >= 0)
        {
            var row = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(left[word]);
            var code = column is null ? CodeDictionary.UnknownCode : (int)column.Codes[row];
            if (column is null)
            {
                left.CopyTo(found);
            }
            else
            {
                evaluation.Kernels.IsInRange(column.Codes, code, code, found);
                evaluation.Kernels.And(found, left);
            }

            evaluation.Kernels.AndNot(left, found);
            AddCode(evaluation, (code, default), column?.Dictionary[code] ?? Value.Unknown, 0, found, wants);
        }
    }

    /// <summary>Splits rows of one code by which references on the way are unknown.</summary>
    private void AddCode(BatchEvaluation evaluation, (int Code, UnknownReferences Unknown) key, Value value, int reference, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        if (reference == part.Leaves.References.Length)
        {
            AddNames(key, value, rows, wants);
            return;
        }

        Span<ulong> behind = stackalloc ulong[rows.Length];
        StoredField.FindUnknown(evaluation, part.Leaves.References[reference], rows, behind);
        if (behind.IndexOfAnyExcept(0UL) < 0)
        {
            AddCode(evaluation, key, value, reference + 1, rows, wants);
            return;
        }

        AddCode(evaluation, key with { Unknown = key.Unknown.With(reference) }, value, reference + 1, behind, wants);
        Span<ulong> others = stackalloc ulong[rows.Length];
        rows.CopyTo(others);
        evaluation.Kernels.AndNot(others, behind);
        if (others.IndexOfAnyExcept(0UL) >= 0)
        {
            AddCode(evaluation, key, value, reference + 1, others, wants);
        }
    }

    private void AddNames((int Code, UnknownReferences Unknown) key, Value value, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        if (!names.TryGetValue(key, out var found))
        {
            names.Add(key, found = part.FindWanting([value], [], key.Unknown));
        }

        foreach (var name in found)
        {
            wants.Add(name, rows);
        }
    }
}

/// <summary>A boolean as the data give it.</summary>
internal sealed class StoredBoolean(StoredField stored) : ConditionNode
{
    public int Slot => stored.Slot;

    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        if (evaluation.GetStored(stored.Slot) is not CodeColumn column)
        {
            result.Fill(truth: false, possible: true, evaluation.Rows);
            return;
        }

        var (isTrue, isPossible) = (new byte[MaskKernels.BitmapBytes], new byte[MaskKernels.BitmapBytes]);
        for (var code = 0; code < column.Dictionary.Count; code++)
        {
            var truth = column.Dictionary[code].ToTruth();
            isTrue[code >> 3] |= (byte)((truth == Truth.True ? 1 : 0) << (code & 7));
            isPossible[code >> 3] |= (byte)((truth != Truth.False ? 1 : 0) << (code & 7));
        }

        evaluation.Kernels.IsMember(column.Codes, isTrue, result.True);
        evaluation.Kernels.IsMember(column.Codes, isPossible, result.PossibleRoom);
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => stored.AddWants(evaluation, rows, wants);

    public override string Describe() => $"`{LeafFinder.NameOf(stored.Path)}` as given";
}
