using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using PolicyDsl.Benchmarks.Peers.Workload;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>
/// Counts rules by area on columns: a plan gives two bit masks for each condition of each batch, and the counts walk their set bits. A batch costs the
/// plan, and then a step for each rule that fires or stays open for a row.
/// </summary>
internal sealed class ColumnCensus
{
    private const long StoredPerMilligram = 1_000;

    private readonly EvaluationPlan plan;
    private readonly MaskKernels? kernels;
    private readonly ImmutableArray<(int When, int Unless, bool IsArrest)> rules;
    private readonly int areaSlot;
    private readonly int quantitySlot;
    private readonly ConcurrentBag<BatchEvaluation> idle = [];

    public ColumnCensus(PolicySymbol policy, GlobalScope scope, IncidentSchema schema, MaskKernels? kernels = null)
    {
        this.kernels = kernels;
        var builder = new PlanBuilder(schema);
        rules = [.. policy.Rules.Select(r => (Add(builder, r.When, scope), Add(builder, r.Unless, scope), r.Action?.Name == "arrest"))];
        plan = builder.Build();
        (areaSlot, quantitySlot) = (schema.Find("area.id"), schema.Find("quantity"));
    }

    public Census Count(IColumnSource source, int threads)
    {
        var total = new AreaCounts(rules.Length);
        CodeDictionary? areas = null;
        var report = source.Read(
            CountBatch,
            (batch, counts) =>
            {
                areas ??= (batch.Columns[areaSlot] as CodeColumn)?.Dictionary;
                total.Add(counts);
            },
            threads,
            CancellationToken.None);
        return report.HasErrors ? throw new InvalidOperationException(string.Join('\n', report.Diagnostics)) : ToCensus(total, areas);
    }

    private AreaCounts CountBatch(IncidentBatch batch)
    {
        var counts = new AreaCounts(rules.Length);
        if (!idle.TryTake(out var evaluation))
        {
            evaluation = plan.CreateEvaluation(kernels: kernels);
        }

        evaluation.Start(batch);
        var codes = CodesOf(batch, areaSlot);
        var words = Masks.WordsFor(batch.Count);
        var (isTrue, isOpen, isArrest) = (new ulong[words], new ulong[words], new ulong[words]);
        for (var rule = 0; rule < rules.Length; rule++)
        {
            FindTruth(evaluation, rules[rule].When, rules[rule].Unless, isTrue, isOpen);
            CountBits(isTrue, codes, counts.Fired(rule));
            CountBits(isOpen, codes, counts.Open(rule));
            if (rules[rule].IsArrest)
            {
                Unite(isTrue, isArrest);
            }
        }

        Masks.Fill(isTrue, batch.Count);
        CountBits(isTrue, codes, counts.Incidents);
        if (batch.Columns[quantitySlot] is NumberColumn quantity)
        {
            Sum(isArrest, quantity, codes, counts.Quantity);
        }

        idle.Add(evaluation);
        return counts;
    }

    private static void FindTruth(BatchEvaluation evaluation, int when, int unless, Span<ulong> isTrue, Span<ulong> isOpen)
    {
        var condition = evaluation.GetTruth(when);
        condition.True.CopyTo(isTrue);
        condition.Possible.CopyTo(isOpen);
        if (unless >= 0)
        {
            var exception = evaluation.GetTruth(unless);
            for (var word = 0; word < isTrue.Length; word++)
            {
                isTrue[word] &= ~exception.Possible[word];
                isOpen[word] &= ~exception.True[word];
            }
        }

        for (var word = 0; word < isTrue.Length; word++)
        {
            isOpen[word] &= ~isTrue[word];
        }
    }

    private static void Unite(ReadOnlySpan<ulong> mask, Span<ulong> into)
    {
        for (var word = 0; word < mask.Length; word++)
        {
            into[word] |= mask[word];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountBits(ReadOnlySpan<ulong> mask, ReadOnlySpan<byte> codes, Span<long> counts)
    {
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                counts[codes[(word << 6) + BitOperations.TrailingZeroCount(bits)]]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(ReadOnlySpan<ulong> mask, NumberColumn numbers, ReadOnlySpan<byte> codes, Span<long> sums)
    {
        for (var word = 0; word < mask.Length; word++)
        {
            for (var bits = mask[word] & (numbers.Known is { } known ? known[word] : ulong.MaxValue); bits != 0; bits &= bits - 1)
            {
                var row = (word << 6) + BitOperations.TrailingZeroCount(bits);
                sums[codes[row]] += numbers.Low[row];
            }
        }
    }

    /// <summary>The code of each row; there are few areas, so a byte holds it.</summary>
    private static ReadOnlySpan<byte> CodesOf(IncidentBatch batch, int slot) => batch.Columns[slot] switch
    {
        CodeColumn { Codes: { Width: 1, Base: 0 } codes } => codes.Offsets<byte>(),
        null => new byte[batch.Count],
        _ => throw new NotSupportedException("There are too many areas."),
    };

    private Census ToCensus(AreaCounts counts, CodeDictionary? areas)
    {
        var census = new Census();
        for (var code = 0; code < (areas?.Count ?? 1); code++)
        {
            if (counts.Incidents[code] == 0)
            {
                continue;
            }

            var row = census.GetRow(areas is not null && areas[code] is { Kind: ValueKind.Text } area ? area.Text : "", rules.Length);
            row.Incidents = counts.Incidents[code];
            row.Milligrams = counts.Quantity[code] / StoredPerMilligram;
            for (var rule = 0; rule < rules.Length; rule++)
            {
                row.Fired[rule] = counts.Fired(rule)[code];
                row.Open[rule] = counts.Open(rule)[code];
            }
        }

        return census;
    }

    private static int Add(PlanBuilder builder, BoundExpression? condition, GlobalScope scope) => condition is null ? -1 : builder.AddCondition(condition, scope);

    /// <summary>Counts by code of the area, in one piece of memory.</summary>
    private sealed class AreaCounts(int rules)
    {
        private const int Codes = 256;

        private readonly long[] counts = new long[(2 + (2 * rules)) * Codes];

        public Span<long> Incidents => Part(0);

        public Span<long> Quantity => Part(1);

        public Span<long> Fired(int rule) => Part(2 + (2 * rule));

        public Span<long> Open(int rule) => Part(3 + (2 * rule));

        public void Add(AreaCounts other)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += other.counts[i];
            }
        }

        private Span<long> Part(int index) => counts.AsSpan(index * Codes, Codes);
    }
}
