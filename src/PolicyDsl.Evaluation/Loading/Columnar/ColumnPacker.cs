using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Packs vectors into columns.</summary>
internal static class ColumnPacker
{
    /// <summary>The column of a vector; null where every row is unknown.</summary>
    public static IncidentColumn? Pack(FieldVector vector, int count) =>
        vector.Plan.IsNumber ? PackNumbers(vector.Low, vector.High, vector.States, count) : PackCodes(vector.Plan.Dictionary, vector.Codes.AsSpan(0, count));

    public static IncidentColumn? PackCodes(CodeDictionary dictionary, ReadOnlySpan<int> codes)
    {
        if (codes.IndexOfAnyExcept(CodeDictionary.UnknownCode) < 0)
        {
            return null;
        }

        var numbers = new long[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            numbers[i] = codes[i];
        }

        return new CodeColumn(dictionary, PackedNumbers.PackFromZero(numbers));
    }

    /// <summary>Numbers of unknown rows are replaced by some that are known, so that they widen nothing.</summary>
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
            mask = MaskOf(known);
            for (var i = 0; i < count; i++)
            {
                if (known[i] == Knowledge.Unknown)
                {
                    (low[i], high[i]) = (low[first], high[first]);
                }
            }
        }

        var lows = low.AsSpan(0, count);
        var highs = high.AsSpan(0, count);
        return new NumberColumn(PackedNumbers.Pack(lows), lows.SequenceEqual(highs) ? null : PackedNumbers.Pack(highs), mask);
    }

    /// <summary>The rows of which anything is known.</summary>
    private static ulong[] MaskOf(ReadOnlySpan<byte> states)
    {
        var mask = new ulong[Masks.WordsFor(states.Length)];
        for (var i = 0; i < states.Length; i++)
        {
            mask[i >> 6] |= (states[i] == Knowledge.Unknown ? 0UL : 1UL) << (i & 63);
        }

        return mask;
    }
}
