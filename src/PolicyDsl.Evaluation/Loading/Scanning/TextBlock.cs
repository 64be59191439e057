using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Loading.Scanning;

/// <summary>The 64 bytes that the loops look at together.</summary>
internal static class TextBlock
{
    public const int Bytes = 64;

    /// <summary>The block that starts at a place. The last one, where it is shorter, is copied and filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte At(ReadOnlySpan<byte> text, int start, Span<byte> padded)
    {
        if (text.Length - start >= Bytes)
        {
            return ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start);
        }

        padded.Clear();
        text[start..].CopyTo(padded);
        return ref MemoryMarshal.GetReference(padded);
    }
}
