using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>What a rule says of its place, by index of rule.</summary>
/// <param name="Above">The rules that it overrides by name.</param>
/// <param name="YieldsTo">The rules that it yields to by name.</param>
/// <param name="Rank">1 for a plain rule, 2 for a crackdown, 3 for <c>overrides all</c>: a rank reaches all lower ones.</param>
/// <param name="Except">The rules after <c>except</c>.</param>
internal sealed record RulePlace(List<int> Above, List<int> YieldsTo, int Rank, HashSet<int> Except);

/// <summary>
/// The order of rules (language.md section 8, points 2 and 6). Edges go down. Named edges are stored; those of <c>overrides all</c>
/// are not: they go from a rule to every rule of a lower rank, but for its exceptions and for the rules that are above it by name,
/// and are taken all at once, as words of 64 rules.
/// <para>
/// Cost for n rules: finding circles takes n²/64 steps at worst and one walk over the names above each rule with <c>overrides all</c>;
/// what is below a rule is worked out when first asked for, from what is below those right below it where that is known.
/// </para>
/// </summary>
internal sealed class RuleOrder
{
    private const int Ranks = 3;

    private readonly ImmutableArray<RulePlace> places;
    private readonly List<int>[] down;
    private readonly List<int>[] up;

    /// <summary>Per rank the rules of lower ones, and those of higher ones.</summary>
    private readonly RuleBits[] ofLowerRank = new RuleBits[Ranks + 1];
    private readonly RuleBits[] ofHigherRank = new RuleBits[Ranks + 1];

    /// <summary>The rules with anything below them; the others need no visit.</summary>
    private readonly RuleBits withEdges;
    private readonly RuleBits?[] spared;
    private readonly RuleBits?[] below;
    private List<List<int>>? circles;

    public RuleOrder(ImmutableArray<RulePlace> places)
    {
        this.places = places;
        down = [.. places.Select(_ => new List<int>())];
        up = [.. places.Select(_ => new List<int>())];
        spared = new RuleBits?[places.Length];
        below = new RuleBits?[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i].Above.ForEach(lower => Connect(i, lower));
            places[i].YieldsTo.ForEach(upper => Connect(upper, i));
        }

        for (var rank = 1; rank <= Ranks; rank++)
        {
            ofLowerRank[rank] = Where(i => places[i].Rank < rank);
            ofHigherRank[rank] = Where(i => places[i].Rank > rank);
        }

