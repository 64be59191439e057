using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Writes packed codes out, a loop for each width.</summary>
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
}
