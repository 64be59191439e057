using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>What holds besides the incident while a policy decides. By default no crackdown is active and every place is free.</summary>
public sealed record DecideOptions
{
    public static readonly DecideOptions Default = new();

    public static readonly DecideOptions WithTrace = new() { Trace = true };

    /// <summary>Whether each condition is taken apart, which costs time and memory.</summary>
    public bool Trace { get; init; }

    /// <summary>The crackdowns that the incident's area is under at its time.</summary>
    public ImmutableHashSet<CrackdownSymbol> ActiveCrackdowns { get; init; } = [];

    /// <summary>
    /// Rules and crackdowns whose <c>otherwise</c> holds now: the cap is reached, no place is left, or the person declines. They decide their
    /// alternative, without the services after <c>to</c>.
    /// </summary>
    public ImmutableHashSet<RuleSymbol> AlternativesInForce { get; init; } = [];
}
