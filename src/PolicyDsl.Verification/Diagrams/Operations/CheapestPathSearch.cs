using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>
/// The least cost of making a diagram true, by dynamic programming from the leaves up, and the first assignment that has it.
/// </summary>
/// <remarks>
/// <para>A place in the search is (node, variable, state): the node that the variables before led to, the variable to choose next, which
/// the node may pass over, and the state of its segment's automaton. <see cref="least"/> holds the least cost of all that is still to
/// choose; node 0 stands there for "only the rest of this segment, freely". Whole segments that an edge passes over cost the same whatever
/// comes before and are summed once, so an edge costs steps only in the segments where it begins and ends.</para>
/// <para>Cost: one step for each node, each variable of its segment, and each state reached there.</para>
/// </remarks>
internal sealed class CheapestPathSearch(
    DiagramStore store, CostSegments segments, IReadOnlyDictionary<int, bool> fixedValues)
{
    private const long Impossible = long.MaxValue;
    private const int FreeRest = 0;

    private readonly NodeTable nodes = store.Nodes;
    private readonly Dictionary<(int Node, int Variable, int State), long> least = [];

    /// <summary>For each segment, what those before it cost when all of them are free.</summary>
    private readonly long[] freeBefore = new long[segments.Count + 1];

    public CheapestPath? Find(int root)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            var cost = GetFree(segments[i], segments[i].First, segments[i].Automaton.Start);
            if (cost == Impossible)
            {
                return null;
            }

            freeBefore[i + 1] = checked(freeBefore[i] + cost);
        }

        var total = GetFrom(root, 0);
        return total == Impossible ? null : new CheapestPath(Walk(root), total);
    }

    /// <summary>Chooses false wherever that still leads to the least cost.</summary>
    private ImmutableArray<bool> Walk(int node)
    {
        var assignment = ImmutableArray.CreateBuilder<bool>(store.VariableCount);
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            var state = segment.Automaton.Start;
            for (var variable = segment.First; variable < segment.End; variable++)
            {
                var value = !CanBe(variable, false) || GetAfter(node, i, variable, state, false) != Get(node, i, variable, state);
                assignment.Add(value);
                state = segment.Automaton.Step(state, variable - segment.First, value);
                node = Follow(node, variable, value);
            }
        }

        return assignment.MoveToImmutable();
    }

    private bool CanBe(int variable, bool value) => !fixedValues.TryGetValue(variable, out var only) || only == value;

    private int Follow(int node, int variable, bool value)
    {
        var found = nodes[node];
        return found.Variable != variable ? node : value ? found.High : found.Low;
    }

    /// <summary>The least cost from the beginning of a segment on.</summary>
    private long GetFrom(int node, int index)
    {
        if (node <= 1)
        {
            return node == 0 ? Impossible : freeBefore[^1] - freeBefore[index];
        }

        var own = segments.IndexOf(nodes[node].Variable);
        return Add(freeBefore[own] - freeBefore[index], Get(node, own, segments[own].First, segments[own].Automaton.Start));
    }

    /// <summary>The least cost from a variable of a segment on, that one still to choose, or from the end of the segment.</summary>
    private long Get(int node, int index, int variable, int state)
    {
        if (node == 0)
        {
            return Impossible;
        }

        var segment = segments[index];
        if (nodes[node].Variable >= segment.End)
        {
            return Add(GetFree(segment, variable, state), GetFrom(node, index + 1));
        }

        return least.TryGetValue((node, variable, state), out var known) ? known : Choose(node, index, variable, state);
    }

    private long Choose(int node, int index, int variable, int state)
    {
        if (!DeepStack.HasRoom)
        {
            return ChooseOnDeepStack(node, index, variable, state);
        }

        store.Steps.Count();
        var cost = Math.Min(
            CanBe(variable, false) ? GetAfter(node, index, variable, state, false) : Impossible,
            CanBe(variable, true) ? GetAfter(node, index, variable, state, true) : Impossible);
        least[(node, variable, state)] = cost;
        return cost;
    }

    private long ChooseOnDeepStack(int node, int index, int variable, int state) =>
        DeepStack.Run(() => Choose(node, index, variable, state));

    private long GetAfter(int node, int index, int variable, int state, bool value)
    {
        var next = segments[index].Automaton.Step(state, variable - segments[index].First, value);
        return Get(Follow(node, variable, value), index, variable + 1, next);
    }

    /// <summary>The least cost of a segment whose variables from this one on are free.</summary>
    private long GetFree(CostSegment segment, int variable, int state)
    {
        if (variable == segment.End)
        {
            return segment.Automaton.Cost(state) ?? Impossible;
        }

        return least.TryGetValue((FreeRest, variable, state), out var known) ? known : ChooseFree(segment, variable, state);
    }

    private long ChooseFree(CostSegment segment, int variable, int state)
    {
        if (!DeepStack.HasRoom)
        {
            return ChooseFreeOnDeepStack(segment, variable, state);
        }

        store.Steps.Count();
        var cost = Impossible;
        foreach (var value in (ReadOnlySpan<bool>)[false, true])
        {
            if (CanBe(variable, value))
            {
                var next = segment.Automaton.Step(state, variable - segment.First, value);
                cost = Math.Min(cost, GetFree(segment, variable + 1, next));
            }
        }

        least[(FreeRest, variable, state)] = cost;
        return cost;
    }

    private long ChooseFreeOnDeepStack(CostSegment segment, int variable, int state) =>
        DeepStack.Run(() => ChooseFree(segment, variable, state));

    private static long Add(long a, long b) => a == Impossible || b == Impossible ? Impossible : checked(a + b);
}
