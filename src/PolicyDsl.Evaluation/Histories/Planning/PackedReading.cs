using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Writes packed numbers out, a loop for each width.</summary>
internal static class PackedReading
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToCodes(PackedNumbers packed, Span<int> codes)
    {
        codes = codes[..packed.Count];
        switch (packed.Width)
        {
            case 1:
                var bytes = packed.Offsets<byte>();
                for (var i = 0; i < codes.Length; i++)
                {
                    codes[i] = bytes[i];
                }

                break;
            case 2:
                var shorts = packed.Offsets<ushort>();
                for (var i = 0; i < codes.Length; i++)
                {
                    codes[i] = shorts[i];
                }

                break;
            default:
                packed.Offsets<int>()[..codes.Length].CopyTo(codes);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToNumbers(PackedNumbers packed, Span<long> numbers)
    {
        numbers = numbers[..packed.Count];
        var lowest = packed.Base;
        switch (packed.Width)
        {
            case 2:
                var shorts = packed.Offsets<ushort>();
                for (var i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = lowest + shorts[i];
                }

                break;
            case 4:
                var ints = packed.Offsets<uint>();
                for (var i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = lowest + ints[i];
                }

                break;
            default:
                packed.Unpack(numbers);
                break;
        }
    }
}
