using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Verification.Diagrams.Operations;

/// <summary>
/// The cheapest assignment that makes every one of several diagrams true, without building their conjunction, which can be too large
/// where each of them is small.
/// </summary>
/// <remarks>
/// <para>All diagrams are followed at once, variable by variable: a place is the set of nodes that the choices so far led to, the variable to
/// choose next and the state of its segment's automaton. A false node makes it a dead end; no node left is a solution. The search goes depth first
/// within what may be spent, and from every place comes back with the least that it would take from there, as far as it looked;
/// <see cref="needed"/> holds that. While the whole takes more than may be spent, the most is raised to just that (iterative deepening), so
/// the first solution found is the cheapest.</para>
/// <para>Cost: at worst a step for each place and bound, and there can be as many places as the conjunction has nodes; where a cheap solution is, far fewer.</para>
/// </remarks>
internal sealed class ConjunctionSearch(DiagramStore store, CostSegments segments)
{
    private const long Impossible = long.MaxValue;

    private readonly NodeTable nodes = store.Nodes;
    private readonly Dictionary<Place, long> needed = [];
    private readonly Dictionary<(int Variable, int State), long> free = [];
    private readonly long[] freeFrom = new long[segments.Count + 1];
    private readonly bool[] assignment = new bool[store.VariableCount];

    public CheapestPath? Find(IEnumerable<int> roots)
    {
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            freeFrom[i] = Add(GetFree(segments[i], segments[i].First, segments[i].Automaton.Start), freeFrom[i + 1]);
        }

        var start = Normalize([.. roots]);
        for (var most = start is null ? Impossible : freeFrom[0]; start is not null && most != Impossible;)
        {
            var least = SearchSegment(start, 0, most);
            if (least <= most)
            {
                return new CheapestPath([.. assignment], least);
            }

            most = least;
        }

        return null;
    }

    /// <summary>The least that segments from this one on cost; within <paramref name="most"/> it is exact, and the assignment has it; above, it may be more.</summary>
    private long SearchSegment(int[] places, int index, long most) => index == segments.Count
        ? 0
        : Search(places, index, segments[index].First, segments[index].Automaton.Start, most);

    private long Search(int[] places, int index, int variable, int state, long most)
    {
        var segment = segments[index];
        var least = Add(GetFree(segment, variable, state), freeFrom[index + 1]);
        if (least > most)
        {
            return least;
        }

        if (variable == segment.End)
        {
            var own = segment.Automaton.Cost(state) ?? Impossible;
            return Add(own, SearchSegment(places, index + 1, most - own));
        }

        var place = new Place(places, variable, state);
        return needed.TryGetValue(place, out var known) && known > most ? known : Choose(place, index, most);
    }

    private long Choose(Place place, int index, long most)
    {
        if (!DeepStack.HasRoom)
        {
            return ChooseOnDeepStack(place, index, most);
        }

        store.Steps.Count();
        var (segment, variable) = (segments[index], place.Variable);
        var result = Impossible;
        var (whenFalse, whenTrue) = (Step(segment, place, false), Step(segment, place, true));
        var isFalseCheaper = GetFree(segment, variable + 1, whenFalse) <= GetFree(segment, variable + 1, whenTrue);
        foreach (var value in (ReadOnlySpan<bool>)[!isFalseCheaper, isFalseCheaper])
        {
            if (Follow(place.Nodes, variable, value) is not { } next)
            {
                continue;
            }

            assignment[variable] = value;
            var cost = Search(next, index, variable + 1, value ? whenTrue : whenFalse, most);
            if (cost <= most)
            {
                assignment[variable] = value;
                return cost;
            }

            result = Math.Min(result, cost);
        }

        needed[place] = result;
        return result;
    }

    private long ChooseOnDeepStack(Place place, int index, long most) => DeepStack.Run(() => Choose(place, index, most));

    private static int Step(CostSegment segment, Place place, bool value) => segment.Automaton.Step(place.State, place.Variable - segment.First, value);

    /// <summary>The nodes after a choice; null where one of them is false.</summary>
    private int[]? Follow(int[] places, int variable, bool value)
    {
        var isAsked = false;
        foreach (var node in places)
        {
            isAsked |= nodes[node].Variable == variable;
        }

        if (!isAsked)
        {
            return places;
        }

        var next = new int[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            ref readonly var node = ref nodes[places[i]];
            next[i] = node.Variable != variable ? places[i] : value ? node.High : node.Low;
            if (next[i] == 0)
            {
                return null;
            }
        }

        return Normalize(next);
    }

    /// <summary>In ascending order, each once, without true; null where one is false.</summary>
    private static int[]? Normalize(int[] places)
    {
        Array.Sort(places);
        var count = 0;
        foreach (var node in places)
        {
            if (node == 0)
            {
                return null;
            }

            if (node != 1 && (count == 0 || places[count - 1] != node))
            {
                places[count++] = node;
            }
        }

        Array.Resize(ref places, count);
        return places;
    }

    /// <summary>The least cost of a segment whose variables from this one on are free.</summary>
    private long GetFree(CostSegment segment, int variable, int state)
    {
        if (variable == segment.End)
        {
            return segment.Automaton.Cost(state) ?? Impossible;
        }

        if (!free.TryGetValue((variable, state), out var least))
        {
            var index = variable - segment.First;
            least = Math.Min(
                GetFree(segment, variable + 1, segment.Automaton.Step(state, index, false)),
                GetFree(segment, variable + 1, segment.Automaton.Step(state, index, true)));
            free[(variable, state)] = least;
        }

        return least;
    }

    private static long Add(long a, long b) => a == Impossible || b == Impossible ? Impossible : checked(a + b);

    /// <summary>Where the search is.</summary>
    private readonly struct Place(int[] nodes, int variable, int state) : IEquatable<Place>
    {
        private readonly int hash = Hash(nodes, variable, state);

        public int[] Nodes => nodes;

        public int Variable => variable;

        public int State => state;

        public bool Equals(Place other) => hash == other.hash && variable == other.Variable && state == other.State && nodes.AsSpan().SequenceEqual(other.Nodes);

        public override bool Equals(object? obj) => obj is Place other && Equals(other);

        public override int GetHashCode() => hash;

        private static int Hash(int[] nodes, int variable, int state)
        {
            var mixed = (uint)(variable * 31) + (uint)state;
            foreach (var node in nodes)
            {
                mixed = (mixed ^ (uint)node) * 0x9E3779B1u;
                mixed ^= mixed >> 15;
            }

            return (int)mixed;
        }
    }
}
