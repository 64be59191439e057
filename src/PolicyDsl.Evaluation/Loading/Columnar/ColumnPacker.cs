using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Packs vectors into columns. Not for several threads.</summary>
internal sealed class ColumnPacker
{
    private readonly int[] scratch = new int[IncidentBatch.MaxRows];

    /// <summary>The column of a vector; null where every row is unknown.</summary>
    public static IncidentColumn? Pack(FieldVector vector, int count) =>
        vector.Plan.IsNumber ? PackNumbers(vector.Low, vector.High, vector.States, count) : PackCodes(vector.Plan.Dictionary, vector.Codes.AsSpan(0, count));

    public static IncidentColumn? PackCodes(CodeDictionary dictionary, ReadOnlySpan<int> codes) =>
        codes.IndexOfAnyExcept(CodeDictionary.UnknownCode) < 0 ? null : new CodeColumn(dictionary, Pack(codes));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static PackedNumbers Pack(ReadOnlySpan<int> codes)
    {
        var all = 0;
        foreach (var code in codes)
        {
            all |= code;
        }

        var width = all <= byte.MaxValue ? 1 : all <= ushort.MaxValue ? 2 : 4;
        var bytes = new byte[PackedNumbers.BytesFor(codes.Length, width)];
        if (width == 4)
        {
            MemoryMarshal.AsBytes(codes).CopyTo(bytes);
        }
        else if (width == 2)
        {
            Narrow(codes, MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()));
        }
        else
        {
            Narrow(codes, bytes);
        }

        return PackedNumbers.FromBytes(0, width, bytes, codes.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(ReadOnlySpan<int> codes, Span<ushort> narrow)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            narrow[i] = (ushort)codes[i];
        }
    }

    /// <summary>Four vectors of codes make one of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(ReadOnlySpan<int> codes, Span<byte> narrow)
    {
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(codes);
        var done = 0;
        for (var i = 0; i + 4 <= vectors.Length; i += 4)
        {
            Vector.AsVectorByte(Vector.Narrow(Vector.Narrow(vectors[i], vectors[i + 1]), Vector.Narrow(vectors[i + 2], vectors[i + 3]))).CopyTo(narrow[done..]);
            done += Vector<byte>.Count;
        }

        for (; done < codes.Length; done++)
        {
            narrow[done] = (byte)codes[done];
        }
    }


    /// <summary>A column that has one code where a value is known.</summary>
    public IncidentColumn? PackStates(CodeDictionary dictionary, int code, ReadOnlySpan<byte> states)
    {
        for (var row = 0; row < states.Length; row++)
        {
            scratch[row] = states[row] == Knowledge.Known ? code : CodeDictionary.UnknownCode;
        }

        return PackCodes(dictionary, scratch.AsSpan(0, states.Length));
    }

    /// <summary>Numbers of unknown rows are replaced by some that are known, so that they widen nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static IncidentColumn? PackNumbers(long[] low, long[] high, byte[] states, int count)
    {
        var known = states.AsSpan(0, count);
        var first = known.IndexOfAnyExcept(Knowledge.Unknown);
        if (first < 0)
        {
            return null;
        }

        ulong[]? mask = null;
        if (known.Contains(Knowledge.Unknown))
        {
            mask = new ulong[Masks.WordsFor(count)];
            var (someLow, someHigh) = (low[first], high[first]);
            for (var row = 0; row < known.Length; row++)
            {
                var isKnown = known[row] != Knowledge.Unknown;
                low[row] = isKnown ? low[row] : someLow;
                high[row] = isKnown ? high[row] : someHigh;
                mask[row >> 6] |= (isKnown ? 1UL : 0UL) << (row & 63);
            }
        }

        var lows = low.AsSpan(0, count);
        var highs = high.AsSpan(0, count);
        return new NumberColumn(PackedNumbers.Pack(lows), lows.SequenceEqual(highs) ? null : PackedNumbers.Pack(highs), mask);
    }
}
