namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Exact times from 1950 to 2086 as 32 bits, in seconds from a day before; 0 stands for all others. Sorting such a time with the place of its incident in
/// one number is most of what makes histories fast; whatever does not fit takes the longer way and gives the same.
/// </summary>
internal static class RecordTime
{
    public const uint Odd = 0;

    /// <summary>The instant of 0: the midnight that starts December 31, 1949.</summary>
    public static readonly long Origin = (new DateOnly(1949, 12, 31).DayNumber - new DateOnly(1970, 1, 1).DayNumber) * 86_400L;

    public static uint Pack(long instant)
    {
        var offset = unchecked((ulong)(instant - Origin));
        return offset is > 0 and <= uint.MaxValue ? (uint)offset : Odd;
    }

    public static long Unpack(uint time) => Origin + time;
}
