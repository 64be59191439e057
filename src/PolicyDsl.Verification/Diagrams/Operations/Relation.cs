using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>Which pairs of values a <see cref="Relation{TRule}"/> looks for.</summary>
internal interface IRelationRule
{
    static abstract int Code { get; }

    static abstract bool IsCommutative { get; }

    /// <summary>Tells the answer where it needs no look below the roots; always does where both are terminals.</summary>
    static abstract bool TrySettle(int a, int b, out bool holds);
}

internal readonly struct IntersectsRule : IRelationRule
{
    public static int Code => OperationCode.Intersects;

    public static bool IsCommutative => true;

    public static bool TrySettle(int a, int b, out bool holds)
    {
        holds = a != 0 && b != 0;
        return a <= 1 || b <= 1 || a == b;
    }
}

/// <summary>Somewhere a is true and b is not.</summary>
internal readonly struct ExceedsRule : IRelationRule
{
    public static int Code => OperationCode.Exceeds;

    public static bool IsCommutative => false;

    public static bool TrySettle(int a, int b, out bool holds)
    {
        holds = a != b && a != 0 && b != 1;
        return a <= 1 || b <= 1 || a == b;
    }
}

/// <summary>
/// Whether two false/true diagrams have a certain pair of values for some assignment; makes no nodes and stops at the first that it finds.
/// Cost: at most one step for each pair of a node of a and a node of b.
/// </summary>
internal sealed class Relation<TRule>(DiagramStore store)
    where TRule : struct, IRelationRule
{
    private readonly NodeTable nodes = store.Nodes;
    private readonly OperationCache cache = store.Cache;
    private readonly StepCounter steps = store.Steps;

    public bool Holds(int a, int b)
    {
        if (TRule.TrySettle(a, b, out var settled))
        {
            return settled;
        }

        if (TRule.IsCommutative && a > b)
        {
            (a, b) = (b, a);
        }

        return cache.TryGet(a, b, TRule.Code, out var known) ? known != 0 : Search(a, b);
    }

    private bool Search(int a, int b)
    {
        if (!DeepStack.HasRoom)
        {
            return SearchOnDeepStack(a, b);
        }

        steps.Count();
        var nodeA = nodes[a];
        var nodeB = nodes[b];
        var variable = Math.Min(nodeA.Variable, nodeB.Variable);
        var (lowA, highA) = nodeA.Variable == variable ? (nodeA.Low, nodeA.High) : (a, a);
        var (lowB, highB) = nodeB.Variable == variable ? (nodeB.Low, nodeB.High) : (b, b);
        var holds = Holds(lowA, lowB) || Holds(highA, highB);
        cache.Put(a, b, TRule.Code, holds ? 1 : 0);
        return holds;
    }

    private bool SearchOnDeepStack(int a, int b) => DeepStack.Run(() => Search(a, b));
}
