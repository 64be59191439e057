using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>
/// Fixes variables in one pass: a node of one of them becomes the child that its value leads to. The values are known to the cache by the
/// diagram of their conjunction, so that results last from call to call.
/// </summary>
internal sealed class RestrictOperation(DiagramStore store)
{
    private readonly NodeTable nodes = store.Nodes;
    private readonly OperationCache cache = store.Cache;
    private readonly StepCounter steps = store.Steps;
    private readonly bool?[] fixedValues = new bool?[store.VariableCount];
    private int last;
    private int cube;

    public int Apply(int a, IReadOnlyDictionary<int, bool> values)
    {
        if (values.Count == 0)
        {
            return a;
        }

        cube = Cubes.Make(store, values);
        last = values.Keys.Max();
        Array.Clear(fixedValues);
        foreach (var (variable, value) in values)
        {
            fixedValues[variable] = value;
        }

        return Apply(a);
    }

    private int Apply(int a)
    {
        var node = nodes[a];
        while (node.Variable <= last && fixedValues[node.Variable] is { } value)
        {
            a = value ? node.High : node.Low;
            node = nodes[a];
        }

        if (node.Variable > last)
        {
            return a;
        }

        return cache.TryGet(a, cube, OperationCode.Restrict, out var known) ? known : Descend(a);
    }

    private int Descend(int a)
    {
        if (!DeepStack.HasRoom)
        {
            return DescendOnDeepStack(a);
        }

        steps.Count();
        var node = nodes[a];
        var low = Apply(node.Low);
        var result = nodes.Make(node.Variable, low, Apply(node.High));
        cache.Put(a, cube, OperationCode.Restrict, result);
        return result;
    }

    private int DescendOnDeepStack(int a) => DeepStack.Run(() => Descend(a));
}
