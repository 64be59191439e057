using System.Collections.Immutable;

namespace PolicyDsl.Benchmarks.Peers.Workload;

/// <summary>
/// The history of third_violence by hand: all incidents sorted by person and time, and for each a walk over the ones before it. At least two earlier violent
/// incidents within 365 days for certain, or possibly, as the offence of some is unknown.
/// </summary>
internal static class PlainHistory
{
    public const int Days = 365;
    public const int Least = 2;

    private const int Window = Days * 24 * 60;

    private static readonly string[] Violent = ["assault", "common assault", "robbery", "kidnapping", "homicide"];

    /// <summary>How many incidents the rule fires for, and how many it stays open for.</summary>
    public static ImmutableArray<long> Count(IncidentGenerator maker)
    {
        var keys = new long[maker.Rows];
        var kinds = new byte[maker.Rows];
        for (var number = 0; number < maker.Rows; number++)
        {
            var row = maker.Make(number);
            keys[number] = ((long)row.Person << 32) | (uint)row.Minutes;
            kinds[number] = row.Offence is null ? (byte)1 : Violent.Contains(row.Offence) ? (byte)2 : (byte)0;
        }

        Array.Sort(keys, kinds);
        var (fired, open) = (0L, 0L);
        for (var i = 0; i < keys.Length; i++)
        {
            var (certain, possible) = CountBefore(keys, kinds, i);
            fired += certain >= Least ? 1 : 0;
            open += certain < Least && possible >= Least ? 1 : 0;
        }

        return [fired, open];
    }

    private static (int Certain, int Possible) CountBefore(long[] keys, byte[] kinds, int place)
    {
        var (certain, possible) = (0, 0);
        for (var i = place - 1; i >= 0 && keys[i] >> 32 == keys[place] >> 32 && keys[place] - keys[i] <= Window; i--)
        {
            var isEarlier = keys[i] < keys[place];
            certain += isEarlier && kinds[i] == 2 ? 1 : 0;
            possible += isEarlier && kinds[i] > 0 ? 1 : 0;
        }

        return (certain, possible);
    }
}
