using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Kernels;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// What a policy decides for the rows of a batch, as masks: points 1 to 5 of section 8 of the language in bit logic. A rule stands where it fires and none above it does; the
/// action taken is the mildest that a standing rule names, so going from the mildest up each action takes the rows that are still free. Rows on which
/// standing rules differ are in conflict; whether these are settled is asked of the interpreter's own <c>Standing</c>, once for each pattern of rules.
/// Cost: a few words of logic per rule and 64 rows, and one per pair of rules in the order.
/// </summary>
internal sealed partial class DecisionMasks
{
    private static readonly Decision OutsideDecision = new(DecisionStatus.Outside, null);
    private static readonly Decision ScopeUnknownDecision = new(DecisionStatus.Outside, null) { IsUnsettled = true };

    private readonly PolicyPlan plan;
    private readonly MaskSet fired;
    private readonly MaskSet open;
    private readonly MaskSet standing;
    private readonly MaskSet free;
    private readonly MaskSet taken;
    private readonly bool[] hasOpen;
    private readonly PatternMemory patterns;
    private readonly ulong[] inScope = NewMask();
    private readonly ulong[] outside = NewMask();
    private readonly ulong[] scopeUnknown = NewMask();
    private readonly ulong[] conflict = NewMask();
    private readonly ulong[] unsettled = NewMask();
    private readonly ulong[] unclaimed = NewMask();
    private readonly ulong[] anyOpen = NewMask();
    private readonly ulong[] scratch = NewMask();
    private int words;

    public DecisionMasks(PolicyPlan plan)
    {
        this.plan = plan;
        fired = new MaskSet(plan.Rules.Length);
        open = new MaskSet(plan.Rules.Length);
        standing = new MaskSet(plan.Rules.Length);
        free = new MaskSet(plan.Rules.Length);
        taken = new MaskSet(plan.Actions.Length);
        hasOpen = new bool[plan.Rules.Length];
        patterns = new PatternMemory(plan, this);
    }

    public PolicyPlan Plan => plan;

    /// <summary>Rows in scope, of those that are decided at all.</summary>
    public Span<ulong> InScope => inScope.AsSpan(0, words);

    public Span<ulong> Outside => outside.AsSpan(0, words);

    /// <summary>Rows outside of which it is unknown whether they are in scope.</summary>
    public Span<ulong> ScopeUnknown => scopeUnknown.AsSpan(0, words);

    public Span<ulong> Conflict => conflict.AsSpan(0, words);

    public Span<ulong> Unsettled => unsettled.AsSpan(0, words);

    /// <summary>Rows in scope on which no rule stands.</summary>
    public Span<ulong> Unclaimed => unclaimed.AsSpan(0, words);

    /// <summary>Rows in scope for which some rule is open.</summary>
    public Span<ulong> AnyOpen => anyOpen.AsSpan(0, words);

    /// <summary>Rows for which a rule fires, set aside or not.</summary>
    public ReadOnlySpan<ulong> Fired(int rule) => fired[rule, words];

    public bool HasOpen(int rule) => hasOpen[rule];

    public ReadOnlySpan<ulong> Open(int rule) => open[rule, words];

    /// <summary>Rows for which a rule with an action fires and none above it does.</summary>
    public ReadOnlySpan<ulong> Standing(int rule) => standing[rule, words];

    /// <summary>Rows for which a rule with an action is open and none above it fires; only where <see cref="HasOpen"/>.</summary>
    public ReadOnlySpan<ulong> Free(int rule) => free[rule, words];

    /// <summary>Rows for which an action is decided, by rules or by <c>otherwise</c>.</summary>
    public ReadOnlySpan<ulong> Taken(int action) => taken[action, words];

    /// <summary>What is decided for a row in scope; for want of what a rule is open is not said.</summary>
    public Decision GetDecision(int row) => patterns.Get(row);

    /// <summary>Which rules fire for a row and which are open, two bits a rule; see <see cref="PatternMemory.RulesPerWord"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WritePattern(int row, long[] pattern)
    {
        Array.Clear(pattern);
        var (word, bit) = (row >> 6, row & 63);
        for (var rule = 0; rule < hasOpen.Length; rule++)
        {
            var state = (fired.GetWord(rule, word) >> bit) & 1;
            if (hasOpen[rule])
            {
                state |= ((open.GetWord(rule, word) >> bit) & 1) << 1;
            }

            pattern[rule / PatternMemory.RulesPerWord] |= (long)state << (2 * (rule % PatternMemory.RulesPerWord));
        }
    }

    /// <summary>What is decided for a row that is not history only, in scope or not.</summary>
    public Decision GetAnswer(int row) => Masks.IsSet(InScope, row) ? GetDecision(row)
        : Masks.IsSet(ScopeUnknown, row) ? ScopeUnknownDecision
        : OutsideDecision;

    /// <summary>Rows to which a service is offered: by rules that fire, set aside or not, and after <c>to</c> of those that decide.</summary>
    public void FindOffers(int service, Span<ulong> rows)
    {
        rows.Clear();
        foreach (var rule in plan.Rules.AsSpan())
        {
            if (rule.Offers.Contains(service))
            {
                Or(rows, fired[rule.Place, words]);
            }

            if (rule.Action >= 0 && rule.To.Contains(service))
            {
                OrAnd(rows, standing[rule.Place, words], taken[rule.Action, words]);
            }
        }
    }

