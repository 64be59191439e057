using System.Collections.Immutable;
using PolicyDsl.Language.Binding.Declarations;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding;

/// <summary>Pairs of which the first is above the second: in the order as it is alone, or in the changed one alone.</summary>
public sealed record OrderChange(ImmutableArray<(RuleSymbol Upper, RuleSymbol Lower)> Lost, ImmutableArray<(RuleSymbol Upper, RuleSymbol Lower)> Gained);

/// <summary>
/// The order of a policy's rules without one of the lines that make it: what would be above what. For questions such as whether an
/// <c>overrides</c> is needed. A rule that another one no longer is above by name may come to stand below that one's <c>overrides all</c>.
/// </summary>
public static class ChangedOrder
{
    /// <summary>What changes without <c>overrides NAME</c> in a rule.</summary>
    public static OrderChange WithoutOverride(PolicySymbol policy, RuleSymbol rule, RuleSymbol named) =>
        Change(policy, rule, rule, place => place.Above.Remove(named.Ordinal));

    /// <summary>What changes without <c>yields to NAME</c> in a rule.</summary>
    public static OrderChange WithoutYield(PolicySymbol policy, RuleSymbol rule, RuleSymbol named) =>
        Change(policy, rule, named, place => place.YieldsTo.Remove(named.Ordinal));

    /// <summary>What changes without <c>overrides all</c> in a rule.</summary>
    public static OrderChange WithoutOverridesAll(PolicySymbol policy, RuleSymbol rule) =>
        Change(policy, rule, rule, null);

    private static OrderChange Change(PolicySymbol policy, RuleSymbol changed, RuleSymbol top, Action<RulePlace>? change)
    {
        var places = policy.Rules.Select(RuleOrderBinder.PlaceOf).ToArray();
        if (change is null)
        {
            places[changed.Ordinal] = places[changed.Ordinal] with { Rank = changed is CrackdownSymbol ? 2 : 1, Except = [] };
        }
        else
        {
            change(places[changed.Ordinal]);
        }

        var order = new RuleOrder([.. places]);
        var lost = from upper in policy.Rules
                   where upper == top || upper.Overrides.Contains(top)
                   let below = order.FindBelow(upper.Ordinal)
                   from lower in upper.Overrides
                   where !below.Contains(lower.Ordinal)
                   select (upper, lower);
        var gained = from upper in policy.Rules
                     where upper.OverridesAll || upper is CrackdownSymbol
                     from lower in order.FindBelow(upper.Ordinal).All()
                     where !upper.Overrides.Contains(policy.Rules[lower])
                     select (upper, policy.Rules[lower]);
        return new OrderChange([.. lost], [.. gained]);
    }
}
