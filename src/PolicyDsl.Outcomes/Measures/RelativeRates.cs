using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// The rates of an action in the groups of a field: the highest over the lowest, or the other way about, among groups with enough
/// incidents. Incidents whose group is not exactly known are in no group, and counted. An incident that may end in the action and may not
/// counts as both, so each rate is a range.
/// </summary>
internal sealed class RelativeRates(GlobalScope scope, Population population, int minimum)
{
    private readonly ValueFormatter formatter = new(scope);

    /// <summary>Why there is nothing to compare; a sentence.</summary>
    public string WhyNot { get; private set; } = "";

    public IReadOnlyList<GroupRate> Groups { get; private set; } = [];

    /// <summary>Incidents of the groups compared that may end in the action and may not.</summary>
    public long Unsettled { get; private set; }

    /// <summary>The groups that may have the highest and the lowest rate; null where fewer than two have enough incidents, or nothing is certain to be counted in any.</summary>
    public RateExtremes? Find(BoundRelativeRate rate)
    {
        Groups = Count(rate);
        var enough = Groups.Where(g => g.IsKnown && !g.IsTooFew).ToList();
        if (enough.Count < 2)
        {
            WhyNot = string.Create(CultureInfo.InvariantCulture, $"Fewer than two groups of `{rate.By.Field.Name}` have {minimum} incidents.");
            return null;
        }

        if (enough.TrueForAll(g => g.Numerator == 0))
        {
            WhyNot = enough.TrueForAll(g => g.Most == 0)
                ? $"No group of `{rate.By.Field.Name}` with enough incidents has any `{rate.Action.Name}`."
                : string.Create(CultureInfo.InvariantCulture, $"For {enough.Sum(g => g.Most)} incidents of groups with enough of them it is not settled whether they end in `{rate.Action.Name}`, and no such group has any for certain.");
            return null;
        }

        var extremes = new RateExtremes(enough);
        Unsettled = enough.Sum(g => g.Most - g.Numerator);
        WhyNot = $"The group `{extremes.Lowest.Group}` {(extremes.Lowest.Most == 0 ? "has" : "may have")} no `{rate.Action.Name}` at all, so nothing can be divided by its rate.";
        return extremes;
    }

    /// <summary>Full sentences on what a comparison leaves out or cannot tell.</summary>
    public IEnumerable<string> Notes(BoundRelativeRate rate, RateExtremes extremes)
    {
        if (Groups.Where(g => !g.IsKnown).Sum(g => g.Denominator) is > 0 and var unknown)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{unknown} incidents whose `{rate.By.Field.Name}` is not exactly known are in no group.");
        }

        if (Unsettled > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"For {Unsettled} incidents of the groups compared it is not settled whether they end in `{rate.Action.Name}`; the figure allows for both.");
        }

        if (extremes.IsAmbiguous)
        {
            yield return "Which two groups have the highest and the lowest rate is not settled; the figure allows for all that may.";
        }
    }

    private ImmutableArray<GroupRate> Count(BoundRelativeRate rate)
    {
        var evaluator = new ExpressionEvaluator(scope, new EvaluationInputs());
        ImmutableArray<ActionSymbol> actions = [.. scope.All<ActionSymbol>()];
        var counts = new Dictionary<(string Name, bool IsKnown), (long Numerator, long Most, long Denominator)>();
        foreach (var group in population.Classes)
        {
            var value = evaluator.Evaluate(rate.By, group.Example);
            var key = GroupOf(value, rate.By.Type);
            var (numerator, most, denominator) = counts.GetValueOrDefault(key);
            var truth = PossibleActions.Is(group.Answer, actions, a => a.Ordinal == rate.Action.Ordinal);
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
