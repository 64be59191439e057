using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Incidents by the values of some columns, the truth of some conditions, and the answers of all policies. One is filled by each thread; codes mean the same for all of
/// them, so cells are put together by keys. A cell is a pair of two numbers: of what its incidents have in common, and of their answers; what is touched for every
/// incident lies in arrays.
/// </summary>
internal sealed class CellCounts(CellPlan plan, JointAnswers joint)
{
    /// <summary>Keys are written column by column for so many rows at a time, so that they stay in the cache.</summary>
    private const int BlockRows = 1_024;

    private readonly int width = plan.KeyWidth;
    private readonly long[] keys = new long[BlockRows * plan.KeyWidth];
    private readonly TupleTable table = new(plan.KeyWidth);
    private readonly PairTable pairs = new();
    private readonly List<(int Key, int Answers)> pairOf = [];
    private readonly List<Cell> cells = [];
    private long[] incidents = new long[16];
    private long[] lastShown = new long[16];
    private readonly IncidentColumn?[] columns = new IncidentColumn?[plan.Values.Length];

    private JointAnswers Joint => joint;

    /// <summary>In the order in which they were met.</summary>
    public IReadOnlyList<Cell> Cells => cells;

    /// <summary>Adds the rows of a batch; gives for each the place of its cell, where somebody asks.</summary>
    public void Add(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, int[]? places)
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

            WriteTruths(evaluation, start, count);
            AddBlock(evaluation.Batch, start, rows.Slice(start >> 6, Masks.WordsFor(count)), places);
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
    private void AddBlock(IncidentBatch batch, int start, ReadOnlySpan<ulong> rows, int[]? places)
    {
        var order = FirstIncidents.OrderOf(batch, start);
        foreach (var place in new SetRows(rows))
        {
            var (key, answers) = (table.GetOrAdd(keys.AsSpan(place * width, width), out _), joint.Numbers[start + place]);
            var number = pairs.GetOrAdd(answers, key);
            if (number == cells.Count)
            {
                AddCell(key, answers, CreateCell(batch, start + place));
            }

            incidents[number]++;
            if (order + place < lastShown[number])
            {
                lastShown[number] = cells[number].Show(batch, start + place);
            }

            if (places is not null)
            {
                places[start + place] = number;
            }
        }
    }

    private Cell CreateCell(IncidentBatch batch, int row) =>
        new([.. columns.Select(c => c?[row] ?? Value.Unknown)], joint.GetKeys(joint.Numbers[row]), IncidentReader.Read(batch, row));

    private void AddCell(int key, int answers, Cell cell)
    {
        if (cells.Count == incidents.Length)
        {
            Array.Resize(ref incidents, cells.Count * 2);
            Array.Resize(ref lastShown, cells.Count * 2);
        }

        lastShown[cells.Count] = long.MaxValue;
        cells.Add(cell);
        pairOf.Add((key, answers));
    }

    /// <summary>Writes what was counted into the cells.</summary>
    public void Finish()
    {
        for (var i = 0; i < cells.Count; i++)
        {
            cells[i].Incidents = incidents[i];
        }
    }

    public void Merge(CellCounts other)
    {
        for (var i = 0; i < other.cells.Count; i++)
        {
            var key = table.GetOrAdd(other.table[other.pairOf[i].Key], out _);
            var answers = joint.Translate(other.Joint, other.pairOf[i].Answers);
            var place = pairs.GetOrAdd(answers, key);
            if (place == cells.Count)
            {
                AddCell(key, answers, other.cells[i]);
            }
            else
            {
                cells[place].Merge(other.cells[i]);
            }

            incidents[place] += other.incidents[i];
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

        /// <summary>The first of them.</summary>
        public EntityInstance Example { get; private set; } = example;

        public long Incidents { get; set; }

        public FirstIncidents First { get; } = new();

        /// <summary>Takes an incident among the first few; gives the order of the last of these, behind which none is wanted.</summary>
        public long Show(IncidentBatch batch, int row)
        {
            if (First.Items.Count > 0 && FirstIncidents.OrderOf(batch, row) < First.Items[0].Order)
            {
                Example = IncidentReader.Read(batch, row);
            }

            First.Add(batch, row);
            return First.Items.Count < IncidentCell.Shown ? long.MaxValue : First.Items[^1].Order;
        }

        public void Merge(Cell other)
        {
            if (other.First.Items[0].Order < First.Items[0].Order)
            {
                Example = other.Example;
            }

            First.Merge(other.First);
        }
    }
}
