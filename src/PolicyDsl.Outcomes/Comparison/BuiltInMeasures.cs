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
        lines.Add(Line(contenders, "coercive_rate", "Share of incidents met with coercion", [.. contenders.Select(c => Share(c, a => a.IsCoercive, "coercive action"))]));
        lines.Add(Line(contenders, "custody_rate", "Share of incidents that end in custody", [.. contenders.Select(c => Share(c, a => a.Traits.Contains(LocksUp), "action that deprives of liberty"))]));
        var offered = contenders.SelectMany(c => c.Population.Classes).SelectMany(c => (c.Answer.Offers ?? []).Concat(c.Answer.OpenOffers)).DistinctBy(s => s.Name, StringComparer.Ordinal);
        foreach (var service in offered.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            lines.Add(Line(contenders, $"offers_{service.Name}", $"Incidents with an offer of {service.DisplayName}", [.. contenders.Select(c => Offers(c, service.Name))]));
        }

        return lines.ToImmutable();
    }

    private static MeasureLine Line(ImmutableArray<ContenderWork> contenders, string name, string title, ImmutableArray<Figure> figures) =>
        ComparedFigures.Line(contenders, name, title, isBuiltIn: true, figures);

    private static Figure Share(ContenderWork contender, Func<ActionSymbol, bool> counts, string what)
    {
        ImmutableArray<ActionSymbol> actions = [.. contender.Scope.All<ActionSymbol>()];
        var total = contender.Population.Incidents;
        if (total == 0)
        {
            return Figure.Unavailable("Not one incident is compared.");
        }

        var (least, most) = PossibleActions.Count(contender.Population, answer => PossibleActions.Is(answer, actions, counts));
        return new Figure
        {
            Low = GroupRates.Share(least, total),
            Central = least == most ? GroupRates.Share(least, total) : null,
            High = GroupRates.Share(most, total),
            Parts = [new FigurePart($"incidents with a {what}", least, most, total, most - least), new FigurePart("incidents", total, total, total, 0)],
            Interval = RateIntervals.OfShare(least, most, total),
        };
    }

    private static Figure Offers(ContenderWork contender, string service)
    {
        if (contender.IsRecorded)
        {
            return Figure.Unavailable("What was offered is not recorded.", "incidents");
        }

        var (least, most) = PossibleActions.Count(contender.Population, answer => HasOffer(answer, service));
        return new Figure
        {
            Low = least,
            Central = least == most ? least : null,
            High = most,
            Unit = "incidents",
            Parts = [new FigurePart($"incidents with an offer of {service}", least, most, contender.Population.Incidents, most - least)],
        };
    }

    private static Truth HasOffer(DecidedAnswer answer, string service) =>
        answer.Offers is not { } offers || answer.OpenOffers.Any(s => s.Name == service) ? Truth.Unknown
        : offers.Any(s => s.Name == service) ? Truth.True
        : Truth.False;
}
