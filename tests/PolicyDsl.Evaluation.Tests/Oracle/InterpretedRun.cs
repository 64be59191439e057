using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>
/// A run as the interpreter makes it, incident by incident, against every other incident as history: what the columnar run is held against. Without notes.
/// </summary>
internal static class InterpretedRun
{
    public static RunSummary Run(RunPolicy policy, DatasetSymbol dataset, IReadOnlyList<LoadedIncident> incidents, LoadReport load, ImmutableArray<FieldPath> by, Action<DecisionRow>? onDecision = null) =>
        Count(policy, incidents, Decide(policy, dataset, incidents), load, by, onDecision);

    /// <summary>A decision for each incident; null where only histories see it.</summary>
    public static Decision?[] Decide(RunPolicy policy, DatasetSymbol dataset, IReadOnlyList<LoadedIncident> incidents)
    {
        var interpreter = new Interpreter(policy.Policy, policy.Scope);
        var history = HistoryOf(dataset, incidents);
        return [.. incidents.Select(i => i.IsHistoryOnly ? null : interpreter.Decide(i.Instance, history))];
    }

    /// <summary>Histories over every incident.</summary>
    public static IIncidentHistory HistoryOf(DatasetSymbol dataset, IReadOnlyList<LoadedIncident> incidents) =>
        new AllIncidents(new IncidentHistory(dataset, [.. incidents]), incidents);

    public static RunSummary Count(
        RunPolicy policy, IReadOnlyList<LoadedIncident> incidents, Decision?[] decisions, LoadReport load, ImmutableArray<FieldPath> by, Action<DecisionRow>? onDecision = null)
    {
        ImmutableArray<ActionSymbol> actions = [.. policy.Scope.All<ActionSymbol>()];
        var tally = new RunTally(policy.Policy);
        var groups = new GroupTally(by, new ExpressionEvaluator(actions, new EvaluationInputs()), actions);
        foreach (var (incident, decided) in incidents.Zip(decisions))
        {
            if (decided is not { } decision)
            {
                tally.AddHistoryOnly(incident);
                continue;
            }

            tally.Add(incident, decision);
            if (decision.Status != DecisionStatus.Outside)
            {
                groups.Add(incident.Instance, decision);
            }

            onDecision?.Invoke(DecisionRow.Create(incident.Id, decision, RecordedAction.Of(policy.Scope).Find(incident.Instance)?.Name));
        }

        return Summarise(policy, load, tally, groups, by);
    }

    private static RunSummary Summarise(RunPolicy policy, LoadReport load, RunTally tally, GroupTally groups, ImmutableArray<FieldPath> by)
    {
        ImmutableArray<ActionSymbol> named = [.. policy.Policy.Rules.Select(r => r.Action).Append(policy.Policy.Otherwise).OfType<ActionSymbol>().Distinct()];
        return new RunSummary
        {
            Policy = policy.Policy.Name,
            Load = load,
            Rows = new RowAccount(load.RowsRead, tally.RowsDecided, tally.RowsOutside, tally.RowsHistoryOnly, load.RowsSetAside, load.RowsRejected),
            Decided = tally.All.Incidents,
            Outside = tally.Outside,
            ScopeUnknown = tally.ScopeUnknown,
            HistoryOnly = tally.HistoryOnly,
            Unsettled = tally.All.Unsettled,
            UnsettledOutside = tally.UnsettledOutside,
            Conflicts = tally.All.Conflicts,
            None = tally.All.None,
            ByOtherwise = tally.ByOtherwise,
            Dispositions = tally.All.ToCounts(named),
            Offers = tally.OfferCounts(policy.Scope.All<ServiceSymbol>()),
            Rules = tally.RuleCounts(),
            ConflictingRules = tally.ConflictCounts(),
            ScopeWants = tally.ScopeWants(),
            By = [.. by.Select(p => p.Field.QualifiedName)],
            Groups = groups.ToCounts(named),
            InactiveCrackdowns = [.. policy.Policy.Rules.OfType<CrackdownSymbol>().Select(c => c.Name)],
        };
    }

    /// <summary>Every incident is a candidate, so nothing is left out by an index.</summary>
    private sealed class AllIncidents(IncidentHistory inner, IReadOnlyList<LoadedIncident> incidents) : IIncidentHistory
    {
        public long? CoversFrom => inner.CoversFrom;

        public string? WhyNotFollowed(BoundHistory history) => inner.WhyNotFollowed(history);

        public IEnumerable<EntityInstance> FindCandidates(BoundHistory history, EntityInstance current) => incidents.Select(i => i.Instance);
    }
}
