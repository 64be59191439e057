using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// What a field is for each different combination of texts that its expression reads: found once by the evaluator that defines it, then looked up. Texts that cannot be
/// read count the rows of the batch that have them. Not for several threads.
/// </summary>
/// <param name="plan">The field.</param>
/// <param name="order">Its place among conditions and fields, for notes.</param>
/// <param name="keys">The texts that it reads.</param>
/// <param name="scratch">The evaluator.</param>
/// <param name="isPart">Whether rows are parts of incidents, so that values are put together later.</param>
internal sealed class FieldEntries(FieldPlan plan, int order, TextKeys keys, RowScratch scratch, bool isPart)
{
    /// <summary>Nobody evaluated the texts yet.</summary>
    private const byte Fresh = 0x80;

    /// <summary>Something could not be read, so rows are counted.</summary>
    private const byte Troubled = 0x40;

    private readonly List<int> noted = [];
    private readonly Dictionary<int, Trouble> troubles = [];
    private byte[] states = [];
    private int[] codes = [];
    private (long Low, long High)[] ends = [];
    private int generation = -1;

    public void Start()
    {
        if (generation != keys.Generation)
        {
            generation = keys.Generation;
            states.AsSpan().Fill(Fresh);
            troubles.Clear();
        }
    }

    public void Read(ReadOnlySpan<int> rows, int from, int to, FieldVector vector)
    {
        var numbers = keys.Number(rows[to - 1] + 1);
        MakeRoom(keys.Count);
        if (plan.IsNumber)
        {
            ReadNumbers(rows, numbers, from, to, vector);
        }
        else
        {
            ReadCodes(rows, numbers, from, to, vector);
        }
    }

    /// <summary>Reads one row: <paramref name="row"/> of the block as row <paramref name="i"/> of the batch.</summary>
    public void ReadOne(int row, int i, FieldVector vector)
    {
        var number = keys.NumberOf(row);
        MakeRoom(number + 1);
        var state = states[number];
        vector.States[i] = state < Troubled ? state : Visit(number, row);
        if (plan.IsNumber)
        {
            (vector.Low[i], vector.High[i]) = ends[number];
        }
        else if (vector.Codes.Length > 0)
        {
            vector.Codes[i] = codes[number];
        }
    }

    /// <summary>Hands on what the rows of the batch gave rise to.</summary>
    public void Finish(BatchNotes notes)
    {
        foreach (var number in noted)
        {
            var trouble = troubles[number];
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadCodes(ReadOnlySpan<int> rows, int[] numbers, int from, int to, FieldVector vector)
    {
        ref var known = ref MemoryMarshal.GetArrayDataReference(states);
        ref var found = ref MemoryMarshal.GetArrayDataReference(codes);
        var hasCodes = vector.Codes.Length > 0;
        for (var i = from; i < to; i++)
        {
            var number = numbers[rows[i]];
            var state = Unsafe.Add(ref known, number);
            if (state >= Troubled)
            {
                state = Visit(number, rows[i]);
            }

            vector.States[i] = state;
            if (hasCodes)
            {
                vector.Codes[i] = Unsafe.Add(ref found, number);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadNumbers(ReadOnlySpan<int> rows, int[] numbers, int from, int to, FieldVector vector)
    {
        for (var i = from; i < to; i++)
        {
            var number = numbers[rows[i]];
            var state = states[number];
            if (state >= Troubled)
            {
                state = Visit(number, rows[i]);
            }

            vector.States[i] = state;
            (vector.Low[i], vector.High[i]) = ends[number];
        }
    }

    private void MakeRoom(int count)
    {
        if (states.Length >= count)
        {
            return;
        }

        var before = states.Length;
        var room = Math.Max(64, Math.Max(count, 2 * before));
        Array.Resize(ref states, room);
        states.AsSpan(before).Fill(Fresh);
        if (plan.IsNumber)
        {
            Array.Resize(ref ends, room);
        }
        else
        {
            Array.Resize(ref codes, room);
        }
    }

    /// <summary>What is done at the first row of a text, and at every row of one that could not be read.</summary>
    private byte Visit(int number, int row)
    {
        if (states[number] == Fresh)
        {
            Evaluate(number);
        }

        var state = states[number];
        if (state < Troubled)
        {
            return state;
        }

        var trouble = troubles[number];
        if (trouble.Rows++ == 0)
        {
            trouble.FirstRow = row;
            noted.Add(number);
        }

        return (byte)(state & ~Troubled);
    }

    private void Evaluate(int number)
    {
        var (value, unreadable) = scratch.Read(plan.Planned, keys, number);
        UnreadableText? notCoarse = null;
        if (!isPart)
        {
            value = scratch.Context.Finish(plan.Planned, value, out notCoarse);
        }

        var state = KnowledgeOf(value);
        if (plan.IsNumber)
        {
            ends[number] = (value.Low, value.High);
        }
        else
        {
            codes[number] = plan.HasValues && state is (Knowledge.Partly or Knowledge.Known) ? plan.Dictionary.GetOrAdd(value) : CodeDictionary.UnknownCode;
        }

        if (unreadable.Length > 0 || notCoarse is not null)
        {
            troubles[number] = new Trouble(unreadable, notCoarse);
            state |= Troubled;
        }

        states[number] = state;
    }

    private byte KnowledgeOf(Value value) =>
        RowMerge.IsNothing(value) ? Knowledge.Nothing
        : value.Kind == ValueKind.Unknown ? Knowledge.Unknown
        : plan.IsNumber && value.Kind is not (ValueKind.Exact or ValueKind.Range) ? throw new InvalidOperationException($"A number is {value.Kind}.")
        : value.IsKnown ? Knowledge.Known : Knowledge.Partly;

    /// <summary>What could not be read in a text, and how many rows of the batch have it.</summary>
    private sealed class Trouble(UnreadableText[] unreadable, UnreadableText? notCoarse)
    {
        public UnreadableText[] Unreadable { get; } = unreadable;

        public UnreadableText? NotCoarse { get; } = notCoarse;

        public int FirstRow { get; set; }

        public long Rows { get; set; }
    }
}
