using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Mutation.Generation;

/// <summary>
/// The declarations by which a policy decides: those that its scope and rules name, and those that these name in turn. What only data sets, clauses,
/// measures or the targets of crackdowns read is not among them. Cost: each declaration is entered once.
/// </summary>
internal sealed class PolicyReach
{
    private readonly HashSet<Symbol> reached = [];
    private readonly Stack<BoundExpression> pending = new();

    public PolicyReach(PolicySymbol policy)
    {
        Push(policy.AppliesWhen);
        foreach (var rule in policy.Rules)
        {
            Push(rule.When);
            Push(rule.Unless);
        }

        while (pending.TryPop(out var expression))
        {
            foreach (var below in expression.BoundChildren())
            {
                pending.Push(below);
            }

            Enter(expression);
        }
    }

    public bool Holds(Symbol symbol) => reached.Contains(symbol);

    public bool HoldsTable(string name) => reached.OfType<TableSymbol>().Any(t => t.Name == name);

    public bool HoldsSet(string name) => reached.OfType<SetSymbol>().Any(s => s.Name == name);

    public bool HoldsField(string entity, string name) => reached.OfType<FieldSymbol>().Any(f => f.Name == name && f.Entity.Name == entity);

    private void Enter(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundFieldAccess { Field: var field } when reached.Add(field):
                Push(field.Formula);
                break;
            case BoundDefineReference { Define: var define } when reached.Add(define):
                Push(define.Value);
                break;
            case BoundTableLookup { Table: var table } when reached.Add(table):
                foreach (var child in table.Arms.SelectMany(a => a.ArmChildren()))
                {
                    pending.Push(child);
                }

                break;
            case BoundInList { Set: { } set }:
                reached.Add(set);
                break;
            case BoundHas { Set: { } set }:
                reached.Add(set);
                break;
        }
    }

    private void Push(BoundExpression? expression)
    {
        if (expression is not null)
        {
            pending.Push(expression);
        }
    }
}
