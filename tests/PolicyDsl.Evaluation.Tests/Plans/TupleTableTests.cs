using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Plans;

public class TupleTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(33)]
    public void Tuples_are_numbered_as_they_are_first_met(int length)
    {
        var random = new RandomChoice(length);
        var table = new TupleTable(length);
        for (var round = 0; round < 2; round++)
        {
            var known = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < 3_000; i++)
            {
                var tuple = Enumerable.Range(0, length).Select(_ => random.Of(0L, 1, -1, long.MinValue, long.MaxValue, random.Below(40) * (1L << 56))).ToArray();
                var isKnown = known.TryGetValue(string.Join(',', tuple), out var expected);
                if (!isKnown)
                {
                    known.Add(string.Join(',', tuple), expected = known.Count);
                }

                Assert.Equal(expected, table.GetOrAdd(tuple, out var isNew));
                Assert.Equal(isKnown, !isNew);
                Assert.Equal(tuple, table[expected]);
            }

            Assert.Equal(known.Count, table.Count);
            table.Clear();
            Assert.Equal(0, table.Count);
        }
    }

    [Fact]
    public void Rows_are_met_in_order()
    {
        ulong[] mask = [0, 1UL << 63, 0b101, 0, ulong.MaxValue];
        var rows = new List<int>();
        foreach (var row in new SetRows(mask))
        {
            rows.Add(row);
        }

        Assert.Equal([127, 128, 130, .. Enumerable.Range(256, 64)], rows);
    }
}
