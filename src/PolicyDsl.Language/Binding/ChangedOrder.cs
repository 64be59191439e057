using System.Collections.Immutable;
using PolicyDsl.Language.Binding.Declarations;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding;

public enum OrderLineKind
{
    Overrides,
    OverridesAll,
    YieldsTo,
}

/// <summary>A line, or a name in one, that says what is above what.</summary>
/// <param name="Rule">The rule that has it.</param>
/// <param name="Named">The rule named; null for <c>overrides all</c>.</param>
public sealed record OrderLine(RuleSymbol Rule, OrderLineKind Kind, RuleSymbol? Named)
{
    /// <summary>The rule that the line puts above.</summary>
    internal RuleSymbol Upper => Kind == OrderLineKind.YieldsTo && Named is not null ? Named : Rule;
}

/// <summary>Pairs of which the first is above the second: only in the order as it is, and only in the changed one.</summary>
public sealed record OrderChange(ImmutableArray<(RuleSymbol Upper, RuleSymbol Lower)> Lost, ImmutableArray<(RuleSymbol Upper, RuleSymbol Lower)> Gained);

/// <summary>
/// The order of a policy's rules without some of the lines that make it, for questions such as whether an <c>overrides</c> is needed. A pair is lost
/// only where no other line puts the one above the other; and a rule that another one no longer is above by name may come to stand
/// below that one's <c>overrides all</c>.
/// </summary>
public static class ChangedOrder
{
    public static OrderChange Without(PolicySymbol policy, IReadOnlyCollection<OrderLine> lines)
    {
        var places = policy.Rules.Select(RuleOrderBinder.PlaceOf).ToArray();
        foreach (var line in lines)
        {
            Remove(places, line);
        }

        var order = new RuleOrder([.. places]);
        var tops = lines.Select(l => l.Upper).ToHashSet();
        var lost = from upper in policy.Rules
                   where tops.Contains(upper) || tops.Any(upper.Overrides.Contains)
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

    private static void Remove(RulePlace[] places, OrderLine line)
    {
        var place = places[line.Rule.Ordinal];
        if (line.Named is null)
        {
            places[line.Rule.Ordinal] = place with { Rank = line.Rule is CrackdownSymbol ? 2 : 1, Except = [] };
        }
        else
        {
            (line.Kind == OrderLineKind.YieldsTo ? place.YieldsTo : place.Above).Remove(line.Named.Ordinal);
        }
    }
}
