using System.Numerics;
using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// Numbers tuples of a fixed length in the order in which they are first met: a hash table with open addressing whose keys lie in one array, so that
/// a look-up allocates nothing. Cost: a hash of the tuple, and one comparison mostly.
/// </summary>
internal sealed class TupleTable(int length)
{
    private long[] keys = new long[16 * Math.Max(1, length)];
    private int[] places = CreatePlaces(32);

    public int Count { get; private set; }

    /// <summary>The tuple of a number.</summary>
    public ReadOnlySpan<long> this[int number] => keys.AsSpan(number * length, length);

    /// <summary>The number of a tuple, and whether it is new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int GetOrAdd(ReadOnlySpan<long> tuple, out bool isNew)
    {
        var mask = places.Length - 1;
        var place = (int)(Hash(tuple) & (uint)mask);
        while (places[place] is var number and >= 0)
        {
            if (tuple.SequenceEqual(this[number]))
            {
                isNew = false;
                return number;
            }

            place = (place + 1) & mask;
        }

        isNew = true;
        if ((Count + 1) * length > keys.Length)
        {
            Array.Resize(ref keys, keys.Length * 2);
        }

        tuple.CopyTo(keys.AsSpan(Count * length));
        places[place] = Count++;
        if (Count * 2 > places.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    public void Clear()
    {
        Count = 0;
        Array.Fill(places, -1);
    }

    private static int[] CreatePlaces(int size)
    {
        var created = new int[size];
        Array.Fill(created, -1);
        return created;
    }

    private static uint Hash(ReadOnlySpan<long> tuple)
    {
        var hash = 0x9E3779B97F4A7C15UL;
        foreach (var part in tuple)
        {
            hash = BitOperations.RotateLeft((hash ^ (ulong)part) * 0xD6E8FEB86659FD93UL, 29);
        }

        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return (uint)(hash >> 32);
    }

    private void Grow()
    {
        places = CreatePlaces(places.Length * 2);
        var mask = places.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var place = (int)(Hash(this[number]) & (uint)mask);
            while (places[place] >= 0)
            {
                place = (place + 1) & mask;
            }

            places[place] = number;
        }
    }
}
