using System.Runtime.CompilerServices;

namespace PolicyDsl.Evaluation.Running;

/// <summary>What decisions may turn out to be once what is unknown is known. Rows in conflict are asked of the interpreter instead.</summary>
internal sealed partial class DecisionMasks
{
    /// <summary>Rows that are unsettled and may also end in an action.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindOtherAction(int action, Span<ulong> rows)
    {
        rows.Clear();
        foreach (var rule in plan.Rules.AsSpan())
        {
            if (rule.Action == action && hasOpen[rule.Place])
            {
                Or(rows, free[rule.Place, words]);
            }
        }

        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] &= unsettled[i] & ~taken[action, words][i];
        }
    }

    /// <summary>Rows for which it is open whether a service is offered: it may be, and it is not certain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindOpenOffers(int service, Span<ulong> rows)
    {
        rows.Clear();
        var certain = new ulong[rows.Length];
        foreach (var rule in plan.Rules.AsSpan())
        {
            if (rule.Offers.Contains(service))
            {
                Or(certain, fired[rule.Place, words]);
                if (hasOpen[rule.Place])
                {
                    Or(rows, open[rule.Place, words]);
                }
            }

            if (rule.Action >= 0 && rule.To.Contains(service))
            {
                AddAfterTo(rule, rows, certain);
            }
        }

        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] &= anyOpen[i] & ~certain[i];
        }
    }

    /// <summary>A service after <c>to</c> is certain where its rule decides, the outcome is settled and no free rule could set the rule aside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddAfterTo(RulePlan rule, Span<ulong> possible, Span<ulong> certain)
    {
        var stands = standing[rule.Place, words];
        var decides = taken[rule.Action, words];
        for (var i = 0; i < certain.Length; i++)
        {
            var isCertain = stands[i] & decides[i] & ~unsettled[i];
            foreach (var above in rule.Above.AsSpan())
            {
                isCertain &= hasOpen[above] ? ~free[above, words][i] : ulong.MaxValue;
            }

            certain[i] |= isCertain;
            possible[i] |= stands[i] | (hasOpen[rule.Place] ? free[rule.Place, words][i] : 0);
        }
    }
}
