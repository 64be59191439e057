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

    /// <summary>True in place of the terminals that are wanted, false in place of the others.</summary>
    public static int ReplaceTerminals(DiagramStore store, int root, HashSet<int> wanted)
    {
        var replaced = new Dictionary<int, int>();
        foreach (var number in GetNodes(store, root))
        {
            var node = store.Nodes[number];
            replaced[number] = node.Variable != NodeTable.TerminalVariable
                ? store.Nodes.Make(node.Variable, replaced[node.Low], replaced[node.High])
                : wanted.Contains(node.Low) ? 1 : 0;
        }

        return replaced[root];
    }

    public static List<int> GetTerminals(DiagramStore store, int root) =>
        GetNodes(store, root).Where(store.Nodes.IsTerminal).Select(n => store.Nodes[n].Low).ToList();

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
