using System.Collections.Immutable;
using PolicyDsl.Language.Binding.Declarations;

namespace PolicyDsl.Language.Tests.Binding;

/// <summary>The order of rules against its definition, edge by edge.</summary>
public sealed class RuleOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_closure_and_the_circles_are_those_of_the_definition(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3000; round++)
        {
            var places = Make(random, random.Next(1, 8));
            var above = CloseByHand(places);

            var order = new RuleOrder(places);

            foreach (var i in Enumerable.Range(0, places.Length).OrderBy(_ => random.Next()))
            {
                var below = order.FindBelow(i);
                for (var j = 0; j < places.Length; j++)
                {
                    Assert.True(above[i, j] == below.Contains(j), $"{Write(places)}: {i} above {j}");
                }
            }

            var circling = order.Circles.SelectMany(c => c).Order().ToList();
            Assert.True(Enumerable.Range(0, places.Length).Where(i => above[i, i]).SequenceEqual(circling), Write(places));
        }
    }

    private static ImmutableArray<RulePlace> Make(Random random, int size) =>
        [.. Enumerable.Range(0, size).Select(_ => new RulePlace(Some(random, size), Some(random, size), random.Next(1, 4), [.. Some(random, size)]))];

    private static List<int> Some(Random random, int size) => [.. Enumerable.Range(0, size).Where(_ => random.Next(size + 3) == 0)];

    private static bool[,] CloseByHand(ImmutableArray<RulePlace> places)
    {
        var named = new bool[places.Length, places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i].Above.ForEach(j => named[i, j] = true);
            places[i].YieldsTo.ForEach(j => named[j, i] = true);
        }

        var edges = (bool[,])named.Clone();
        Close(named);
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < places.Length; j++)
            {
                edges[i, j] |= i != j && places[i].Rank > places[j].Rank && !places[i].Except.Contains(j) && !named[j, i];
            }
        }

        Close(edges);
        return edges;
    }

    private static void Close(bool[,] edges)
    {
        var size = edges.GetLength(0);
        for (var k = 0; k < size; k++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    edges[i, j] |= edges[i, k] && edges[k, j];
                }
            }
        }
    }

    private static string Write(ImmutableArray<RulePlace> places) => string.Join("; ", places.Select((p, i) =>
        $"{i} rank {p.Rank} above [{string.Join(' ', p.Above)}] yields [{string.Join(' ', p.YieldsTo)}] except [{string.Join(' ', p.Except)}]"));
}
