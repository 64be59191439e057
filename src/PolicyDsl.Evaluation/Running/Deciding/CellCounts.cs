using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Incidents by the values of some columns and the answers of all policies. One is filled by each thread; codes and numbers of answers mean the same for all of
/// them, so cells with one key are one cell.
/// </summary>
internal sealed class CellCounts(ImmutableArray<int> values, int policies)
{
    private readonly long[] tuple = new long[(2 * values.Length) + policies];
    private readonly TupleTable table = new((2 * values.Length) + policies);
    private readonly List<Cell> cells = [];
    private readonly IncidentColumn?[] columns = new IncidentColumn?[values.Length];

    public IReadOnlyList<Cell> Cells => cells;

    /// <summary>Adds the rows of a batch; gives for each the place of its cell, where somebody asks.</summary>
    public void Add(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, AnswerReader[] answers, int[]? places)
    {
        var batch = evaluation.Batch;
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = evaluation.GetColumn(values[i]);
        }

        foreach (var row in new SetRows(rows))
        {
            for (var i = 0; i < columns.Length; i++)
            {
                PartMemory.Write(columns[i], row, tuple.AsSpan(2 * i));
            }

            for (var i = 0; i < answers.Length; i++)
            {
                tuple[(2 * columns.Length) + i] = answers[i].Answers[row];
            }

            var place = table.GetOrAdd(tuple, out var isNew);
            if (isNew)
            {
                cells.Add(new Cell([.. columns.Select(c => c?[row] ?? Value.Unknown)], [.. answers.Select(a => a.Answers[row])], IncidentReader.Read(batch, row)));
            }

            cells[place].Add(batch, row);
            if (places is not null)
            {
                places[row] = place;
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
    /// <param name="answers">Numbers of answers, by policy.</param>
    /// <param name="example">One of them.</param>
    internal sealed class Cell(ImmutableArray<Value> values, ImmutableArray<int> answers, EntityInstance example)
    {
        public ImmutableArray<Value> Values { get; } = values;

        public ImmutableArray<int> Answers { get; } = answers;

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
