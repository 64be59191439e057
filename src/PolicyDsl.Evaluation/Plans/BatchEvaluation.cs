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
            if (!DeepStack.HasRoom)
            {
                return DeepStack.Run(() => Get(node));
            }

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
            if (!DeepStack.HasRoom)
            {
                return DeepStack.Run(() => Get(node));
            }

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

    /// <summary>Notes for those of some rows for which a node is not exactly known, for want of what.</summary>
    internal void ForUnknown(PlanNode node, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        var unknown = ArrayPool<ulong>.Shared.Rent(rows.Length);
        if (FindUnknown(node, rows, unknown.AsSpan(0, rows.Length)))
        {
            AddWants(node, unknown.AsSpan(0, rows.Length), wants);
        }

        ArrayPool<ulong>.Shared.Return(unknown);
    }

    /// <summary>Notes for rows for which a node is not exactly known those of its parts that are not; where none is at fault, its own name.</summary>
    /// <param name="parts">The parts; constants among them tell nothing.</param>
    /// <param name="name">What the node is called; null where there is no row for which no part is at fault.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="wants">Where to note.</param>
    internal void ForParts(IEnumerable<PlanNode> parts, string? name, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        var rest = ArrayPool<ulong>.Shared.Rent(rows.Length);
        var unknown = ArrayPool<ulong>.Shared.Rent(rows.Length);
        rows.CopyTo(rest);
        foreach (var part in parts)
        {
            if (part.Told is { } told && FindUnknown(told, rows, unknown.AsSpan(0, rows.Length)))
            {
                Kernels.AndNot(rest.AsSpan(0, rows.Length), unknown.AsSpan(0, rows.Length));
                AddWants(told, unknown.AsSpan(0, rows.Length), wants);
            }
        }

        if (name is not null)
        {
            wants.Add(name, rest.AsSpan(0, rows.Length));
        }

        ArrayPool<ulong>.Shared.Return(unknown);
        ArrayPool<ulong>.Shared.Return(rest);
    }

    /// <summary>Finds those of some rows for which a node is not exactly known; says whether there are any.</summary>
    internal bool FindUnknown(PlanNode node, ReadOnlySpan<ulong> rows, Span<ulong> unknown)
    {
        unknown.Clear();
        if (node is ConditionNode condition && Get(condition) is { IsExact: false } pair)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                unknown[i] = rows[i] & pair.Possible[i] & ~pair.True[i];
            }
        }
        else if (node is NumberNode number && Get(number) is { IsExact: false } vector)
        {
            foreach (var row in new SetRows(rows))
            {
                if (!vector.IsKnown(row))
                {
                    Masks.Set(unknown, row);
                }
            }
        }

        return unknown.IndexOfAnyExcept(0UL) >= 0;
    }

    private void AddWants(PlanNode node, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        if (DeepStack.HasRoom)
        {
            node.AddWants(this, rows, wants);
            return;
        }

        var copy = rows.ToArray();
        DeepStack.Run(() =>
        {
            node.AddWants(this, copy, wants);
            return true;
        });
    }
}
