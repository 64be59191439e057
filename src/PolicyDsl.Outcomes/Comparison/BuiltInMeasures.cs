using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>The measures shown where no file declares one: shares of coercive answers and of answers that lock up, and how often each service is offered.</summary>
internal static class BuiltInMeasures
{
    private const string LocksUp = "deprives_liberty";

    public static ImmutableArray<MeasureLine> Make(ImmutableArray<ContenderWork> contenders)
    {
        var lines = ImmutableArray.CreateBuilder<MeasureLine>();
        lines.Add(Line("coercive_rate", "Share of incidents met with coercion", [.. contenders.Select(c => Share(c, a => a.IsCoercive, "coercive action"))]));
        lines.Add(Line("custody_rate", "Share of incidents that end in custody", [.. contenders.Select(c => Share(c, a => a.Traits.Contains(LocksUp), "action that deprives of liberty"))]));
        var offered = contenders.SelectMany(c => c.Population.Classes).SelectMany(c => c.Answer.Offers ?? []).DistinctBy(s => s.Name, StringComparer.Ordinal);
        foreach (var service in offered.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            lines.Add(Line($"offers_{service.Name}", $"Incidents with an offer of {service.DisplayName}", [.. contenders.Select(c => Offers(c, service.Name))]));
        }

        return lines.ToImmutable();
    }

    private static MeasureLine Line(string name, string title, ImmutableArray<Figure> figures) => ComparedFigures.Line(name, title, isBuiltIn: true, figures);

    private static Figure Share(ContenderWork contender, Func<ActionSymbol, bool> counts, string what)
    {
        ImmutableArray<ActionSymbol> actions = [.. contender.Scope.All<ActionSymbol>()];
        var total = contender.Population.Incidents;
        if (total == 0)
        {
            return Figure.Unavailable("Not one incident is compared.");
        }

        var counted = contender.Population.Classes
            .Where(c => c.Answer.Action is { Kind: ValueKind.Exact, Low: >= 0 and var ordinal } && counts(actions[(int)ordinal]))
            .Sum(c => c.Incidents);
        var share = GroupRates.Share(counted, total);
        return new Figure
        {
            Low = share,
            Central = share,
            High = share,
            Parts = [new FigurePart($"incidents with a {what}", counted, counted, total, 0), new FigurePart("incidents", total, total, total, 0)],
            Interval = RateIntervals.OfShare(counted, counted, total),
        };
    }

    private static Figure Offers(ContenderWork contender, string service)
    {
        if (contender.IsRecorded)
        {
            return Figure.Unavailable("What was offered is not recorded.", "incidents");
        }

        var count = contender.Population.Classes.Where(c => c.Answer.Offers is { } offers && offers.Any(s => s.Name == service)).Sum(c => c.Incidents);
        return new Figure
        {
            Low = count,
            Central = count,
            High = count,
            Unit = "incidents",
            Parts = [new FigurePart($"incidents with an offer of {service}", count, count, contender.Population.Incidents, 0)],
        };
    }
}
