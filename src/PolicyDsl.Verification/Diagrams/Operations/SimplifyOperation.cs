using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>
/// Sibling substitution (the restrict of O. Coudert and J. C. Madre, ICCAD 1990): where care is false for one value of a variable, the node
/// gives way to its child for the other value; variables that only care depends on are removed from it. The result depends on no variable
/// that the first operand does not depend on; it is often smaller, in rare cases not.
/// </summary>
internal sealed class SimplifyOperation(DiagramStore store, BinaryOperation<OrRule> or)
{
    private readonly NodeTable nodes = store.Nodes;
    private readonly OperationCache cache = store.Cache;
    private readonly StepCounter steps = store.Steps;

    public int Apply(int a, int care)
    {
        if (care == 1 || nodes.IsTerminal(a))
        {
            return a;
        }

        if (a == care)
        {
            return 1;
        }

        return cache.TryGet(a, care, OperationCode.Simplify, out var known) ? known : Descend(a, care);
    }

    private int Descend(int a, int care)
    {
        if (!DeepStack.HasRoom)
        {
            return DescendOnDeepStack(a, care);
        }

        steps.Count();
        var node = nodes[a];
        var careNode = nodes[care];
        int result;
        if (careNode.Variable < node.Variable)
        {
            result = Apply(a, or.Apply(careNode.Low, careNode.High));
        }
        else if (careNode.Variable == node.Variable && careNode.Low == 0)
        {
            result = Apply(node.High, careNode.High);
        }
        else if (careNode.Variable == node.Variable && careNode.High == 0)
        {
            result = Apply(node.Low, careNode.Low);
        }
        else
        {
            result = Split(node, care, careNode);
        }

        cache.Put(a, care, OperationCode.Simplify, result);
        return result;
    }

    private int Split(Node node, int care, Node careNode)
    {
        var isSame = careNode.Variable == node.Variable;
        var low = Apply(node.Low, isSame ? careNode.Low : care);
        return nodes.Make(node.Variable, low, Apply(node.High, isSame ? careNode.High : care));
    }

    private int DescendOnDeepStack(int a, int care) => DeepStack.Run(() => Descend(a, care));
}
