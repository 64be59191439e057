namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// A code from 1 up for each different number. Which number gets which code depends on how threads ran, so no result may depend on codes.
/// Shards by hash, each under its own lock: threads rarely wait for one another.
/// </summary>
internal sealed class LongCodes
{
    private const int ShardBits = 6;

    private readonly Shard[] shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new Shard())];

    public int GetOrAdd(long number)
    {
        var place = (int)(unchecked((ulong)number * 0x9E3779B97F4A7C15) >> (64 - ShardBits));
        var shard = shards[place];
        lock (shard.Gate)
        {
            if (!shard.Places.TryGetValue(number, out var index))
            {
                shard.Places.Add(number, index = shard.Places.Count);
            }

            return checked((index << ShardBits) + place + 1);
        }
    }

    private sealed class Shard
    {
        public Lock Gate { get; } = new();

        public Dictionary<long, int> Places { get; } = [];
    }
}