        withEdges = Where(i => down[i].Count > 0 || places[i].Rank > 1);
    }

    /// <summary>Groups of rules each of which is above all others of its group, and rules above themselves.</summary>
    public List<List<int>> Circles => circles ??= FindCircles();

    /// <summary>Every rule below one; the rule itself is among them only on a circle.</summary>
    public RuleBits FindBelow(int rule)
    {
        if (below[rule] is { } known)
        {
            return known;
        }

        // From the bottom up each set is made of those right below; with circles there is no bottom.
        if (Circles.Count == 0)
        {
            WalkFromBottom(rule);
        }

        return below[rule] ?? Walk(rule);
    }

    private RuleBits Walk(int rule)
    {
        var reached = new RuleBits(places.Length);
        var pending = new Stack<int>();
        pending.Push(rule);
        while (pending.TryPop(out var current))
        {
            if (below[current] is { } all)
            {
                reached.Add(all);
                continue;
            }

            foreach (var lower in down[current])
            {
                if (reached.Add(lower))
                {
                    pending.Push(lower);
                }
            }

            if (places[current].Rank > 1)
            {
                reached.AddNew(ofLowerRank[places[current].Rank], FindSpared(current), withEdges, pending);
            }
        }

        return below[rule] = reached;
    }

    /// <summary>Works out what is below a rule and below all those under it by name, the lower ones first.</summary>
    private void WalkFromBottom(int rule)
    {
        var path = new Stack<(int Rule, int Edge)>();
        path.Push((rule, 0));
        while (path.TryPop(out var top))
        {
            if (top.Edge == down[top.Rule].Count)
            {
                Walk(top.Rule);
                continue;
            }

            path.Push((top.Rule, top.Edge + 1));
            if (below[down[top.Rule][top.Edge]] is null)
            {
                path.Push((down[top.Rule][top.Edge], 0));
            }
        }
    }

    private List<List<int>> FindCircles()
    {
        var finished = FinishOrder();
        var found = new List<List<int>>();
        var rest = Where(_ => true);
        for (var i = finished.Count - 1; i >= 0; i--)
        {
            if (!rest.Contains(finished[i]))
            {
                continue;
            }

            var group = CollectUp(finished[i], rest);
            if (group.Count > 1 || down[group[0]].Contains(group[0]))
            {
                group.Sort();
                found.Add(group);
            }
        }

        return found;
    }

    private void Connect(int upper, int lower)
    {
        down[upper].Add(lower);
        up[lower].Add(upper);
    }

    private RuleBits Where(Func<int, bool> holds)
    {
        var bits = new RuleBits(places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            if (holds(i))
            {
                bits.Add(i);
            }
        }

        return bits;
    }

    /// <summary>The rules that <c>overrides all</c> of a rule does not reach: exceptions, and those above it by name; null for none.</summary>
    private RuleBits? FindSpared(int rule)
    {
        if (spared[rule] is { } known || (up[rule].Count == 0 && places[rule].Except.Count == 0))
        {
            return spared[rule];
        }

        var found = new RuleBits(places.Length);
        var pending = new Stack<int>();
        pending.Push(rule);
        while (pending.TryPop(out var current))
        {
            foreach (var upper in up[current])
            {
                if (found.Add(upper))
                {
                    pending.Push(upper);
                }
            }
        }

        foreach (var exception in places[rule].Except)
        {
            found.Add(exception);
        }

        return spared[rule] = found;
    }

    /// <summary>Rules in the order in which a depth-first walk downwards leaves them.</summary>
    private List<int> FinishOrder()
    {
        var finished = new List<int>(places.Length);
        var rest = Where(_ => true);
        var path = new Stack<(int Rule, int Edge, int Word)>();
        for (var i = 0; i < places.Length; i++)
        {
            if (rest.Remove(i))
            {
                path.Push((i, 0, 0));
            }

            while (path.TryPop(out var top))
            {
                var next = FindNext(ref top, rest);
                if (next < 0)
                {
                    finished.Add(top.Rule);
                    continue;
                }

                rest.Remove(next);
                path.Push(top);
                path.Push((next, 0, 0));
            }
        }

        return finished;
    }

    /// <summary>The next rule below that is left, or -1; the place remembers which edges and words have been looked at.</summary>
    private int FindNext(ref (int Rule, int Edge, int Word) place, RuleBits rest)
    {
        while (place.Edge < down[place.Rule].Count)
        {
            var lower = down[place.Rule][place.Edge++];
            if (rest.Contains(lower))
            {
                return lower;
            }
        }

        return places[place.Rule].Rank > 1 ? rest.FindFirst(ofLowerRank[places[place.Rule].Rank], FindSpared(place.Rule), ref place.Word) : -1;
    }

    /// <summary>The rules that reach one and are left, itself included: its circle, in reverse finishing order.</summary>
    private List<int> CollectUp(int start, RuleBits rest)
    {
        var group = new List<int>();
        var pending = new Stack<int>();
        Take(start);
        while (pending.TryPop(out var current))
        {
            up[current].ForEach(Take);
            if (places[current].Rank < Ranks)
            {
                foreach (var upper in rest.Common(ofHigherRank[places[current].Rank]).Where(u => FindSpared(u)?.Contains(current) != true))
                {
                    Take(upper);
                }
            }
        }

        return group;

        void Take(int rule)
        {
            if (rest.Remove(rule))
            {
                group.Add(rule);
                pending.Push(rule);
            }
        }
    }
}
