using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>
/// Removes variables in one pass from the leaves up: a node of one of them becomes the disjunction of its children. The set is known to
/// the cache by the diagram of its conjunction, so that results last from call to call.
/// </summary>
internal sealed class ExistsOperation(DiagramStore store, BinaryOperation<OrRule> or)
{
    private readonly NodeTable nodes = store.Nodes;
    private readonly OperationCache cache = store.Cache;
    private readonly StepCounter steps = store.Steps;
    private readonly bool[] isRemoved = new bool[store.VariableCount];
    private int last;
    private int set;

    public int Apply(int a, IReadOnlySet<int> variables)
    {
        if (variables.Count == 0)
        {
            return a;
        }

        set = Cubes.Make(store, variables.Select(v => KeyValuePair.Create(v, true)));
        last = variables.Max();
        Array.Clear(isRemoved);
        foreach (var variable in variables)
        {
            isRemoved[variable] = true;
        }

        return Apply(a);
    }

    private int Apply(int a)
    {
        if (nodes[a].Variable > last)
        {
            return a;
        }

        return cache.TryGet(a, set, OperationCode.Exists, out var known) ? known : Remove(a);
    }

    private int Remove(int a)
    {
        if (!DeepStack.HasRoom)
        {
            return RemoveOnDeepStack(a);
        }

        steps.Count();
        var node = nodes[a];
        var low = Apply(node.Low);
        int result;
        if (!isRemoved[node.Variable])
        {
            result = nodes.Make(node.Variable, low, Apply(node.High));
        }
        else
        {
            result = low == 1 ? 1 : or.Apply(low, Apply(node.High));
        }

        cache.Put(a, set, OperationCode.Exists, result);
        return result;
    }

    private int RemoveOnDeepStack(int a) => DeepStack.Run(() => Remove(a));
}
