using System.Buffers;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Histories;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>For each row of a batch whether a condition is true, and whether it is possibly true; a row that is possible and not true is unknown.</summary>
public readonly ref struct TruthMasks(ReadOnlySpan<ulong> isTrue, ReadOnlySpan<ulong> isPossible, bool isExact)
{
    public ReadOnlySpan<ulong> True { get; } = isTrue;

    public ReadOnlySpan<ulong> Possible { get; } = isPossible;

    /// <summary>No row is unknown.</summary>
    public bool IsExact { get; } = isExact;
}

/// <summary>
/// Evaluates a plan for one batch after another. A node is computed when it is first asked for, and stands until the next batch starts.
/// Not for several threads.
/// </summary>
public sealed class BatchEvaluation
{
    private readonly EvaluationPlan plan;
    private readonly MaskPair?[] masks;
    private readonly NumberVector?[] numbers;
    private readonly object?[] memories;
    private readonly int[] computed;
    private readonly ulong[] scratch = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private readonly ulong[] allRows = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private readonly Dictionary<int, (WantMasks Wants, int Started)> wants = [];
    private IncidentBatch? batch;
    private int started;

    internal BatchEvaluation(EvaluationPlan plan, IHistoryColumns? histories, MaskKernels kernels)
    {
        this.plan = plan;
        Histories = histories;
        Kernels = kernels;
        masks = new MaskPair?[plan.Nodes.Length];
        numbers = new NumberVector?[plan.Nodes.Length];
        memories = new object?[plan.Nodes.Length];
        computed = new int[plan.Nodes.Length];
    }

    internal IHistoryColumns? Histories { get; }

    internal MaskKernels Kernels { get; }

    internal IncidentBatch Batch => batch ?? throw new InvalidOperationException("No batch was started.");

    internal int Rows => Batch.Count;

    /// <summary>A mask to work in, for one node at a time.</summary>
    internal Span<ulong> Scratch => scratch.AsSpan(0, Masks.WordsFor(Rows));

    public void Start(IncidentBatch next)
    {
        batch = next;
        started++;
    }

    /// <summary>The truth of a condition for every row.</summary>
    public TruthMasks GetTruth(int condition)
    {
        var pair = Get(plan.Conditions[condition]);
        return new TruthMasks(pair.True, pair.Possible, pair.IsExact);
    }

    /// <summary>What is known of a value for every row; null where all are unknown.</summary>
    public IncidentColumn? GetColumn(int value) => plan.Values[value].Read(this);

    internal MaskPair Get(ConditionNode node)
    {
        var pair = masks[node.Number] ??= new MaskPair();
        if (computed[node.Number] != started)
        {
            pair.Start(Rows);
            node.Compute(this, pair);
            computed[node.Number] = started;
        }

        return pair;
    }

    internal NumberVector Get(NumberNode node)
    {
        var vector = numbers[node.Number] ??= new NumberVector();
        if (computed[node.Number] != started)
        {
            node.Compute(this, vector);
            computed[node.Number] = started;
        }

        return vector;
    }

    /// <summary>What a node remembers from batch to batch on this thread.</summary>
    internal T Remember<T>(PlanNode node, Func<T> create)
        where T : class => (T)(memories[node.Number] ??= create());

    internal IncidentColumn? GetHistory(int place) => place < 0 ? null : Histories?.GetColumn(place, Batch);

    internal IncidentColumn? GetStored(int slot) => slot < 0 ? null : Batch.Columns[slot];

    /// <summary>For want of what a condition is unknown, for all rows for which it is; policies that have it in common count their own rows of it.</summary>
    internal WantMasks GetWants(int condition)
    {
        var node = plan.Conditions[condition];
        var (known, batchOfWants) = wants.GetValueOrDefault(node.Number);
        known ??= new WantMasks();
        if (batchOfWants != started)
        {
            known.Clear();
            Masks.Fill(allRows.AsSpan(0, Masks.WordsFor(Rows)), Rows);
            ForUnknown(node, allRows.AsSpan(0, Masks.WordsFor(Rows)), known);
            wants[node.Number] = (known, started);
        }

        return known;
    }

    /// <summary>Calls an action with the rows of <paramref name="rows"/> for which a condition is unknown, if there are any.</summary>
    internal void ForUnknown(ConditionNode node, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        var pair = Get(node);
        if (pair.IsExact)
        {
            return;
        }

        var unknown = ArrayPool<ulong>.Shared.Rent(rows.Length);
        var any = 0UL;
        for (var i = 0; i < rows.Length; i++)
        {
            unknown[i] = rows[i] & pair.Possible[i] & ~pair.True[i];
            any |= unknown[i];
        }

        if (any != 0)
        {
            node.AddWants(this, unknown.AsSpan(0, rows.Length), wants);
        }

        ArrayPool<ulong>.Shared.Return(unknown);
    }

    /// <summary>The same for a number that is not exactly known.</summary>
    internal void ForUnknown(NumberNode node, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        var vector = Get(node);
        if (vector.IsExact)
        {
            return;
        }

        var unknown = ArrayPool<ulong>.Shared.Rent(rows.Length);
        var any = 0UL;
        for (var i = 0; i < rows.Length; i++)
        {
            unknown[i] = 0;
            for (var rest = rows[i]; rest != 0; rest &= rest - 1)
            {
                var bit = System.Numerics.BitOperations.TrailingZeroCount(rest);
                unknown[i] |= vector.IsKnown((i << 6) + bit) ? 0 : 1UL << bit;
            }

            any |= unknown[i];
        }

        if (any != 0)
        {
            node.AddWants(this, unknown.AsSpan(0, rows.Length), wants);
        }

        ArrayPool<ulong>.Shared.Return(unknown);
    }
}
