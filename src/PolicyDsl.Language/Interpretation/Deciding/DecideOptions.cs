using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>What holds besides the incident while a policy decides. By default no crackdown is active, every place is free, and no resource is exhausted.</summary>
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

    /// <summary>
    /// Resources that are used up now. While one is, a disposition harsher than what it says <c>when exhausted</c> is replaced by that; one that
    /// says nothing replaces nothing.
    /// </summary>
    public ImmutableHashSet<ResourceSymbol> ExhaustedResources { get; init; } = [];
}