    public void Compute(BatchEvaluation evaluation)
    {
        var batch = evaluation.Batch;
        words = Masks.WordsFor(batch.Count);
        FindScope(evaluation, batch);
        AnyOpen.Clear();
        foreach (var rule in plan.Rules)
        {
            FindFiring(evaluation, rule);
        }

        foreach (var rule in plan.Rules.AsSpan())
        {
            if (rule.Action >= 0)
            {
                FindStanding(rule, evaluation.Kernels);
            }
        }

        Take(evaluation.Kernels);
        FindUnsettled(evaluation.Kernels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Or(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] |= other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OrAnd(Span<ulong> target, ReadOnlySpan<ulong> first, ReadOnlySpan<ulong> second)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] |= first[i] & second[i];
        }
    }

    private static ulong[] NewMask() => new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];

    private void FindScope(BatchEvaluation evaluation, IncidentBatch batch)
    {
        Masks.Fill(InScope, batch.Count);
        if (batch.HistoryOnly is { } seenOnly)
        {
            evaluation.Kernels.AndNot(InScope, seenOnly.AsSpan(0, words));
        }

        Outside.Clear();
        ScopeUnknown.Clear();
        if (plan.Scope == PolicyPlan.NoCondition)
        {
            return;
        }

        var truth = evaluation.GetTruth(plan.Scope);
        InScope.CopyTo(Outside);
        evaluation.Kernels.And(InScope, truth.True);
        evaluation.Kernels.AndNot(Outside, truth.True);
        if (!truth.IsExact)
        {
            Outside.CopyTo(ScopeUnknown);
            evaluation.Kernels.And(ScopeUnknown, truth.Possible);
        }
    }

    private void FindFiring(BatchEvaluation evaluation, RulePlan rule)
    {
        var fires = fired[rule.Place, words];
        hasOpen[rule.Place] = false;
        if (rule.Condition == PolicyPlan.NoCondition)
        {
            fires.Clear();
            return;
        }

        var truth = evaluation.GetTruth(rule.Condition);
        truth.True.CopyTo(fires);
        evaluation.Kernels.And(fires, InScope);
        if (truth.IsExact)
        {
            return;
        }

        var unknown = open[rule.Place, words];
        truth.Possible.CopyTo(unknown);
        evaluation.Kernels.AndNot(unknown, truth.True);
        evaluation.Kernels.And(unknown, InScope);
        if (unknown.IndexOfAnyExcept(0UL) >= 0)
        {
            hasOpen[rule.Place] = true;
            evaluation.Kernels.Or(AnyOpen, unknown);
        }
    }

    private void FindStanding(RulePlan rule, MaskKernels kernels)
    {
        var stands = standing[rule.Place, words];
        fired[rule.Place, words].CopyTo(stands);
        var mayStand = free[rule.Place, words];
        if (hasOpen[rule.Place])
        {
            open[rule.Place, words].CopyTo(mayStand);
        }

        foreach (var above in rule.Above.AsSpan())
        {
            kernels.AndNot(stands, fired[above, words]);
            if (hasOpen[rule.Place])
            {
                kernels.AndNot(mayStand, fired[above, words]);
            }
        }
    }

    /// <summary>From the mildest action up: each takes the rows that it is named for and no milder one was.</summary>
    private void Take(MaskKernels kernels)
    {
        Conflict.Clear();
        Unclaimed.Clear();
        var claimed = Unclaimed;
        for (var action = 0; action < plan.Actions.Length; action++)
        {
            var takes = taken[action, words];
            takes.Clear();
            foreach (var rule in plan.Rules.AsSpan())
            {
                if (rule.Action == action)
                {
                    kernels.Or(takes, standing[rule.Place, words]);
                }
            }

            var both = scratch.AsSpan(0, words);
            takes.CopyTo(both);
            kernels.And(both, claimed);
            kernels.Or(Conflict, both);
            kernels.AndNot(takes, both);
            kernels.Or(claimed, takes);
        }

        var rest = scratch.AsSpan(0, words);
        InScope.CopyTo(rest);
        kernels.AndNot(rest, claimed);
        rest.CopyTo(Unclaimed);
        if (plan.Otherwise >= 0)
        {
            kernels.Or(taken[plan.Otherwise, words], Unclaimed);
        }
    }

    /// <summary>Where nothing is in conflict, a free open rule with another action changes the outcome, and one with the same does not.</summary>
    private void FindUnsettled(MaskKernels kernels)
    {
        Unsettled.Clear();
        foreach (var rule in plan.Rules.AsSpan())
        {
            if (rule.Action >= 0 && hasOpen[rule.Place])
            {
                var changes = scratch.AsSpan(0, words);
                free[rule.Place, words].CopyTo(changes);
                kernels.AndNot(changes, taken[rule.Action, words]);
                kernels.Or(Unsettled, changes);
            }
        }

        kernels.AndNot(Unsettled, Conflict);
        var disputed = scratch.AsSpan(0, words);
        Conflict.CopyTo(disputed);
        kernels.And(disputed, AnyOpen);
        foreach (var row in new SetRows(disputed))
        {
            if (patterns.Get(row).IsUnsettled)
            {
                Masks.Set(Unsettled, row);
            }
        }
    }
}
