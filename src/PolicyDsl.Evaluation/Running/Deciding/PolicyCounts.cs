using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// Counts what a policy decides. One is filled by each thread; counts add up in any order, and of what is shown the first by order of the data are
/// kept, so the sum does not depend on threads.
/// </summary>
internal sealed class PolicyCounts(PolicyPlan plan)
{
    private readonly RuleCounts[] rules = [.. plan.Rules.Select(_ => new RuleCounts())];
    private readonly long[] taken = new long[plan.Actions.Length];
    private readonly long[] takenUnsettled = new long[plan.Actions.Length];
    private readonly long[] offers = new long[plan.Services.Length];
    private readonly Dictionary<string, ConflictCounts> conflicts = new(StringComparer.Ordinal);
    private readonly Dictionary<Decision, ConflictCounts> conflictOf = new(ReferenceEqualityComparer.Instance as IEqualityComparer<Decision>);
    private readonly Dictionary<string, long> scopeWants = new(StringComparer.Ordinal);

    public long InScope { get; private set; }

    public long RowsInScope { get; private set; }

    public long RowsOutside { get; private set; }

    public long Outside { get; private set; }

    public long ScopeUnknown { get; private set; }

    public long Unsettled { get; private set; }

    public long Conflicts { get; private set; }

    public long None { get; private set; }

    public long ByOtherwise { get; private set; }

    public void Add(BatchEvaluation evaluation, DecisionMasks masks)
    {
        var batch = evaluation.Batch;
        AddScope(evaluation, masks, batch);
        foreach (var rule in plan.Rules)
        {
            AddRule(evaluation, masks, rule);
        }

        var both = ArrayPool<ulong>.Shared.Rent(masks.InScope.Length);
        var span = both.AsSpan(0, masks.InScope.Length);
        for (var action = 0; action < taken.Length; action++)
        {
            taken[action] += Masks.Count(masks.Taken(action));
            masks.Taken(action).CopyTo(span);
            evaluation.Kernels.And(span, masks.Unsettled);
            takenUnsettled[action] += Masks.Count(span);
        }

        for (var service = 0; service < offers.Length; service++)
        {
            masks.FindOffers(service, span);
            offers[service] += Masks.Count(span);
        }

        ArrayPool<ulong>.Shared.Return(both);
        AddConflicts(masks, batch);
    }

    public void Merge(PolicyCounts other)
    {
        InScope += other.InScope;
        RowsInScope += other.RowsInScope;
        RowsOutside += other.RowsOutside;
        Outside += other.Outside;
        ScopeUnknown += other.ScopeUnknown;
        Unsettled += other.Unsettled;
        Conflicts += other.Conflicts;
        None += other.None;
        ByOtherwise += other.ByOtherwise;
        for (var i = 0; i < rules.Length; i++)
        {
            rules[i].Merge(other.rules[i]);
        }

        AddUp(taken, other.taken);
        AddUp(takenUnsettled, other.takenUnsettled);
        AddUp(offers, other.offers);
        AddUp(scopeWants, other.scopeWants);
        foreach (var (key, conflict) in other.conflicts)
        {
            GetConflict(key, conflict.Decision).Merge(conflict);
        }
    }

    /// <summary>The actions decided and those that <paramref name="named"/> names, from the mildest to the harshest.</summary>
    public ImmutableArray<DispositionCount> Dispositions(IEnumerable<ActionSymbol> named) =>
        [.. plan.Actions.Where((_, i) => taken[i] > 0).Union(named).Order(Mildness.Order).Select(action =>
        {
            var place = plan.Actions.IndexOf(action);
            return new DispositionCount(action.Name, action.DisplayName, action.Severity, place < 0 ? 0 : taken[place], place < 0 ? 0 : takenUnsettled[place]);
        })];

    public ImmutableArray<OfferCount> Offers() =>
        [.. plan.Services.Select((s, i) => new OfferCount(s.Name, s.DisplayName, offers[i])).Where(o => o.Incidents > 0)];

    public ImmutableArray<RuleCount> Rules() =>
        [.. plan.Rules.Select((rule, i) => rules[i].ToCount(rule.Rule))];

    public ImmutableArray<WantCount> ScopeWants() => ToCounts(scopeWants);

    /// <summary>The most frequent first, of equally many the one that comes first in the data.</summary>
    public ImmutableArray<ConflictCount> ConflictingRules() =>
        [.. conflicts.Values.OrderByDescending(c => c.Count).ThenBy(c => c.First.Items[0].Order).Select(c => c.ToCount())];

