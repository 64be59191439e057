using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>What sets one operation on two false/true diagrams apart from another.</summary>
internal interface IBinaryRule
{
    static abstract int Code { get; }

    static abstract bool IsCommutative { get; }

    /// <summary>Tells the result where it needs no look below the roots; always does where both are terminals.</summary>
    static abstract bool TrySettle(int a, int b, out int result);
}

/// <summary>
/// An operation on two diagrams, one pass down both at once. The rule is a type argument, so that each operation is compiled by itself.
/// Cost: at most one step for each pair of a node of a and a node of b.
/// </summary>
internal sealed class BinaryOperation<TRule>(DiagramStore store)
    where TRule : struct, IBinaryRule
{
    private readonly NodeTable nodes = store.Nodes;
    private readonly OperationCache cache = store.Cache;
    private readonly StepCounter steps = store.Steps;

    public int Apply(int a, int b)
    {
        if (TRule.TrySettle(a, b, out var settled))
        {
            return settled;
        }

        if (TRule.IsCommutative && a > b)
        {
            (a, b) = (b, a);
        }

        return cache.TryGet(a, b, TRule.Code, out var known) ? known : Combine(a, b);
    }

    private int Combine(int a, int b)
    {
        if (!DeepStack.HasRoom)
        {
            return CombineOnDeepStack(a, b);
        }

        steps.Count();
        var nodeA = nodes[a];
        var nodeB = nodes[b];
        var variable = Math.Min(nodeA.Variable, nodeB.Variable);
        var (lowA, highA) = nodeA.Variable == variable ? (nodeA.Low, nodeA.High) : (a, a);
        var (lowB, highB) = nodeB.Variable == variable ? (nodeB.Low, nodeB.High) : (b, b);
        var low = Apply(lowA, lowB);
        var result = nodes.Make(variable, low, Apply(highA, highB));
        cache.Put(a, b, TRule.Code, result);
        return result;
    }

    private int CombineOnDeepStack(int a, int b) => DeepStack.Run(() => Combine(a, b));
}
