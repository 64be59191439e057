using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// Sorts the entries of one key, whose lower halves rise already: by insertion where they are few, by three passes over the digits of the time where they
/// are many. Entries in order are left as they are, at the cost of one look.
/// </summary>
internal static class EntrySort
{
    private const int Few = 24;
    private const int Many = 2_048;
    private const int DigitBits = 11;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<ulong> entries, ref ulong[] scratch)
    {
        if (entries.Length <= Few)
        {
            Insert(entries);
        }
        else if (IsSorted(entries))
        {
            return;
        }
        else if (entries.Length < Many)
        {
            entries.Sort();
        }
        else
        {
            if (scratch.Length < entries.Length)
            {
                scratch = GC.AllocateUninitializedArray<ulong>(entries.Length);
            }

            SortDigits(entries, scratch.AsSpan(0, entries.Length));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Insert(Span<ulong> entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            var entry = entries[i];
            var j = i - 1;
            while (j >= 0 && entries[j] > entry)
            {
                entries[j + 1] = entries[j];
                j--;
            }

            entries[j + 1] = entry;
        }
    }

    private static bool IsSorted(ReadOnlySpan<ulong> entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i - 1] > entries[i])
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortDigits(Span<ulong> entries, Span<ulong> scratch)
    {
        Pass(entries, scratch, 32);
        Pass(scratch, entries, 32 + DigitBits);
        Pass(entries, scratch, 32 + (2 * DigitBits));
        scratch.CopyTo(entries);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(ReadOnlySpan<ulong> from, Span<ulong> to, int shift)
    {
        const int Mask = (1 << DigitBits) - 1;
        Span<int> next = stackalloc int[1 << DigitBits];
        next.Clear();
        foreach (var entry in from)
        {
            next[(int)(entry >> shift) & Mask]++;
        }

        var start = 0;
        for (var i = 0; i < next.Length; i++)
        {
            (next[i], start) = (start, start + next[i]);
        }

        foreach (var entry in from)
        {
            to[next[(int)(entry >> shift) & Mask]++] = entry;
        }
    }
}
