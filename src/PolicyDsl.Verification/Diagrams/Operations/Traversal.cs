namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>Passes over all nodes of one diagram without recursion: children have lower numbers than parents.</summary>
internal static class Traversal
{
    /// <summary>Every node of a diagram, terminals included, from the leaves up; the root is last. Cost: n log n for n nodes.</summary>
    public static List<int> GetNodes(DiagramStore store, int root)
    {
        var seen = new HashSet<int> { root };
        var found = new List<int> { root };
        for (var i = 0; i < found.Count; i++)
        {
            store.Steps.Count();
            var node = store.Nodes[found[i]];
            if (node.Variable == NodeTable.TerminalVariable)
            {
                continue;
            }

            if (seen.Add(node.Low))
            {
                found.Add(node.Low);
            }

            if (seen.Add(node.High))
            {
                found.Add(node.High);
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>The same diagram with other terminals.</summary>
    public static int MapTerminals(DiagramStore store, int root, Func<int, int> map)
    {
        var mapped = new Dictionary<int, int>();
        foreach (var number in GetNodes(store, root))
        {
            var node = store.Nodes[number];
            mapped[number] = node.Variable == NodeTable.TerminalVariable
                ? store.Nodes.GetTerminal(map(node.Low))
                : store.Nodes.Make(node.Variable, mapped[node.Low], mapped[node.High]);
        }

        return mapped[root];
    }

    public static List<int> GetSupport(DiagramStore store, int root)
    {
        var variables = new SortedSet<int>();
        foreach (var number in GetNodes(store, root))
        {
            variables.Add(store.Nodes[number].Variable);
        }

        variables.Remove(NodeTable.TerminalVariable);
        return [.. variables];
    }
}
