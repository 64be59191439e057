using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Whether an expression of a history speaks of the incident decided, itself or through a define: formulas and tables cannot.</summary>
internal static class ThisReferences
{
    public static bool ReadsThis(BoundExpression root)
    {
        var entered = new HashSet<DefineSymbol>();
        var pending = new Stack<BoundExpression>([root]);
        while (pending.TryPop(out var next))
        {
            if (next is BoundThis)
            {
                return true;
            }

            if (next is BoundDefineReference { Define: { Value: { } value } define } && entered.Add(define))
            {
                pending.Push(value);
            }

            foreach (var below in next.BoundChildren())
            {
                pending.Push(below);
            }
        }

        return false;
    }

    /// <summary>The operands of a condition that have to hold together, in two: those that speak of the earlier incident alone, and the others. Either may be none.</summary>
    public static (BoundExpression? Alone, BoundExpression? WithThis) Split(BoundExpression? condition)
    {
        if (condition is null)
        {
            return (null, null);
        }

        var operands = Conjuncts(condition).ToLookup(ReadsThis);
        return (Join([.. operands[false]], condition), Join([.. operands[true]], condition));
    }

    private static IEnumerable<BoundExpression> Conjuncts(BoundExpression condition) =>
        condition is BoundLogical { IsAnd: true } and ? and.Operands.SelectMany(Conjuncts) : [condition];

    /// <summary>Whether all of some conditions hold does not depend on their order, unknown ones included.</summary>
    private static BoundExpression? Join(BoundExpression[] operands, BoundExpression condition) => operands switch
    {
        [] => null,
        [var single] => single,
        _ => new BoundLogical(IsAnd: true, [.. operands], condition.Syntax) { Source = condition.Source },
    };
}
