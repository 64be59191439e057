using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace PolicyDsl.Language.Symbols;

/// <summary>
/// Some of a policy's rules, as one bit per rule: twenty thousand rules in a row, each above all that follow, take megabytes
/// so and gigabytes as sets of references. Immutable. Asking takes constant time, walking linear time.
/// </summary>
[CollectionBuilder(typeof(RuleSet), nameof(Create))]
public sealed class RuleSet : IReadOnlyCollection<RuleSymbol>
{
    private readonly ImmutableArray<RuleSymbol> rules;
    private readonly RuleBits bits;

    /// <summary>The rules of a set that was put together one by one, where ordinals need mean nothing; null otherwise.</summary>
    private readonly ImmutableHashSet<RuleSymbol>? listed;

    /// <param name="rules">All rules of the policy, in order.</param>
    /// <param name="bits">Which of them are in the set, by <see cref="RuleSymbol.Ordinal"/>.</param>
    internal RuleSet(ImmutableArray<RuleSymbol> rules, RuleBits bits)
    {
        this.rules = rules;
        this.bits = bits;
        Count = bits.Count();
    }

    private RuleSet(ReadOnlySpan<RuleSymbol> listed)
    {
        this.listed = [.. listed];
        rules = [.. listed.ToArray().Distinct()];
        bits = new RuleBits(rules.Length);
        Count = rules.Length;
        for (var i = 0; i < Count; i++)
        {
            bits.Add(i);
        }
    }

    public static RuleSet Empty { get; } = new([], new RuleBits(0));

    public int Count { get; }

    /// <summary>A set of any rules, as collection expressions make them.</summary>
    public static RuleSet Create(ReadOnlySpan<RuleSymbol> rules) => new(rules);

    public bool Contains(RuleSymbol rule) => listed?.Contains(rule) ?? HasBit(rule);

    /// <summary>In order of declaration.</summary>
    public IEnumerator<RuleSymbol> GetEnumerator() => bits.All().Select(i => rules[i]).GetEnumerator();

    private bool HasBit(RuleSymbol rule) => rule.Ordinal >= 0 && rule.Ordinal < bits.Size && bits.Contains(rule.Ordinal) && rules[rule.Ordinal] == rule;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
