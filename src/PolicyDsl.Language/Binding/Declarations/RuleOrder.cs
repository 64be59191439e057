using System.Collections;
using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>What a rule says of its place, by index of rule.</summary>
/// <param name="Above">The rules that it overrides by name.</param>
/// <param name="YieldsTo">The rules that it yields to by name.</param>
/// <param name="All">1 for a plain rule, 2 for a crackdown, 3 for <c>overrides all</c>: a rank reaches all lower ones.</param>
/// <param name="Except">The rules after <c>except</c>.</param>
internal sealed record RulePlace(List<int> Above, List<int> YieldsTo, int All, HashSet<int> Except);

/// <summary>
/// The order of rules (language.md section 8, points 2 and 6). Edges go down. Named edges are stored; an edge of
/// <c>overrides all</c> is not: it goes from a rule to every rule of a lower rank, but for its exceptions and for the rules that
/// are above it by name. A walk therefore keeps a list of the rules not yet reached, and takes from it all that such a rule
/// reaches at once: n rules that override all cost no n² edges.
/// <para>
/// Cost: finding circles is linear in rules and names, times one walk over the names for each rule with <c>overrides all</c>;
/// what is below a rule is one such walk, done when first asked for.
/// </para>
/// </summary>
internal sealed class RuleOrder
{
    private readonly ImmutableArray<RulePlace> places;
    private readonly List<int>[] down;
    private readonly List<int>[] up;
    private readonly BitArray?[] spared;

    public RuleOrder(ImmutableArray<RulePlace> places)
    {
        this.places = places;
        down = [.. places.Select(_ => new List<int>())];
        up = [.. places.Select(_ => new List<int>())];
        spared = new BitArray?[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            foreach (var lower in places[i].Above)
            {
                down[i].Add(lower);
                up[lower].Add(i);
            }

            foreach (var upper in places[i].YieldsTo)
            {
                down[upper].Add(i);
                up[i].Add(upper);
            }
        }
    }

    /// <summary>Every rule below one, as bits by index; the rule itself is among them only on a circle.</summary>
    public BitArray FindBelow(int rule)
    {
        var reached = new BitArray(places.Length);
        var rest = new Unreached(places);
        var pending = new Stack<int>();
        pending.Push(rule);
        while (pending.TryPop(out var current))
        {
            foreach (var lower in NextDown(current, rest, reached))
            {
                if (!reached[lower])
                {
                    reached[lower] = true;
                    rest.Remove(lower);
                    pending.Push(lower);
                }
            }
        }

        return reached;
    }

    /// <summary>The circles: groups of rules each of which is above all others of its group, and rules above themselves.</summary>
    public List<List<int>> FindCircles()
    {
        var finished = FinishOrder();
        var circles = new List<List<int>>();
        var reached = new BitArray(places.Length);
        var rest = new Unreached(places);
        for (var i = finished.Count - 1; i >= 0; i--)
        {
            if (reached[finished[i]])
            {
                continue;
            }

            var group = CollectUp(finished[i], rest, reached);
            if (group.Count > 1 || down[group[0]].Contains(group[0]))
            {
                group.Sort();
                circles.Add(group);
            }
        }

        return circles;
    }

    /// <summary>The rules that <c>overrides all</c> of a rule does not reach: exceptions, itself, and those above it by name.</summary>
    private BitArray Spared(int rule)
    {
        if (spared[rule] is { } known)
        {
            return known;
        }

        var found = new BitArray(places.Length) { [rule] = true };
        var pending = new Stack<int>();
        pending.Push(rule);
        while (pending.TryPop(out var current))
        {
            foreach (var upper in up[current].Where(u => !found[u]))
            {
                found[upper] = true;
                pending.Push(upper);
            }
        }

        foreach (var exception in places[rule].Except)
        {
            found[exception] = true;
        }

        return spared[rule] = found;
    }

