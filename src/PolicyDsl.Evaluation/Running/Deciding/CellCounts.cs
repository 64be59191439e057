using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Incidents by the values of some columns and the answers of all policies. One is filled by each thread; codes and keys of answers mean the same for all of
/// them, so cells with one key are one cell.
/// </summary>
internal sealed class CellCounts(CellPlan plan)
{
    /// <summary>Keys are written column by column for so many rows at a time, so that they stay in the cache.</summary>
    private const int BlockRows = 1_024;

    private readonly int width = plan.KeyWidth;
    private readonly long[] keys = new long[BlockRows * plan.KeyWidth];
    private readonly TupleTable table = new(plan.KeyWidth);
    private readonly List<Cell> cells = [];
    private readonly IncidentColumn?[] columns = new IncidentColumn?[plan.Values.Length];

    public IReadOnlyList<Cell> Cells => cells;

    /// <summary>Adds the rows of a batch; gives for each the place of its cell, where somebody asks.</summary>
    public void Add(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, AnswerReader[] answers, int[]? places)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = evaluation.GetColumn(plan.Values[i]);
        }

        for (var start = 0; start < evaluation.Rows; start += BlockRows)
        {
            var count = Math.Min(BlockRows, evaluation.Rows - start);
            for (var i = 0; i < columns.Length; i++)
            {
                WriteColumn(columns[i], start, count, 2 * i);
            }

            for (var i = 0; i < answers.Length; i++)
            {
                WriteAnswers(answers[i].Keys, start, count, (2 * columns.Length) + i);
            }

            WriteTruths(evaluation, start, count);
            AddBlock(evaluation.Batch, start, rows.Slice(start >> 6, Masks.WordsFor(count)), answers, places);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteColumn(IncidentColumn? column, int start, int count, int place)
    {
        if (column is CodeColumn { Codes: { Width: 1 } narrow })
        {
            var codes = narrow.Offsets<byte>();
            for (var row = 0; row < count; row++)
            {
                keys[(row * width) + place] = codes[start + row];
                keys[(row * width) + place + 1] = codes[start + row] == CodeDictionary.UnknownCode ? PartMemory.UnknownPair.Item2 : 0;
            }

            return;
        }

        for (var row = 0; row < count; row++)
        {
            PartMemory.Write(column, start + row, keys.AsSpan((row * width) + place));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteAnswers(ReadOnlySpan<ulong> answers, int start, int count, int place)
    {
        for (var row = 0; row < count; row++)
        {
            keys[(row * width) + place] = (long)answers[start + row];
        }
    }

    /// <summary>Two bits for each condition, 32 conditions a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteTruths(BatchEvaluation evaluation, int start, int count)
    {
        for (var place = plan.FirstTruth; place < width; place++)
        {
            for (var row = 0; row < count; row++)
            {
                keys[(row * width) + place] = 0;
            }
        }

        for (var i = 0; i < plan.Conditions.Length; i++)
        {
            var truth = evaluation.GetTruth(plan.Conditions[i]);
            var (place, bit) = (plan.FirstTruth + (i / CellPlan.TruthsPerNumber), 2 * (i % CellPlan.TruthsPerNumber));
            AddBits(truth.True, start, count, place, 1L << bit);
            AddBits(truth.Possible, start, count, place, 2L << bit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBits(ReadOnlySpan<ulong> mask, int start, int count, int place, long bit)
    {
        foreach (var row in new SetRows(mask.Slice(start >> 6, Masks.WordsFor(count))))
        {
            keys[(row * width) + place] |= bit;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBlock(IncidentBatch batch, int start, ReadOnlySpan<ulong> rows, AnswerReader[] answers, int[]? places)
    {
        foreach (var place in new SetRows(rows))
        {
            var row = start + place;
            var number = table.GetOrAdd(keys.AsSpan(place * width, width), out var isNew);
            if (isNew)
            {
                cells.Add(new Cell([.. columns.Select(c => c?[row] ?? Value.Unknown)], [.. answers.Select(a => a.Keys[row])], IncidentReader.Read(batch, row)));
            }

            cells[number].Add(batch, row);
            if (places is not null)
            {
                places[row] = number;
            }
        }
    }

    public void Merge(CellCounts other)
    {
        for (var i = 0; i < other.cells.Count; i++)
        {
            var place = table.GetOrAdd(other.table[i], out var isNew);
            if (isNew)
            {
                cells.Add(other.cells[i]);
            }
            else
            {
                cells[place].Merge(other.cells[i]);
            }
        }
    }

    /// <summary>Incidents that are alike.</summary>
    /// <param name="values">By column asked for.</param>
    /// <param name="answers">Keys of answers, by policy.</param>
    /// <param name="example">One of them.</param>
    internal sealed class Cell(ImmutableArray<Value> values, ImmutableArray<ulong> answers, EntityInstance example)
    {
        public ImmutableArray<Value> Values { get; } = values;

        public ImmutableArray<ulong> Answers { get; } = answers;

        public EntityInstance Example { get; private set; } = example;

        public long Incidents { get; private set; }

        public FirstIncidents First { get; } = new();

        public void Add(IncidentBatch batch, int row)
        {
            Incidents++;
            if (First.Items.Count > 0 && FirstIncidents.OrderOf(batch, row) < First.Items[0].Order)
            {
                Example = IncidentReader.Read(batch, row);
            }

            First.Add(batch, row);
        }

        public void Merge(Cell other)
        {
            Incidents += other.Incidents;
            if (other.First.Items[0].Order < First.Items[0].Order)
            {
                Example = other.Example;
            }

            First.Merge(other.First);
        }
    }
}
