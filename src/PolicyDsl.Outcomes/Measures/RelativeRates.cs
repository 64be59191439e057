using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// The rates of an action in the groups of a field: the highest over the lowest, or the other way about, among groups with enough
/// incidents. Incidents whose group is not exactly known are in no group, and counted.
/// </summary>
internal sealed class RelativeRates(GlobalScope scope, Population population, int minimum)
{
    private readonly ValueFormatter formatter = new(scope);

    /// <summary>Why there is nothing to compare; a sentence.</summary>
    public string WhyNot { get; private set; } = "";

    public IReadOnlyList<GroupRate> Groups { get; private set; } = [];

    /// <summary>Incidents that may end in the action and may not: with any of these there is no rate to compare.</summary>
    public long Unsettled { get; private set; }

    /// <summary>The groups with the highest and the lowest rate; null where fewer than two have enough incidents.</summary>
    public (GroupRate Highest, GroupRate Lowest)? Find(BoundRelativeRate rate)
    {
        Groups = Count(rate);
        if (Unsettled > 0)
        {
            WhyNot = string.Create(CultureInfo.InvariantCulture, $"For {Unsettled} incidents it is not settled whether they end in `{rate.Action.Name}`.");
            return null;
        }

        var enough = Groups.Where(g => g.IsKnown && !g.IsTooFew).ToList();
        if (enough.Count < 2)
        {
            WhyNot = string.Create(CultureInfo.InvariantCulture, $"Fewer than two groups of `{rate.By.Field.Name}` have {minimum} incidents.");
            return null;
        }

        var ordered = enough.OrderByDescending(g => g.Rate).ThenByDescending(g => g.Denominator).ThenBy(g => g.Group, StringComparer.Ordinal).ToList();
        if (ordered[0].Numerator == 0)
        {
            WhyNot = $"No group of `{rate.By.Field.Name}` with enough incidents has any `{rate.Action.Name}`.";
            return null;
        }

        WhyNot = $"The group `{ordered[^1].Group}` has no `{rate.Action.Name}` at all, so nothing can be divided by its rate.";
        return (ordered[0], ordered[^1]);
    }

    private ImmutableArray<GroupRate> Count(BoundRelativeRate rate)
    {
        var evaluator = new ExpressionEvaluator(scope, new EvaluationInputs());
        ImmutableArray<ActionSymbol> actions = [.. scope.All<ActionSymbol>()];
        var counts = new Dictionary<(string Name, bool IsKnown), (long Numerator, long Most, long Denominator)>();
        Unsettled = 0;
        foreach (var group in population.Classes)
        {
            var value = evaluator.Evaluate(rate.By, group.Example);
            var key = GroupOf(value, rate.By.Type);
            var (numerator, most, denominator) = counts.GetValueOrDefault(key);
            var truth = PossibleActions.Is(group.Answer, actions, a => a.Ordinal == rate.Action.Ordinal);
            Unsettled += truth == Truth.Unknown ? group.Incidents : 0;
            var counted = truth == Truth.True ? group.Incidents : 0;
            counts[key] = (numerator + counted, most + (truth == Truth.False ? 0 : group.Incidents), denominator + group.Incidents);
        }

        return GroupRates.Compare(
            [.. counts.OrderBy(c => !c.Key.IsKnown).ThenByDescending(c => c.Value.Denominator).ThenBy(c => c.Key.Name, StringComparer.Ordinal)
                .Select(c => (c.Key.Name, c.Key.IsKnown, c.Value.Numerator, c.Value.Most, c.Value.Denominator))],
            minimum);
    }

    private (string Name, bool IsKnown) GroupOf(Value value, TypeSymbol type)
    {
        if (value.Entity is { Entity.Key: { } key } entity)
        {
            return GroupOf(entity[key], key.Type);
        }

        return (value.Kind == ValueKind.Text ? value.Text : formatter.Format(value, type), value.IsKnown);
    }
}