    private static ImmutableArray<WantCount> ToCounts(Dictionary<string, long> counts) =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new WantCount(c.Key, c.Value))];

    private static void AddUp(long[] target, long[] other)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += other[i];
        }
    }

    private static void AddUp(Dictionary<string, long> target, Dictionary<string, long> other)
    {
        foreach (var (name, count) in other)
        {
            target[name] = target.GetValueOrDefault(name) + count;
        }
    }

    private void AddScope(BatchEvaluation evaluation, DecisionMasks masks, IncidentBatch batch)
    {
        InScope += Masks.Count(masks.InScope);
        Outside += Masks.Count(masks.Outside);
        RowsInScope += CountRows(masks.InScope, batch);
        RowsOutside += CountRows(masks.Outside, batch);
        Unsettled += Masks.Count(masks.Unsettled);
        var unclaimed = Masks.Count(masks.Unclaimed);
        None += plan.Otherwise < 0 ? unclaimed : 0;
        ByOtherwise += plan.Otherwise < 0 ? 0 : unclaimed;
        var unknown = Masks.Count(masks.ScopeUnknown);
        ScopeUnknown += unknown;
        if (unknown > 0)
        {
            evaluation.GetWants(plan.Scope).Count(masks.ScopeUnknown, scopeWants);
        }
    }

    private static long CountRows(ReadOnlySpan<ulong> mask, IncidentBatch batch)
    {
        if (batch.RowsFolded is not { } folded)
        {
            return Masks.Count(mask);
        }

        var count = 0L;
        foreach (var row in new SetRows(mask))
        {
            count += folded[row];
        }

        return count;
    }

    private void AddRule(BatchEvaluation evaluation, DecisionMasks masks, RulePlan rule)
    {
        var counts = rules[rule.Place];
        var fires = Masks.Count(masks.Fired(rule.Place));
        counts.Fired += fires;
        if (rule.Action >= 0 && fires > 0)
        {
            var (stands, decides) = CountStanding(masks.Standing(rule.Place), masks.Taken(rule.Action));
            counts.SetAside += fires - stands;
            counts.Decided += decides;
        }

        if (masks.HasOpen(rule.Place))
        {
            counts.Open += Masks.Count(masks.Open(rule.Place));
            evaluation.GetWants(rule.Condition).Count(masks.Open(rule.Place), counts.Wants);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Stands, long Decides) CountStanding(ReadOnlySpan<ulong> standing, ReadOnlySpan<ulong> taken)
    {
        var (stands, decides) = (0L, 0L);
        for (var i = 0; i < standing.Length; i++)
        {
            stands += System.Numerics.BitOperations.PopCount(standing[i]);
            decides += System.Numerics.BitOperations.PopCount(standing[i] & taken[i]);
        }

        return (stands, decides);
    }

    private void AddConflicts(DecisionMasks masks, IncidentBatch batch)
    {
        foreach (var row in new SetRows(masks.Conflict))
        {
            Conflicts++;
            FindConflict(masks.GetDecision(row)).Add(batch, row);
        }
    }

    private ConflictCounts FindConflict(Decision decision)
    {
        if (conflictOf.TryGetValue(decision, out var conflict))
        {
            return conflict;
        }

        // Decisions are made anew where there are very many patterns of rules; then this starts anew too.
        if (conflictOf.Count >= PatternMemory.MaxPatterns)
        {
            conflictOf.Clear();
        }

        var key = string.Join(',', decision.Outcomes.Where(o => o.State == RuleState.Fired && o.Rule.Action is not null).Select(o => o.Rule.Name));
        conflictOf.Add(decision, conflict = GetConflict(key, decision));
        return conflict;
    }

    private ConflictCounts GetConflict(string key, Decision decision)
    {
        if (!conflicts.TryGetValue(key, out var conflict))
        {
            conflicts.Add(key, conflict = new ConflictCounts(decision));
        }

        return conflict;
    }

    private sealed class RuleCounts
    {
        public long Fired { get; set; }

        public long Decided { get; set; }

        public long SetAside { get; set; }

        public long Open { get; set; }

        public Dictionary<string, long> Wants { get; } = new(StringComparer.Ordinal);

        public void Merge(RuleCounts other)
        {
            Fired += other.Fired;
            Decided += other.Decided;
            SetAside += other.SetAside;
            Open += other.Open;
            AddUp(Wants, other.Wants);
        }

        public RuleCount ToCount(RuleSymbol rule) =>
            new(rule.Name, rule.DisplayName, rule is CrackdownSymbol, Fired, Decided, SetAside, Open, ToCounts(Wants));
    }

    private sealed class ConflictCounts(Decision decision)
    {
        public Decision Decision { get; } = decision;

        public long Count { get; private set; }

        public FirstIncidents First { get; } = new();

        public void Add(IncidentBatch batch, int row)
        {
            Count++;
            First.Add(batch, row);
        }

        public void Merge(ConflictCounts other)
        {
            Count += other.Count;
            First.Merge(other.First);
        }

        public ConflictCount ToCount()
        {
            var standing = Decision.Outcomes.Where(o => o.State == RuleState.Fired && o.Rule.Action is not null).Select(o => o.Rule).ToList();
            return new ConflictCount(
                [.. standing.Select(r => r.Name)],
                [.. standing.Select(r => r.Action?.Name ?? "").Distinct(StringComparer.Ordinal)],
                Decision.Action?.Name ?? "none",
                Count,
                [.. First.Items.Select(i => i.Id)]);
        }
    }
}