    private IEnumerable<int> NextDown(int rule, Unreached rest, BitArray reached)
    {
        foreach (var lower in down[rule])
        {
            if (!reached[lower])
            {
                yield return lower;
            }
        }

        if (places[rule].All > 1)
        {
            var without = Spared(rule);
            foreach (var lower in rest.OfRanksBelow(places[rule].All))
            {
                if (!without[lower])
                {
                    yield return lower;
                }
            }
        }
    }

    /// <summary>Rules in the order in which a depth-first walk downwards leaves them.</summary>
    private List<int> FinishOrder()
    {
        var finished = new List<int>();
        var reached = new BitArray(places.Length);
        var rest = new Unreached(places);
        var path = new Stack<(int Rule, IEnumerator<int> Next)>();
        for (var i = 0; i < places.Length; i++)
        {
            if (!reached[i])
            {
                Enter(i);
            }

            while (path.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    top.Next.Dispose();
                    finished.Add(top.Rule);
                    path.Pop();
                }
                else if (!reached[top.Next.Current])
                {
                    Enter(top.Next.Current);
                }
            }
        }

        return finished;

        void Enter(int rule)
        {
            reached[rule] = true;
            rest.Remove(rule);
            path.Push((rule, NextDown(rule, rest, reached).GetEnumerator()));
        }
    }

    /// <summary>The rules that reach one and have not been reached, itself included: its circle, in reverse finishing order.</summary>
    private List<int> CollectUp(int start, Unreached rest, BitArray reached)
    {
        var group = new List<int>();
        var pending = new Stack<int>();
        Take(start);
        while (pending.TryPop(out var current))
        {
            foreach (var upper in up[current])
            {
                Take(upper);
            }

            foreach (var upper in rest.OfRanksAbove(places[current].All).Where(u => !Spared(u)[current]))
            {
                Take(upper);
            }
        }

        return group;

        void Take(int rule)
        {
            if (!reached[rule])
            {
                reached[rule] = true;
                rest.Remove(rule);
                group.Add(rule);
                pending.Push(rule);
            }
        }
    }

    /// <summary>
    /// The rules not yet reached, by rank, as linked lists that may shrink while they are walked: a removed rule keeps its link, so
    /// that a walk standing on it goes on from there.
    /// </summary>
    private sealed class Unreached
    {
        private const int Ranks = 3;

        private readonly ImmutableArray<RulePlace> places;
        private readonly int[] next;
        private readonly int[] previous;
        private readonly bool[] removed;

        public Unreached(ImmutableArray<RulePlace> places)
        {
            this.places = places;
            next = new int[places.Length + Ranks];
            previous = new int[places.Length + Ranks];
            removed = new bool[places.Length];
            for (var rank = 0; rank < Ranks; rank++)
            {
                next[places.Length + rank] = -1;
            }

            for (var i = places.Length - 1; i >= 0; i--)
            {
                var head = HeadOf(places[i].All);
                next[i] = next[head];
                previous[i] = head;
                if (next[head] >= 0)
                {
                    previous[next[head]] = i;
                }

                next[head] = i;
            }
        }

        public IEnumerable<int> OfRanksBelow(int rank) => Enumerable.Range(1, rank - 1).SelectMany(OfRank);

        public IEnumerable<int> OfRanksAbove(int rank) => Enumerable.Range(rank + 1, Ranks - rank).SelectMany(OfRank);

        public void Remove(int rule)
        {
            if (removed[rule])
            {
                return;
            }

            removed[rule] = true;
            next[previous[rule]] = next[rule];
            if (next[rule] >= 0)
            {
                previous[next[rule]] = previous[rule];
            }
        }

        private int HeadOf(int rank) => places.Length + rank - 1;

        private IEnumerable<int> OfRank(int rank)
        {
            for (var i = next[HeadOf(rank)]; i >= 0; i = next[i])
            {
                if (!removed[i])
                {
                    yield return i;
                }
            }
        }
    }
}
