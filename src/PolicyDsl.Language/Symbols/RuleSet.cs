using System.Collections;
using System.Collections.Immutable;

namespace PolicyDsl.Language.Symbols;

/// <summary>
/// Some of a policy's rules, as one bit per rule: twenty thousand rules in a row, each above all that follow, take megabytes
/// so and gigabytes as sets of references. Immutable. Asking takes constant time, walking linear time.
/// </summary>
public sealed class RuleSet : IReadOnlyCollection<RuleSymbol>
{
    private readonly ImmutableArray<RuleSymbol> rules;
    private readonly BitArray bits;

    /// <param name="rules">All rules of the policy, in order.</param>
    /// <param name="bits">Which of them are in the set, by <see cref="RuleSymbol.Ordinal"/>.</param>
    internal RuleSet(ImmutableArray<RuleSymbol> rules, BitArray bits)
    {
        this.rules = rules;
        this.bits = bits;
        for (var i = 0; i < bits.Length; i++)
        {
            Count += bits[i] ? 1 : 0;
        }
    }

    public static RuleSet Empty { get; } = new([], new BitArray(0));

    public int Count { get; }

    public bool Contains(RuleSymbol rule) => rule.Ordinal >= 0 && rule.Ordinal < bits.Length && bits[rule.Ordinal] && rules[rule.Ordinal] == rule;

    /// <summary>In order of declaration.</summary>
    public IEnumerator<RuleSymbol> GetEnumerator()
    {
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i])
            {
                yield return rules[i];
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
