using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>What to run over what.</summary>
public sealed record RunRequest
{
    public required PolicySymbol Policy { get; init; }

    /// <summary>The scope of the policy's compilation; the data must be loaded with it, or with one of the same vocabulary.</summary>
    public required GlobalScope Scope { get; init; }

    public required IncidentData Data { get; init; }

    /// <summary>Fields to count by, found with <see cref="FieldPath.Find"/>.</summary>
    public ImmutableArray<FieldPath> By { get; init; } = [];

    /// <summary>Is told every decision in order of the data, outside ones included, history-only ones not; null where nobody asks.</summary>
    public Action<LoadedIncident, Decision>? OnDecision { get; init; }

    /// <summary>Is told how many incidents have been decided, once in a while and at the end.</summary>
    public IProgress<long>? Progress { get; init; }
}

/// <summary>A summary, and what the data cannot tell this policy (warnings PD4023 to PD4026).</summary>
public sealed record RunResult(RunSummary Summary, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Decides every incident of a data set, in its order, and counts. Costs one decision per distinct kind of incident where no history counts.</summary>
public static class PolicyRun
{
    private const int ProgressEvery = 10_000;

    public static RunResult Run(RunRequest request, CancellationToken cancellationToken = default)
    {
        var decider = new IncidentDecider(request.Policy, request.Scope, request.Data);
        ImmutableArray<ActionSymbol> actions = [.. request.Scope.All<ActionSymbol>()];
        var tally = new RunTally(request.Policy);
        var groups = new GroupTally(request.By, new ExpressionEvaluator(actions, new EvaluationInputs()), actions);
        var done = 0L;
        foreach (var incident in request.Data.Incidents)
        {
            if (++done % ProgressEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                request.Progress?.Report(done);
            }

            if (incident.IsHistoryOnly)
            {
                tally.AddHistoryOnly(incident);
                continue;
            }

            var decision = decider.Decide(incident.Instance);
            tally.Add(incident, decision);
            if (decision.Status != DecisionStatus.Outside)
            {
                groups.Add(incident.Instance, decision);
            }

            request.OnDecision?.Invoke(incident, decision);
        }

        request.Progress?.Report(done);
        return new RunResult(Summarise(request, tally, groups), HistoryFindings.Find(request.Policy, request.Data));
    }

    /// <summary>The line of the decisions file for an incident.</summary>
    public static DecisionRow ToRow(LoadedIncident incident, Decision decision, GlobalScope scope) =>
        DecisionRow.Create(incident.Id, decision, RecordedAction.Of(scope).Find(incident.Instance)?.Name);

    private static RunSummary Summarise(RunRequest request, RunTally tally, GroupTally groups)
    {
        var policy = request.Policy;
        var load = request.Data.Report;
        ImmutableArray<ActionSymbol> named = [.. policy.Rules.Select(r => r.Action).Append(policy.Otherwise).OfType<ActionSymbol>().Distinct()];
        return new RunSummary
        {
            Policy = policy.Name,
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
            Offers = tally.OfferCounts(request.Scope.All<ServiceSymbol>()),
            Rules = tally.RuleCounts(),
            ConflictingRules = tally.ConflictCounts(),
            ScopeWants = tally.ScopeWants(),
            By = [.. request.By.Select(p => p.Field.QualifiedName)],
            Groups = groups.ToCounts(named),
            InactiveCrackdowns = [.. policy.Rules.OfType<CrackdownSymbol>().Select(c => c.Name)],
            Notes = RunNotes.For(policy, tally, request.Data),
        };
    }
}
