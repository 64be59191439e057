using System.Numerics;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>
/// Counts assignments from the leaves up. Each node's count is over the variables from its own on; an edge that passes over k variables
/// doubles k times. Cost: one addition of numbers with as many bits as there are variables for each node.
/// </summary>
internal static class Counting
{
    public static BigInteger Count(DiagramStore store, int root, IReadOnlyCollection<int> variables)
    {
        var places = GetPlaces(store, variables);
        var counts = new Dictionary<int, BigInteger>();
        foreach (var number in Traversal.GetNodes(store, root))
        {
            var node = store.Nodes[number];
            if (node.Variable == NodeTable.TerminalVariable)
            {
                counts[number] = number;
                continue;
            }

            var place = places[node.Variable];
            if (place < 0)
            {
                throw new ArgumentException("the diagram depends on a variable that is not counted", nameof(variables));
            }

            counts[number] = CountBelow(node.Low, place + 1) + CountBelow(node.High, place + 1);
        }

        return CountBelow(root, 0);

        BigInteger CountBelow(int child, int place)
        {
            var variable = store.Nodes[child].Variable;
            var childPlace = variable == NodeTable.TerminalVariable ? variables.Count : places[variable];
            return counts[child] << (childPlace - place);
        }
    }

    private static int[] GetPlaces(DiagramStore store, IReadOnlyCollection<int> variables)
    {
        var places = new int[store.VariableCount];
        Array.Fill(places, -1);
        var place = 0;
        foreach (var variable in variables.Order())
        {
            if (places[variable] >= 0)
            {
                throw new ArgumentException("a variable is given twice", nameof(variables));
            }

            places[variable] = place++;
        }

        return places;
    }
}
