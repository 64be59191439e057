using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Different texts, numbered from 0 as they are met. A text of up to 16 bytes is held as two words with zeros behind it, so that one costs a load, a multiplication and
/// a comparison; a longer one as its hash, with all bytes compared. Invariant: two words and a length tell short texts apart. Not for several threads.
/// </summary>
internal sealed class TextTable
{
    private const int Short = 16;
    private const int LeastSlots = 64;

    private Slot[] slots = new Slot[LeastSlots];
    private (int Start, int Length)[] texts = new (int, int)[LeastSlots / 2];
    private byte[] bytes = new byte[256];
    private int used;
    private int shift = 64 - BitOperations.Log2(LeastSlots);

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int number] => bytes.AsSpan(texts[number].Start, texts[number].Length);

    /// <summary>Sixteen bytes of ones, then as many of zeros.</summary>
    private static ReadOnlySpan<byte> Ones =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        var (first, last) = text.Length <= Short ? WordsOf(text) : (HashOf(text), 0UL);
        return Find(text, first, last);
    }

    /// <summary>Numbers the texts of some rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(CellPlaces cells, int from, int to, int[] numbers)
    {
        ref var text = ref MemoryMarshal.GetArrayDataReference(cells.Text);
        ref var ones = ref MemoryMarshal.GetReference(Ones);
        var starts = cells.Starts.AsSpan(from, to - from);
        var lengths = cells.Lengths.AsSpan(from, to - from);
        var results = numbers.AsSpan(from, to - from);
        var end = cells.Text.Length - Short;
        for (var i = 0; i < starts.Length; i++)
        {
            var (start, length) = (starts[i], lengths[i]);
            if (length > Short || start > end)
            {
                results[i] = GetOrAdd(cells.Text.AsSpan(start, length));
                continue;
            }

            var words = (Vector128.LoadUnsafe(ref text, (nuint)start) & Vector128.LoadUnsafe(ref ones, (nuint)(Short - length))).AsUInt64();
            var (first, last) = (words.GetElement(0), words.GetElement(1));
            ref var slot = ref slots[SlotOf(first, last)];
            results[i] = slot.First == first && slot.Last == last && slot.Length == length && slot.Number != 0
                ? slot.Number - 1
                : Find(cells.Text.AsSpan(start, length), first, last);
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

    /// <summary>Up to eight bytes as one word; together with the length it tells them apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ShortWord(ReadOnlySpan<byte> text) => text.Length switch
    {
        8 => MemoryMarshal.Read<ulong>(text),
        >= 4 => MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^4..]) << 32),
        > 0 => text[0] | ((ulong)text[text.Length / 2] << 8) | ((ulong)text[^1] << 16),
        _ => 0,
    };

    private static (ulong First, ulong Last) WordsOf(ReadOnlySpan<byte> text)
    {
        Span<ulong> words = [0, 0];
        text.CopyTo(MemoryMarshal.AsBytes(words));
        return (words[0], words[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value, ulong factor)
    {
        var high = Math.BigMul(value, factor, out var low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong first, ulong last) => (int)(((first ^ BitOperations.RotateLeft(last * 0x9E3779B97F4A7C15, 31)) * 0xD6E8FEB86659FD93) >> shift);

    private int Find(ReadOnlySpan<byte> text, ulong first, ulong last)
    {
        var place = SlotOf(first, last);
        while (slots[place].Number != 0)
        {
            ref var slot = ref slots[place];
            if (slot.First == first && slot.Last == last && slot.Length == text.Length && (text.Length <= Short || text.SequenceEqual(this[slot.Number - 1])))
            {
                return slot.Number - 1;
            }

            place = (place + 1) & (slots.Length - 1);
        }

        return Add(text, first, last, place);
    }

    private int Add(ReadOnlySpan<byte> text, ulong first, ulong last, int place)
    {
        if (Count == texts.Length)
        {
            Grow();
            place = FindFree(first, last);
        }

        if (bytes.Length - used < text.Length)
        {
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, used + text.Length));
        }

        text.CopyTo(bytes.AsSpan(used));
        texts[Count] = (used, text.Length);
        used += text.Length;
        slots[place] = new Slot { First = first, Last = last, Length = text.Length, Number = ++Count };
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref texts, 2 * texts.Length);
        var before = slots;
        slots = new Slot[2 * before.Length];
        shift--;
        foreach (ref var slot in before.AsSpan())
        {
            if (slot.Number != 0)
            {
                slots[FindFree(slot.First, slot.Last)] = slot;
            }
        }
    }

    private int FindFree(ulong first, ulong last)
    {
        var place = SlotOf(first, last);
        while (slots[place].Number != 0)
        {
            place = (place + 1) & (slots.Length - 1);
        }

        return place;
    }

    /// <summary>A text and its number plus one; 0 where the slot is free.</summary>
    private struct Slot
    {
        public ulong First;
        public ulong Last;
        public int Length;
        public int Number;
    }
}
