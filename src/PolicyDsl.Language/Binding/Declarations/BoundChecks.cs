using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// What only the bound trees show, because it goes through names: that histories do not nest, and that no decision reads what was
/// recorded of the incident it decides. Names are looked at once each, the used before the using, so the cost is linear.
/// </summary>
internal sealed class BoundChecks
{
    private readonly BindingSession session;
    private readonly FieldSymbol? recorded;

    /// <summary>Defines and derived fields with a history in them.</summary>
    private readonly HashSet<Symbol> withHistory = [];

    /// <summary>Derived fields that read <c>recorded</c> of their own incident.</summary>
    private readonly HashSet<Symbol> withRecorded = [];

    private BoundChecks(BindingSession session)
    {
        this.session = session;
        recorded = session.Scope.Incident?.FindField("recorded");
    }

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

        if (symbol is FieldSymbol && FindRecorded(value) is not null)
        {
            withRecorded.Add(symbol);
        }
        else if (symbol is DefineSymbol)
        {
            CheckRecorded(value, BindingSession.Describe(symbol));
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
        if (clause.Form is not RequireForm)
        {
            CheckRecorded(when, BindingSession.Describe(clause));
            CheckRecorded(unless, BindingSession.Describe(clause));
        }
    }

    private void CheckPolicy(PolicySymbol policy)
    {
        CheckDecision(policy.AppliesWhen, "the policy's scope");
        foreach (var rule in policy.Rules)
        {
            CheckDecision(rule.When, BindingSession.Describe(rule));
            CheckDecision(rule.Unless, BindingSession.Describe(rule));
            CheckDecision((rule as CrackdownSymbol)?.Target, BindingSession.Describe(rule));
        }
    }

    private void CheckDecision(BoundExpression? expression, string description)
    {
        CheckHistories(expression);
        CheckRecorded(expression, description);
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

    private void CheckRecorded(BoundExpression? expression, string description)
    {
        if (expression is not null && FindRecorded(expression) is { } read)
        {
            session.Report(Diagnostic.Create(PolicyErrors.ReadsRecorded, read.Location, description, read.Field.Name) with
            {
                Hint = "What happened is known only afterwards: decide on what is known before.",
                Related = read.Field == recorded ? [] : BindingSession.RelatedTo(read.Field, $"`{read.Field.Name}` reads it."),
            });
        }
    }

    /// <summary>
    /// The first read of <c>recorded</c>, or of a field computed from it, of the incident at hand; inside a history that is <c>this</c>.
    /// Direct reads are refused while expressions are bound, where their place forbids it; here they matter in formulas.
    /// </summary>
    private BoundFieldAccess? FindRecorded(BoundExpression expression)
    {
        var pending = new Stack<(BoundExpression Expression, bool IsInside)>();
        pending.Push((expression, false));
        while (pending.TryPop(out var next))
        {
            if (next.Expression is BoundFieldAccess access
                && (access.Field == recorded || withRecorded.Contains(access.Field))
                && IsAtHand(access, next.IsInside))
            {
                return access;
            }

            if (next.Expression is BoundHistory history)
            {
                PushParts(history, pending);
                continue;
            }

            foreach (var child in next.Expression.BoundChildren())
            {
                pending.Push((child, next.IsInside));
            }
        }

        return null;
    }

    private static void PushParts(BoundHistory history, Stack<(BoundExpression Expression, bool IsInside)> pending)
    {
        if (history.Subject is { } subject)
        {
            pending.Push((subject, true));
        }

        if (history.Condition is { } condition)
        {
            pending.Push((condition, true));
        }

        foreach (var key in history.Keys)
        {
            pending.Push((key, false));
        }
    }

    private static bool IsAtHand(BoundFieldAccess access, bool isInside)
    {
        BoundExpression root = access;
        while (root is BoundFieldAccess inner)
        {
            root = inner.Receiver;
        }

        return root is BoundThis || !isInside;
    }
}
