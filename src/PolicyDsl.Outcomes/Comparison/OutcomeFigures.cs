using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>
/// Cost, hours and harm of one contender, from the assumptions in use: so many times the price of each action, and the harm of
/// the offences met with each. Where a price is missing for something that occurs there is no total, and it says which.
/// </summary>
internal sealed class OutcomeFigures
{
    private readonly ContenderWork contender;
    private readonly AssumptionTable? table;
    private readonly Dictionary<string, (ImmutableArray<ActionSymbol> Actions, long Incidents)> answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> decided = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Least, long Most)> services = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ActionSymbol> declared;
    private long undecided;

    public OutcomeFigures(ContenderWork contender, AssumptionTable? table)
    {
        this.contender = contender;
        this.table = table;
        declared = [.. contender.Scope.All<ActionSymbol>()];
        foreach (var group in contender.Population.Classes)
        {
            Count(group);
        }
    }

    public List<string> Missing { get; } = [];

    public bool HasAction(string action) => decided.Contains(action);

    public Figure OfActions(AssumptionKind kind)
    {
        if (table is null)
        {
            return Figure.Unavailable("No assumptions are in use.");
        }

        var word = kind.ToString().ToLowerInvariant();
        var working = new Working();
        var sum = Amount.Zero;
        foreach (var (possible, incidents) in answers.Values.OrderBy(a => a.Actions[0].Name, StringComparer.Ordinal).ThenBy(a => a.Actions.Length))
        {
            var prices = possible.Select(a => (Action: a.Name, Price: table.Find(kind, a.Name))).ToList();
            foreach (var (action, _) in prices.Where(p => p.Price is null))
            {
                Missing.Add($"{word} of {action}");
                working.Lack($"`{table.Symbol.Name}` has no {word} of `{action}`, which {Incidents(incidents)} {(possible.Length == 1 ? "end in" : "may end in")}.");
            }

            if (prices.TrueForAll(p => p.Price is not null))
            {
                var known = prices.Select(p => p.Price).OfType<Assumption>().ToList();
                sum += working.Use(known, incidents, Amount.Of(incidents) * PossibleActions.Span([.. known.Select(AssumptionTable.ToAmount)]));
            }
        }

        if (undecided > 0)
        {
            working.Lack($"For {Incidents(undecided)} nothing is decided, and that has no {word}.");
        }

        return working.IsComplete ? working.ToFigure(sum, table.UnitOf(kind), table) : Figure.Unavailable(working.WhyNot, table.UnitOf(kind));
    }

    /// <summary>Offers times the share that is taken up times the price of a service, for the services that have both.</summary>
    public Figure OfServices()
    {
        if (table is null)
        {
            return Figure.Unavailable("No assumptions are in use.");
        }

        if (contender.IsRecorded)
        {
            return Figure.Unavailable("What was offered is not recorded.", table.CurrencyOrAmount);
        }

        var working = new Working();
        var sum = Amount.Zero;
        foreach (var (service, offers) in services.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (table.Find(AssumptionKind.Cost, service) is not { } cost || table.Find(AssumptionKind.Uptake, service) is not { } uptake)
            {
                Missing.Add($"cost or uptake of {service}");
                working.Notes.Add($"`{service}`, offered to {(offers.Least == offers.Most ? "" : "at most ")}{Incidents(offers.Most)}, is left out: `{table.Symbol.Name}` has no cost or no uptake of it.");
                continue;
            }

            sum += working.Use([cost, uptake], offers.Most, Amount.Between(offers.Least, offers.Most) * AssumptionTable.ToAmount(uptake) * AssumptionTable.ToAmount(cost));
        }

        return working.ToFigure(sum, table.CurrencyOrAmount, table);
    }

    /// <summary>The harm of the offences of incidents that end in an action, or of all.</summary>
    public Figure OfHarm(string? action)
    {
        if (table is null)
        {
            return Figure.Unavailable("No assumptions are in use.");
        }

        var working = new Working();
        var sum = Amount.Zero;
        var (all, leftOut) = (0L, 0L);
        foreach (var group in contender.Population.Classes.Where(c => action is null || NameOf(c) == action))
        {
            all += group.Incidents;
            if (HarmOf.Incident(group.Example, contender.Scope, table, out var used) is { } harm)
            {
                sum += working.Use(used, group.Incidents, Amount.Of(group.Incidents) * harm);
            }
            else
            {
                leftOut += group.Incidents;
            }
        }

        if (leftOut > 0)
        {
            working.Notes.Add($"{Incidents(leftOut)} of {all.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} are left out: their offence is unknown, has no harm in `{table.Symbol.Name}`, or is one that the police find by looking for it.");
        }

        working.Parts.Add(new FigurePart(action is null ? "harm over incidents" : $"harm over incidents where action is {action}", sum.Low, sum.High, all, leftOut));
        return working.ToFigure(sum, table.UnitOf(AssumptionKind.Harm), table);
    }

    private void Count(IncidentClass group)
    {
        if (NameOf(group) is { } action)
        {
            decided.Add(action);
        }

        if (PossibleActions.Of(group.Answer, declared) is { } possible)
        {
            var key = string.Join(',', possible.Select(a => a.Name));
            answers[key] = (possible, answers.GetValueOrDefault(key).Incidents + group.Incidents);
        }
        else
        {
            undecided += group.Incidents;
        }

        var open = group.Answer.OpenOffers;
        foreach (var service in (group.Answer.Offers ?? []).Union(open))
        {
            var (least, most) = services.GetValueOrDefault(service.Name);
            services[service.Name] = (least + (open.Contains(service) ? 0 : group.Incidents), most + group.Incidents);
        }
    }

    private string? NameOf(IncidentClass group) =>
        group.Answer.Action is { Kind: ValueKind.Exact, Low: >= 0 and var ordinal } && ordinal < declared.Length ? declared[(int)ordinal].Name : null;

    private static string Incidents(long count) => FormattableString.Invariant($"{count:N0} incident{(count == 1 ? "" : "s")}");
}
