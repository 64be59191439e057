using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>
/// If-then-else of a false/true condition over branches with any terminals, one pass down all three at once. What is a conjunction, a
/// disjunction or a difference is left to these, which share more results.
/// </summary>
internal sealed class IteOperation(
    DiagramStore store, BinaryOperation<AndRule> and, BinaryOperation<OrRule> or, BinaryOperation<DifferenceRule> difference)
{
    private readonly NodeTable nodes = store.Nodes;
    private readonly OperationCache cache = store.Cache;
    private readonly StepCounter steps = store.Steps;

    public int Apply(int condition, int whenTrue, int whenFalse)
    {
        if (condition <= 1)
        {
            return condition == 1 ? whenTrue : whenFalse;
        }

        if (whenTrue == whenFalse)
        {
            return whenTrue;
        }

        if (whenFalse == 0 || whenFalse == condition)
        {
            return and.Apply(condition, whenTrue);
        }

        if (whenTrue == 1 || whenTrue == condition)
        {
            return or.Apply(condition, whenFalse);
        }

        if (whenTrue == 0)
        {
            return difference.Apply(whenFalse, condition);
        }

        return cache.TryGet(condition, whenTrue, whenFalse, out var known) ? known : Combine(condition, whenTrue, whenFalse);
    }

    private int Combine(int condition, int whenTrue, int whenFalse)
    {
        if (!DeepStack.HasRoom)
        {
            return CombineOnDeepStack(condition, whenTrue, whenFalse);
        }

        steps.Count();
        var variable = Math.Min(nodes[condition].Variable, Math.Min(nodes[whenTrue].Variable, nodes[whenFalse].Variable));
        var low = Apply(LowOf(condition, variable), LowOf(whenTrue, variable), LowOf(whenFalse, variable));
        var high = Apply(HighOf(condition, variable), HighOf(whenTrue, variable), HighOf(whenFalse, variable));
        var result = nodes.Make(variable, low, high);
        cache.Put(condition, whenTrue, whenFalse, result);
        return result;
    }

    private int LowOf(int node, int variable) => nodes[node].Variable == variable ? nodes[node].Low : node;

    private int HighOf(int node, int variable) => nodes[node].Variable == variable ? nodes[node].High : node;

    private int CombineOnDeepStack(int condition, int whenTrue, int whenFalse) =>
        DeepStack.Run(() => Combine(condition, whenTrue, whenFalse));
}
