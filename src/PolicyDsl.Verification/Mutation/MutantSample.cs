using System.Collections.Immutable;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Some of many mutants: the same ones each time, spread over all places and kinds. Their numbers are put through a fixed mixing of bits, and those with the
/// least results are taken, in the order of their places. A larger sample holds every smaller one.
/// </summary>
public static class MutantSample
{
    public static ImmutableArray<Mutant> Take(ImmutableArray<Mutant> mutants, int limit) => mutants.Length <= limit
        ? mutants
        : [.. Enumerable.Range(0, mutants.Length).OrderBy(i => Mix((ulong)i)).Take(limit).Order().Select(i => mutants[i])];

    /// <summary>The mixing function of SplitMix64.</summary>
    private static ulong Mix(ulong number)
    {
        unchecked
        {
            number += 0x9E3779B97F4A7C15;
            number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
            number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
            return number ^ (number >> 31);
        }
    }
}
