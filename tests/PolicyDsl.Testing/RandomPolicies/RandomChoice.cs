namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>A seeded source of choices.</summary>
internal sealed class RandomChoice(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int end) => random.Next(end);

    /// <summary>Both ends included.</summary>
    public long Between(long low, long high) => random.NextInt64(low, high + 1);

    /// <summary>True once in <paramref name="count"/> times.</summary>
    public bool OneIn(int count) => random.Next(count) == 0;

    public T Of<T>(params ReadOnlySpan<T> items) => items[random.Next(items.Length)];

    public T From<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Some of the items in their order, at least one.</summary>
    public List<T> Some<T>(IReadOnlyList<T> items, int atMost)
    {
        var wanted = 1 + random.Next(Math.Min(atMost, items.Count));
        var chosen = new HashSet<int>();
        while (chosen.Count < wanted)
        {
            chosen.Add(random.Next(items.Count));
        }

        return [.. chosen.Order().Select(i => items[i])];
    }

    /// <summary>One of several ways, each as often as its weight says.</summary>
    public T Weighted<T>(params ReadOnlySpan<(int Weight, Func<T> Make)> ways)
    {
        var total = 0;
        foreach (var way in ways)
        {
            total += way.Weight;
        }

        var left = random.Next(total);
        foreach (var way in ways)
        {
            left -= way.Weight;
            if (left < 0)
            {
                return way.Make();
            }
        }

        return ways[^1].Make();
    }
}
