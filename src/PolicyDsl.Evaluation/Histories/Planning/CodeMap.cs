using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// From the codes of a column to codes that stand for one value in all batches, 0 for what is not exactly known. A stored column has one dictionary, whose codes
/// stay as they are; each dictionary of a computed one is mapped by its values. For many threads at once.
/// </summary>
internal sealed class CodeMap(bool hasOneDictionary)
{
    private readonly Lock gate = new();
    private readonly CodeDictionary own = new();
    private readonly ConditionalWeakTable<CodeDictionary, Mapping> mappings = [];
    private CodeDictionary? stored;

    /// <summary>For every code that a dictionary has by now its own; null where they are the same.</summary>
    public int[]? Get(CodeDictionary dictionary)
    {
        lock (gate)
        {
            stored ??= dictionary;
            if (hasOneDictionary && !ReferenceEquals(stored, dictionary))
            {
                throw new InvalidOperationException("The batches of a source share the dictionary of a column.");
            }

            var mapping = mappings.GetOrCreateValue(dictionary);
            Extend(mapping, dictionary);
            return mapping.IsIdentity ? null : mapping.Codes;
        }
    }

    private void Extend(Mapping mapping, CodeDictionary dictionary)
    {
        var count = dictionary.Count;
        if (mapping.Codes.Length < count)
        {
            // A new array: threads may still read the old one.
            Array.Resize(ref mapping.Codes, Math.Max(count, mapping.Codes.Length * 2));
        }

        for (; mapping.Count < count; mapping.Count++)
        {
            var value = dictionary[mapping.Count];
            var code = !value.IsKnown ? CodeDictionary.UnknownCode : hasOneDictionary ? mapping.Count : own.GetOrAdd(value);
            mapping.Codes[mapping.Count] = code;
            mapping.IsIdentity &= code == mapping.Count;
        }
    }

    private sealed class Mapping
    {
        public int[] Codes = [];

        public int Count { get; set; }

        public bool IsIdentity { get; set; } = true;
    }
}
