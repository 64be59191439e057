using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>Counts decisions. Every incident given is in exactly one of decided, outside and history only, with its rows.</summary>
internal sealed class RunTally(PolicySymbol policy)
{
    private readonly RuleTally[] rules = [.. policy.Rules.Select(r => new RuleTally(r))];
    private readonly Dictionary<RuleSymbol, int> places = policy.Rules.Index().ToDictionary(r => r.Item, r => r.Index);
    private readonly Dictionary<ServiceSymbol, long> offers = [];
    private readonly Dictionary<string, ConflictTally> conflicts = new(StringComparer.Ordinal);
    private readonly WantTally scopeWants = new();

    public ActionTally All { get; } = new();

    public long RowsDecided { get; private set; }

    public long RowsOutside { get; private set; }

    public long RowsHistoryOnly { get; private set; }

    public long Outside { get; private set; }

    public long ScopeUnknown { get; private set; }

    public long UnsettledOutside { get; private set; }

    public long HistoryOnly { get; private set; }

    public long ByOtherwise { get; private set; }

    public void AddHistoryOnly(LoadedIncident incident)
    {
        HistoryOnly++;
        RowsHistoryOnly += incident.Rows;
    }

    public void Add(LoadedIncident incident, Decision decision)
    {
        if (decision.Status == DecisionStatus.Outside)
        {
            AddOutside(incident, decision);
            return;
        }

        RowsDecided += incident.Rows;
        All.Add(decision);
        ByOtherwise += decision.ByOtherwise ? 1 : 0;
        foreach (var service in decision.Offers)
        {
            offers[service] = offers.GetValueOrDefault(service) + 1;
        }

        foreach (var outcome in decision.Outcomes)
        {
            rules[places[outcome.Rule]].Add(outcome, decision);
        }

        if (decision.Status == DecisionStatus.Conflict)
        {
            AddConflict(incident, decision);
        }
    }

    public ImmutableArray<RuleCount> RuleCounts() => [.. rules.Select(r => r.ToCount())];

    public ImmutableArray<OfferCount> OfferCounts(IEnumerable<ServiceSymbol> declared) =>
        [.. declared.Where(offers.ContainsKey).Select(s => new OfferCount(s.Name, s.DisplayName, offers[s]))];

    public ImmutableArray<WantCount> ScopeWants() => scopeWants.ToCounts();

    public ImmutableArray<ConflictCount> ConflictCounts() => [.. conflicts.Values.OrderByDescending(c => c.Count).Select(c => c.ToCount())];

    private void AddOutside(LoadedIncident incident, Decision decision)
    {
        Outside++;
        RowsOutside += incident.Rows;
        UnsettledOutside += decision.IsUnsettled ? 1 : 0;
        if (!decision.ScopeUnknownFields.IsEmpty)
        {
            ScopeUnknown++;
            scopeWants.Add(decision.ScopeUnknownFields);
        }
    }

    private void AddConflict(LoadedIncident incident, Decision decision)
    {
        var standing = decision.Outcomes.Where(o => o.State == RuleState.Fired && o.Rule.Action is not null).Select(o => o.Rule).ToImmutableArray();
        var key = string.Join(',', standing.Select(r => r.Name));
        if (!conflicts.TryGetValue(key, out var conflict))
        {
            conflicts.Add(key, conflict = new ConflictTally(standing, decision.Action));
        }

        conflict.Add(incident.Id);
    }

    private sealed class ConflictTally(ImmutableArray<RuleSymbol> standing, ActionSymbol? taken)
    {
        private readonly List<string> first = [];

        public long Count { get; private set; }

        public void Add(string id)
        {
            Count++;
            if (first.Count < 5)
            {
                first.Add(id);
            }
        }

        public ConflictCount ToCount() => new(
            [.. standing.Select(r => r.Name)],
            [.. standing.Select(r => r.Action?.Name ?? "").Distinct(StringComparer.Ordinal)],
            taken?.Name ?? "none",
            Count,
            [.. first]);
    }
}

/// <summary>One rule's part in the decisions.</summary>
internal sealed class RuleTally(RuleSymbol rule)
{
    private readonly WantTally wants = new();
    private long fired;
    private long decided;
    private long setAside;
    private long open;

    public void Add(RuleOutcome outcome, Decision decision)
    {
        switch (outcome.State)
        {
            case RuleState.Fired:
                fired++;
                decided += rule.Action is not null && rule.Action == decision.Action && decision.Rules.Contains(rule) ? 1 : 0;
                break;
            case RuleState.SetAside:
                fired++;
                setAside++;
                break;
            case RuleState.Open:
                open++;
                wants.Add(outcome.UnknownFields);
                break;
        }
    }

    public RuleCount ToCount() => new(rule.Name, rule.DisplayName, rule is CrackdownSymbol, fired, decided, setAside, open, wants.ToCounts());
}

/// <summary>How often each field was wanting.</summary>
internal sealed class WantTally
{
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    public void Add(ImmutableArray<string> fields)
    {
        foreach (var field in fields)
        {
            counts[field] = counts.GetValueOrDefault(field) + 1;
        }
    }

    public ImmutableArray<WantCount> ToCounts() =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new WantCount(c.Key, c.Value))];
}

/// <summary>Decisions of incidents in scope by action.</summary>
internal sealed class ActionTally
{
    private readonly Dictionary<ActionSymbol, (long Incidents, long Unsettled)> actions = [];

    public long Incidents { get; private set; }

    public long None { get; private set; }

    public long Conflicts { get; private set; }

    public long Unsettled { get; private set; }

    public void Add(Decision decision)
    {
        var unsettled = decision.IsUnsettled ? 1 : 0;
        Incidents++;
        Unsettled += unsettled;
        None += decision.Status == DecisionStatus.None ? 1 : 0;
        Conflicts += decision.Status == DecisionStatus.Conflict ? 1 : 0;
        if (decision.Action is { } action)
        {
            var before = actions.GetValueOrDefault(action);
            actions[action] = (before.Incidents + 1, before.Unsettled + unsettled);
        }
    }

    /// <summary>The actions decided and those that <paramref name="named"/> names, from the mildest to the harshest.</summary>
    public ImmutableArray<DispositionCount> ToCounts(IEnumerable<ActionSymbol> named) =>
        [.. actions.Keys.Union(named).Order(Mildness.Order).Select(a =>
        {
            var (incidents, unsettled) = actions.GetValueOrDefault(a);
            return new DispositionCount(a.Name, a.DisplayName, a.Severity, incidents, unsettled);
        })];
}
