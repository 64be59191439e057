using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>Measures and outcomes of each contender, side by side, with differences against the first.</summary>
internal sealed class ComparedFigures(ImmutableArray<ContenderWork> contenders, AssumptionTable? table)
{
    private readonly ImmutableArray<OutcomeFigures> outcomes = [.. contenders.Select(c => new OutcomeFigures(c, table))];

    /// <summary>What figures wanted from the assumptions and did not find.</summary>
    public IEnumerable<string> Missing => outcomes.SelectMany(o => o.Missing);

    /// <summary>Every measure declared in the scope of a policy, in order of declaration; some built in where there is none.</summary>
    public ImmutableArray<MeasureLine> Measures()
    {
        var declared = contenders.SelectMany(c => c.Scope.All<MeasureSymbol>()).DistinctBy(m => m.Name, StringComparer.Ordinal).ToList();
        return declared.Count == 0
            ? BuiltInMeasures.Make(contenders)
            : [.. declared.Select(m => Line(contenders, m.Name, m.DisplayName, isBuiltIn: false, [.. contenders.Select(c => Evaluate(c, m.Name))]))];
    }

    /// <summary>Cost, officer hours and harm; none without assumptions.</summary>
    public ImmutableArray<MeasureLine> Outcomes()
    {
        if (table is null)
        {
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<MeasureLine>();
        lines.Add(Line(contenders, "cost", "Cost of the dispositions", isBuiltIn: true, [.. outcomes.Select(o => o.OfActions(AssumptionKind.Cost))]));
        lines.Add(Line(contenders, "officer_hours", "Officer hours of the dispositions", isBuiltIn: true, [.. outcomes.Select(o => o.OfActions(AssumptionKind.Hours))]));
        lines.Add(Line(contenders, "cost_of_services", "Cost of the services offered, as far as they are taken up", isBuiltIn: true, [.. outcomes.Select(o => o.OfServices())]));
        lines.Add(Line(contenders, "harm", "Harm of all incidents compared", isBuiltIn: true, [.. outcomes.Select(o => o.OfHarm(null))]));
        var occurring = contenders.SelectMany(c => c.Scope.All<ActionSymbol>()).DistinctBy(a => a.Name, StringComparer.Ordinal)
            .Where(a => outcomes.Any(o => o.HasAction(a.Name)))
            .Order(Language.Interpretation.Mildness.Order);
        foreach (var action in occurring)
        {
            lines.Add(Line(contenders, $"harm_{action.Name}", $"Harm of incidents that end in {action.DisplayName}", isBuiltIn: true, [.. outcomes.Select(o => o.OfHarm(action.Name))]));
        }

        return lines.ToImmutable();
    }

    public static MeasureLine Line(ImmutableArray<ContenderWork> contenders, string name, string title, bool isBuiltIn, ImmutableArray<Figure> figures) =>
        new(name, title, isBuiltIn, figures, [.. figures.Select((f, i) => DifferenceOf(figures[0], f, IsSame(contenders[0], contenders[i])))]);

    /// <summary>One contender twice: what is unknown is the same for both, however it turns out.</summary>
    private static bool IsSame(ContenderWork first, ContenderWork other) =>
        first == other || (!first.IsRecorded && !other.IsRecorded && first.Policy.File == other.Policy.File && TextOf(first) is { } text && text == TextOf(other));

    private static string? TextOf(ContenderWork contender) => contender.Policy.Policy.Location?.Source.Text;

    /// <summary>
    /// A figure less the first. Where both are estimates from the same assumptions their ends belong together: what is low for one is low
    /// for the other; so equal figures differ by nothing, however wide they are. Where one is a range because something is not known, any
    /// value of it may meet any of the other.
    /// </summary>
    private static Difference? DifferenceOf(Figure first, Figure other, bool isSame)
    {
        if (first is not { Low: { } firstLow, High: { } firstHigh } || other is not { Low: { } low, High: { } high })
        {
            return null;
        }

        if (isSame)
        {
            return new Difference(0, 0, 0);
        }

        if (first.Central is null || other.Central is null)
        {
            return new Difference(low - firstHigh, null, high - firstLow);
        }

        var (a, b) = (low - firstLow, high - firstHigh);
        return new Difference(Math.Min(a, b), other.Central - first.Central, Math.Max(a, b));
    }

    private Figure Evaluate(ContenderWork contender, string measure) =>
        contender.Scope.FindMeasure(measure) is { Value: { } value }
            ? new MeasureEvaluator(contender.Scope, contender.Population, table).Evaluate(value)
            : Figure.Unavailable($"The files of `{contender.Name}` declare no measure `{measure}`.");
}
