using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>A logical clause ready to be tried by masks: its condition and exception in the plan.</summary>
internal sealed class ClausePlan
{
    public ClausePlan(ClauseSymbol clause, LogicalForm form, PolicyPlan policy, PlanBuilder builder, Language.Binding.GlobalScope scope)
    {
        Clause = clause;
        Form = form;
        When = builder.AddCondition(form.When, scope);
        Unless = form.Unless is { } unless ? builder.AddCondition(unless, scope) : PolicyPlan.NoCondition;
        WrongActions = [.. policy.Actions.Select(a => ClauseTrial.IsWrong(form, new Decision(DecisionStatus.Decided, a)))];
        IsWrongWithout = ClauseTrial.IsWrong(form, new Decision(DecisionStatus.None, null));
        Demanded = form is AlwaysOfferForm offer ? [.. offer.Services.Select(s => policy.Services.IndexOf(s))] : null;
    }

    public ClauseSymbol Clause { get; }

    public LogicalForm Form { get; }

    public int When { get; }

    public int Unless { get; }

    /// <summary>For each action of the policy whether it is wrong where the clause applies; means nothing for clauses about offers.</summary>
    public ImmutableArray<bool> WrongActions { get; }

    /// <summary>Whether it is wrong that nothing is decided.</summary>
    public bool IsWrongWithout { get; }

    /// <summary>The services that have to be offered, -1 for one that the policy never offers; null for clauses about actions.</summary>
    public ImmutableArray<int>? Demanded { get; }
}

/// <summary>
/// Tries a logical clause on the rows of batches: broken where its condition is true, its exception is not, and the answer is wrong. One is filled by each thread.
/// </summary>
internal sealed class ClauseCounts(ClausePlan plan, PolicyPlan policy)
{
    private readonly ulong[] applies = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private readonly ulong[] wrong = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private long tried;
    private long applied;
    private long unknown;
    private long broken;
    private long firstOrder = long.MaxValue;
    private EntityInstance? firstIncident;
    private Decision? firstDecision;

    public void Add(BatchEvaluation evaluation, DecisionMasks masks)
    {
        var words = masks.InScope.Length;
        var concerned = applies.AsSpan(0, words);
        tried += Masks.Count(masks.InScope);
        var when = evaluation.GetTruth(plan.When);
        masks.InScope.CopyTo(concerned);
        evaluation.Kernels.And(concerned, when.Possible);
        var possible = Masks.Count(concerned);
        evaluation.Kernels.And(concerned, when.True);
        unknown += possible - Masks.Count(concerned);
        if (plan.Unless != PolicyPlan.NoCondition)
        {
            evaluation.Kernels.AndNot(concerned, evaluation.GetTruth(plan.Unless).True);
        }

        applied += Masks.Count(concerned);
        var breaks = wrong.AsSpan(0, words);
        FindWrong(masks, breaks);
        evaluation.Kernels.And(breaks, concerned);
        var count = Masks.Count(breaks);
        broken += count;
        if (count > 0)
        {
            NoteFirst(evaluation, masks, breaks);
        }
    }

    public void Merge(ClauseCounts other)
    {
        tried += other.tried;
        applied += other.applied;
        unknown += other.unknown;
        broken += other.broken;
        if (other.firstOrder < firstOrder)
        {
            (firstOrder, firstIncident, firstDecision) = (other.firstOrder, other.firstIncident, other.firstDecision);
        }
    }

    public ClauseTrialResult ToResult() => new(plan.Clause, tried, applied, unknown, broken, firstIncident, firstDecision);

    private void NoteFirst(BatchEvaluation evaluation, DecisionMasks masks, ReadOnlySpan<ulong> breaks)
    {
        var rows = new SetRows(breaks);
        rows.MoveNext();
        var order = FirstIncidents.OrderOf(evaluation.Batch, rows.Current);
        if (order < firstOrder)
        {
            (firstOrder, firstIncident, firstDecision) = (order, IncidentReader.Read(evaluation.Batch, rows.Current), masks.GetDecision(rows.Current));
        }
    }

    private void FindWrong(DecisionMasks masks, Span<ulong> rows)
    {
        rows.Clear();
        if (plan.Demanded is { } demanded)
        {
            FindLacking(masks, demanded, rows);
            return;
        }

        for (var action = 0; action < policy.Actions.Length; action++)
        {
            if (plan.WrongActions[action])
            {
                Or(rows, masks.Taken(action));
            }
        }

        if (plan.IsWrongWithout && policy.Otherwise < 0)
        {
            Or(rows, masks.Unclaimed);
        }
    }

    private static void FindLacking(DecisionMasks masks, ImmutableArray<int> demanded, Span<ulong> rows)
    {
        var offered = new ulong[rows.Length];
        foreach (var service in demanded)
        {
            if (service < 0)
            {
                rows.Fill(ulong.MaxValue);
                return;
            }

            masks.FindOffers(service, offered);
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] |= ~offered[i];
            }
        }
    }

    private static void Or(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] |= other[i];
        }
    }
}
