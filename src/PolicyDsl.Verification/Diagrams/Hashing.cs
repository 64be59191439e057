using System.Runtime.CompilerServices;

namespace PolicyDsl.Verification.Diagrams;

internal static class Hashing
{
    /// <summary>Multiplies each number by an odd constant and folds the well mixed upper half into the lower, of which tables take the lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(int a, int b, int c)
    {
        var mixed = ((uint)a * 0x9E3779B97F4A7C15ul) + ((uint)b * 0xC2B2AE3D27D4EB4Ful) + ((uint)c * 0x165667B19E3779F9ul);
        return (uint)(mixed >> 32) ^ (uint)(mixed >> 47);
    }
}
