using System.Numerics;

namespace PolicyDsl.Language.Symbols;

/// <summary>A set of rules by index, 64 to a word.</summary>
internal sealed class RuleBits(int size)
{
    private const int PerWord = 64;

    private readonly ulong[] words = new ulong[(size + PerWord - 1) / PerWord];

    public int Size { get; } = size;

    public bool Contains(int index) => (words[index / PerWord] & (1UL << (index % PerWord))) != 0;

    /// <summary>True where it was not there before.</summary>
    public bool Add(int index)
    {
        ref var word = ref words[index / PerWord];
        var bit = 1UL << (index % PerWord);
        var isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    public void Add(RuleBits other)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] |= other.words[i];
        }
    }

    /// <summary>Adds what <paramref name="others"/> holds and <paramref name="without"/> does not; what is new and in <paramref name="visit"/> is put on the stack.</summary>
    public void AddNew(RuleBits others, RuleBits? without, RuleBits visit, Stack<int> stack)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var added = others.words[i] & ~(without?.words[i] ?? 0) & ~words[i];
            words[i] |= added;
            for (var left = added & visit.words[i]; left != 0; left &= left - 1)
            {
                stack.Push((i * PerWord) + BitOperations.TrailingZeroCount(left));
            }
        }
    }

    /// <summary>True where it was there.</summary>
    public bool Remove(int index)
    {
        ref var word = ref words[index / PerWord];
        var bit = 1UL << (index % PerWord);
        var isThere = (word & bit) != 0;
        word &= ~bit;
        return isThere;
    }

    /// <summary>The first index in this set and another but not in a third, from a word on that is moved along; -1 for none.</summary>
    public int FindFirst(RuleBits others, RuleBits? without, ref int word)
    {
        for (; word < words.Length; word++)
        {
            var common = words[word] & others.words[word] & ~(without?.words[word] ?? 0);
            if (common != 0)
            {
                return (word * PerWord) + BitOperations.TrailingZeroCount(common);
            }
        }

        return -1;
    }

    /// <summary>The indices in both sets. This set may lose what has been given out while it is walked.</summary>
    public IEnumerable<int> Common(RuleBits others)
    {
        for (var i = 0; i < words.Length; i++)
        {
            for (var left = words[i] & others.words[i]; left != 0; left &= left - 1)
            {
                yield return (i * PerWord) + BitOperations.TrailingZeroCount(left);
            }
        }
    }

    public IEnumerable<int> All() => Common(this);

    public int Count()
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
