using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Different texts, numbered from 0 as they are met. Texts of up to 16 bytes are held as two words, so that one costs a multiplication and a
/// comparison; longer ones as their hash and their last word, with all bytes compared. Invariant: two words and a length tell short texts apart.
/// Not for several threads.
/// </summary>
internal sealed class TextTable
{
    private const int Short = 16;
    private const int LeastSlots = 64;

    private int[] slots = new int[LeastSlots];
    private Entry[] entries = new Entry[LeastSlots / 2];
    private byte[] bytes = new byte[256];
    private int used;
    private int shift = 64 - BitOperations.Log2(LeastSlots);

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int number] => bytes.AsSpan(entries[number].Start, entries[number].Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        var (first, last) = WordsOf(text);
        var slot = SlotOf(first, last, text.Length);
        while (true)
        {
            var number = slots[slot] - 1;
            if (number < 0)
            {
                return Add(text, first, last, slot);
            }

            ref var entry = ref entries[number];
            if (entry.First == first && entry.Last == last && entry.Length == text.Length && (text.Length <= Short || text.SequenceEqual(this[number])))
            {
                return number;
            }

            slot = (slot + 1) & (slots.Length - 1);
        }
    }

    public void Clear()
    {
        slots.AsSpan().Clear();
        Count = 0;
        used = 0;
    }

    /// <summary>A number that nearly always differs for different texts.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> text)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)text.Length;
        while (text.Length > 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(text), 0xD6E8FEB86659FD93);
            text = text[8..];
        }

        return Mix(Mix(hash ^ ShortWord(text), 0xA0761D6478BD642F), 0xE7037ED1A0B428DB);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong First, ulong Last) WordsOf(ReadOnlySpan<byte> text) => text.Length switch
    {
        > Short => (HashOf(text), MemoryMarshal.Read<ulong>(text[^8..])),
        >= 8 => (MemoryMarshal.Read<ulong>(text), MemoryMarshal.Read<ulong>(text[^8..])),
        _ => (ShortWord(text), 0),
    };

    /// <summary>Up to eight bytes as one word; together with the length it tells them apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ShortWord(ReadOnlySpan<byte> text) => text.Length switch
    {
        8 => MemoryMarshal.Read<ulong>(text),
        >= 4 => MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^4..]) << 32),
        > 0 => text[0] | ((ulong)text[text.Length / 2] << 8) | ((ulong)text[^1] << 16),
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value, ulong factor)
    {
        var high = Math.BigMul(value, factor, out var low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong first, ulong last, int length)
    {
        var word = first ^ BitOperations.RotateLeft(last * 0x9E3779B97F4A7C15, 31) ^ ((ulong)length << 57);
        return (int)((word * 0xD6E8FEB86659FD93) >> shift);
    }

    private int Add(ReadOnlySpan<byte> text, ulong first, ulong last, int slot)
    {
        if (Count == entries.Length)
        {
            Grow();
            slot = FindFree(first, last, text.Length);
        }

        if (bytes.Length - used < text.Length)
        {
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, used + text.Length));
        }

        text.CopyTo(bytes.AsSpan(used));
        entries[Count] = new Entry(first, last, text.Length, used);
        used += text.Length;
        slots[slot] = ++Count;
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref entries, 2 * entries.Length);
        slots = new int[2 * slots.Length];
        shift--;
        for (var i = 0; i < Count; i++)
        {
            slots[FindFree(entries[i].First, entries[i].Last, entries[i].Length)] = i + 1;
        }
    }

    private int FindFree(ulong first, ulong last, int length)
    {
        var slot = SlotOf(first, last, length);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private readonly record struct Entry(ulong First, ulong Last, int Length, int Start);
}
