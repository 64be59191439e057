using System.Buffers;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>The rows of one block, read and held until it is known which of them are one incident.</summary>
internal sealed class FoldBlock
{
    private readonly ColumnPlan plan;
    private readonly long[] lines;
    private readonly (long[] Low, long[] High, int[] Codes, byte[] States)[] slots;
    private readonly byte[] keys;
    private readonly int[] keyEnds;

    public FoldBlock(ColumnPlan plan, RowReader reader, CellBlock block, int from, ReadOnlySpan<int> rows)
    {
        this.plan = plan;
        FileName = block.FileName;
        Count = rows.Length;
        Groups = new int[Count];
        lines = new long[Count];
        for (var i = 0; i < Count; i++)
        {
            lines[i] = block.GetLine(from + rows[i]);
        }

        var n = Count;
        slots = [.. reader.Vectors.Select(v => (Copy(v.Low, n), Copy(v.High, n), Copy(v.Codes, n), Copy(v.States, n)))];
        (keys, keyEnds) = FoldKeys.Write(reader, rows);
    }

    public string FileName { get; }

    public int Count { get; }

    /// <summary>Which incident each row belongs to.</summary>
    public int[] Groups { get; }

    public RowPlace GetPlace(int row) => new(FileName, lines[row]);

    /// <summary>The texts that fold a row, in one.</summary>
    public ReadOnlySpan<byte> GetKey(int row) => keys.AsSpan((row == 0 ? 0 : keyEnds[row - 1])..keyEnds[row]);

    /// <summary>What a row says of a field.</summary>
    public FoldValue GetValue(int slot, int row)
    {
        var (low, high, codes, states) = slots[slot];
        return plan.RowFields[slot].IsNumber
            ? new FoldValue(states[row], low[row], high[row])
            : new FoldValue(states[row], codes[row], codes[row]);
    }

    private static T[] Copy<T>(T[] from, int count) => from.Length == 0 ? [] : from.AsSpan(0, count).ToArray();
}

/// <summary>What rows say of a field: a range, or a code twice.</summary>
internal readonly record struct FoldValue(byte State, long Low, long High)
{
    public static FoldValue Of(Value value, FieldPlan plan)
    {
        if (RowMerge.IsNothing(value))
        {
            return new FoldValue(Knowledge.Nothing, 0, 0);
        }

        if (value.Kind == ValueKind.Unknown)
        {
            return new FoldValue(Knowledge.Unknown, 0, 0);
        }

        var state = value.IsKnown ? Knowledge.Known : Knowledge.Partly;
        if (plan.IsNumber)
        {
            return new FoldValue(state, value.Low, value.High);
        }

        var code = plan.Dictionary.GetOrAdd(value);
        return new FoldValue(state, code, code);
    }

    public Value ToValue(FieldPlan plan) => State switch
    {
        Knowledge.Nothing => RowMerge.Nothing,
        Knowledge.Unknown => Value.Unknown,
        _ => plan.IsNumber ? Value.Range(Low, High) : plan.Dictionary[(int)Low],
    };
}

/// <summary>The texts of the columns that fold rows as one text each, in which the sign that joins them is told from one that is part of them.</summary>
internal static class FoldKeys
{
    public static (byte[] Keys, int[] Ends) Write(RowReader reader, ReadOnlySpan<int> rows)
    {
        var keys = new ArrayBufferWriter<byte>(256);
        var ends = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var column = 0; column < reader.KeyColumns.Length; column++)
            {
                if (column > 0)
                {
                    keys.Write("/"u8);
                }

                WriteEscaped(reader.KeyColumns[column].Locate(rows[i] + 1)[rows[i]], keys);
            }

            ends[i] = keys.WrittenCount;
        }

        return (keys.WrittenSpan.ToArray(), ends);
    }

    private static void WriteEscaped(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> keys)
    {
        while (text.IndexOfAny((byte)'\\', (byte)'/') is var sign and >= 0)
        {
            keys.Write(text[..sign]);
            keys.Write("\\"u8);
            keys.Write(text.Slice(sign, 1));
            text = text[(sign + 1)..];
        }

        keys.Write(text);
    }
}
