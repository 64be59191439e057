using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// What a field is for each different combination of texts that its expression reads: found once by the evaluator that defines it, then looked up. Entries
/// count the rows of the batch for which something could not be read. Not for several threads.
/// </summary>
/// <param name="plan">The field.</param>
/// <param name="order">Its place among conditions and fields, for notes.</param>
/// <param name="keys">The texts that it reads.</param>
/// <param name="scratch">The evaluator.</param>
/// <param name="isPart">Whether rows are parts of incidents, so that values are put together later.</param>
internal sealed class FieldEntries(FieldPlan plan, int order, TextKeys keys, RowScratch scratch, bool isPart)
{
    private readonly List<int> noted = [];
    private Entry[] entries = new Entry[64];
    private int generation;

    public void Start()
    {
        if (generation != keys.Generation)
        {
            generation = keys.Generation;
            entries.AsSpan().Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<int> rows, FieldVector vector)
    {
        var numbers = keys.Number();
        MakeRoom(keys.Count);
        var states = vector.States;
        for (var i = 0; i < rows.Length; i++)
        {
            var number = numbers[rows[i]];
            ref var entry = ref entries[number];
            if (!entry.IsPlain)
            {
                Visit(number, rows[i]);
            }

            states[i] = entry.State;
            if (vector.Plan.IsNumber)
            {
                (vector.Low[i], vector.High[i]) = (entry.Low, entry.High);
            }
            else if (vector.Codes.Length > 0)
            {
                vector.Codes[i] = entry.Code;
            }
        }
    }

    /// <summary>Reads one row: <paramref name="row"/> of the block as row <paramref name="i"/> of the batch.</summary>
    public void ReadOne(int row, int i, FieldVector vector)
    {
        var number = keys.NumberOf(row);
        MakeRoom(number + 1);
        ref var entry = ref entries[number];
        if (!entry.IsPlain)
        {
            Visit(number, row);
        }

        vector.States[i] = entry.State;
        if (vector.Plan.IsNumber)
        {
            (vector.Low[i], vector.High[i]) = (entry.Low, entry.High);
        }
        else if (vector.Codes.Length > 0)
        {
            vector.Codes[i] = entry.Code;
        }
    }

    /// <summary>Hands on what the rows of the batch gave rise to.</summary>
    public void Finish(BatchNotes notes)
    {
        foreach (var number in noted)
        {
            if (entries[number].Trouble is not { } trouble)
            {
                continue;
            }

            for (var part = 0; part < trouble.Unreadable.Length; part++)
            {
                notes.Reading.Add(trouble.FirstRow, order, part, trouble.Unreadable[part], trouble.Rows);
            }

            if (trouble.NotCoarse is { } text)
            {
                notes.Finishing.Add(trouble.FirstRow, order, 0, text, trouble.Rows);
            }

            trouble.Rows = 0;
        }

        noted.Clear();
    }

    private void MakeRoom(int count)
    {
        if (entries.Length < count)
        {
            Array.Resize(ref entries, Math.Max(count, 2 * entries.Length));
        }
    }

    /// <summary>What is done at the first row of a text, and at every row of one that could not be read.</summary>
    private void Visit(int number, int row)
    {
        ref var entry = ref entries[number];
        if (!entry.IsRead)
        {
            entry = Evaluate(number);
        }

        if (entry.Trouble is not { } trouble)
        {
            return;
        }

        if (trouble.Rows++ == 0)
        {
            trouble.FirstRow = row;
            noted.Add(number);
        }
    }

    private Entry Evaluate(int number)
    {
        var (value, unreadable) = scratch.Read(plan.Planned, keys, number);
        UnreadableText? notCoarse = null;
        if (!isPart)
        {
            value = scratch.Context.Finish(plan.Planned, value, out notCoarse);
        }

        var trouble = unreadable.Length > 0 || notCoarse is not null ? new Trouble(unreadable, notCoarse) : null;
        return new Entry(value, plan, trouble);
    }

    /// <summary>What could not be read in a text, and how many rows of the batch have it.</summary>
    private sealed class Trouble(UnreadableText[] unreadable, UnreadableText? notCoarse)
    {
        public UnreadableText[] Unreadable { get; } = unreadable;

        public UnreadableText? NotCoarse { get; } = notCoarse;

        public int FirstRow { get; set; }

        public long Rows { get; set; }
    }

    private readonly struct Entry
    {
        public Entry(Value value, FieldPlan plan, Trouble? trouble)
        {
            Trouble = trouble;
            (IsRead, IsPlain) = (true, trouble is null);
            State = KnowledgeOf(value, plan.Field.Type);
            if (plan.IsNumber)
            {
                (Low, High) = (value.Low, value.High);
            }
            else if (plan.HasValues && (State is Knowledge.Partly or Knowledge.Known))
            {
                Code = plan.Dictionary.GetOrAdd(value);
            }
        }

        public long Low { get; }

        public long High { get; }

        public int Code { get; }

        public byte State { get; }

        public bool IsRead { get; }

        /// <summary>Nothing is to be done but to take the value.</summary>
        public bool IsPlain { get; }

        public Trouble? Trouble { get; }
    }

    private static byte KnowledgeOf(Value value, TypeSymbol type) =>
        RowMerge.IsNothing(value) ? Knowledge.Nothing
        : value.Kind == ValueKind.Unknown ? Knowledge.Unknown
        : IncidentSchema.IsNumber(type) && value.Kind is not (ValueKind.Exact or ValueKind.Range) ? throw new InvalidOperationException($"A number is {value.Kind}.")
        : value.IsKnown ? Knowledge.Known : Knowledge.Partly;
}
