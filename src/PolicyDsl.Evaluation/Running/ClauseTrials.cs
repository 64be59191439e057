using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Tries logical clauses against every incident that a policy decides. An incident that breaks one is a violation; that none does is no
/// proof. Costs, for each clause, one trial per distinct kind of incident where no history counts.
/// </summary>
public static class ClauseTrials
{
    /// <summary>One result per logical clause, in the order given; clauses of other kinds are passed over.</summary>
    public static ImmutableArray<ClauseTrialResult> Try(
        PolicySymbol policy,
        GlobalScope scope,
        IncidentData data,
        IEnumerable<ClauseSymbol> clauses,
        CancellationToken cancellationToken = default)
    {
        var decider = new IncidentDecider(policy, scope, data);
        List<Trial> trials = [.. clauses.SelectMany(c => c.Form is LogicalForm form ? new[] { new Trial(c, form, policy, scope, data) } : [])];
        foreach (var incident in data.Incidents.Where(i => !i.IsHistoryOnly))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var decision = decider.Decide(incident.Instance);
            if (decision.Status == DecisionStatus.Outside)
            {
                continue;
            }

            foreach (var trial in trials)
            {
                trial.Add(incident.Instance, decision, decider.Interpreter, data.History);
            }
        }

        return [.. trials.Select(t => t.ToResult())];
    }

    private sealed class Trial(ClauseSymbol clause, LogicalForm form, PolicySymbol policy, GlobalScope scope, IncidentData data)
    {
        private readonly IncidentMemo<ClauseTrialOutcome> memo = new(IncidentDecider.ProjectionFor(policy, scope, data, form.When, form.Unless));
        private long tried;
        private long applied;
        private long unknown;
        private long broken;
        private EntityInstance? firstIncident;
        private Decision? firstDecision;

        public void Add(EntityInstance incident, Decision decision, Interpreter interpreter, IIncidentHistory history)
        {
            var outcome = memo.GetOrAdd(incident, i => ClauseTrial.Try(form, interpreter, i, history, decision));
            tried++;
            applied += outcome.IsConcerned ? 1 : 0;
            unknown += outcome.Applies == Truth.Unknown ? 1 : 0;
            if (outcome.IsBroken)
            {
                broken++;
                firstIncident ??= incident;
                firstDecision ??= decision;
            }
        }

        public ClauseTrialResult ToResult() => new(clause, tried, applied, unknown, broken, firstIncident, firstDecision);
    }
}
