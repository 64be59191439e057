using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// What only the bound trees show, because it goes through names: that histories do not nest. Names are looked at once each, the used
/// before the using, so the cost is linear.
/// </summary>
internal sealed class BoundChecks
{
    private readonly BindingSession session;

    /// <summary>Defines and derived fields with a history in them.</summary>
    private readonly HashSet<Symbol> withHistory = [];

    private BoundChecks(BindingSession session) => this.session = session;

    public static void Check(BindingSession session, Declarations declared, PolicySymbol? policy, IReadOnlyList<Symbol> ordered)
    {
        var checks = new BoundChecks(session);
        foreach (var symbol in ordered)
        {
            checks.CheckFormula(symbol);
        }

        foreach (var invariant in declared.Entities.SelectMany(e => e.Symbol.Invariants))
        {
            checks.CheckHistories(invariant);
        }

        foreach (var clause in declared.Principles.SelectMany(p => p.Symbol.Clauses))
        {
            checks.CheckClause(clause);
        }

        if (policy is not null)
        {
            checks.CheckPolicy(policy);
        }
    }

    private void CheckFormula(Symbol symbol)
    {
        var value = symbol switch
        {
            FieldSymbol field => field.Formula,
            DefineSymbol define => define.Value,
            MeasureSymbol measure => measure.Value,
            _ => null,
        };
        if (value is null)
        {
            return;
        }

        if (CheckHistories(value))
        {
            withHistory.Add(symbol);
        }
    }

    private void CheckClause(ClauseSymbol clause)
    {
        var (when, unless) = clause.Form switch
        {
            LogicalForm logical => (logical.When, logical.Unless),
            NeverFallsForm falls => (falls.Term, null),
            RequireForm require => (require.Condition, null),
            _ => (null, null),
        };
        CheckHistories(when);
        CheckHistories(unless);
    }

    private void CheckPolicy(PolicySymbol policy)
    {
        CheckHistories(policy.AppliesWhen);
        foreach (var rule in policy.Rules)
        {
            CheckHistories(rule.When);
            CheckHistories(rule.Unless);
            CheckHistories((rule as CrackdownSymbol)?.Target);
        }
    }

    /// <summary>Reports histories inside histories; true where there is a history at all, behind names too.</summary>
    private bool CheckHistories(BoundExpression? expression)
    {
        if (expression is null)
        {
            return false;
        }

        var found = false;
        var pending = new Stack<(BoundExpression Expression, bool IsInside)>();
        pending.Push((expression, false));
        while (pending.TryPop(out var next))
        {
            var via = Named(next.Expression);
            var isHistory = next.Expression is BoundHistory || (via is not null && withHistory.Contains(via));
            found |= isHistory;
            if (isHistory && next.IsInside)
            {
                ReportNested(next.Expression, via);
                continue;
            }

            foreach (var child in next.Expression.BoundChildren())
            {
                pending.Push((child, next.IsInside || next.Expression is BoundHistory));
            }
        }

        return found;
    }

    private static Symbol? Named(BoundExpression expression) => expression switch
    {
        BoundDefineReference reference => reference.Define,
        BoundFieldAccess access => access.Field,
        _ => null,
    };

    private void ReportNested(BoundExpression expression, Symbol? via)
    {
        var what = via is null ? "a history" : $"`{via.Name}`, which is a history";
        session.Report(Diagnostic.Create(PolicyErrors.NestedHistory, expression.Location, what) with
        {
            Hint = "Count with a condition on the earlier incident's own fields.",
            Related = via is null ? [] : BindingSession.RelatedTo(via, $"`{via.Name}` looks back here."),
        });
    }
}
