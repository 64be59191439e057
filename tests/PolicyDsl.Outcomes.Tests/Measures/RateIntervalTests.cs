using PolicyDsl.Outcomes.Measures;
using Xunit.Abstractions;

namespace PolicyDsl.Outcomes.Tests.Measures;

public sealed class RateIntervalTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(10, 100, 0.0552, 0.1744)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(20, 20, 0.8389, 1)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    public void A_share_has_the_score_interval(long count, long total, double low, double high)
    {
        var interval = RateIntervals.OfShare(count, count, total);
        Assert.NotNull(interval);
        Assert.Equal(low, (double)interval.Low, 0.00006);
        Assert.Equal(high, (double)interval.High, 0.00006);
    }

    [Fact]
    public void A_share_that_is_known_within_bounds_has_the_lower_limit_of_the_least_and_the_upper_of_the_most()
    {
        var interval = RateIntervals.OfShare(10, 20, 100);
        Assert.NotNull(interval);
        Assert.Equal(RateIntervals.OfShare(10, 10, 100)?.Low, interval.Low);
        Assert.Equal(RateIntervals.OfShare(20, 20, 100)?.High, interval.High);
    }

    [Theory]
    [InlineData(40, 100, 48, 60)]
    [InlineData(5, 40, 9, 70)]
    [InlineData(3, 500, 60, 90)]
    public void A_ratio_turned_over_has_its_interval_turned_over(long a, long n, long b, long m)
    {
        var (one, other) = (RateIntervals.OfRatio(a, n, b, m), RateIntervals.OfRatio(b, m, a, n));
        Assert.NotNull(one);
        Assert.NotNull(other);
        Assert.Equal(1, (double)(one.Low * other.High), 0.001);
        Assert.Equal(1, (double)(one.High * other.Low), 0.001);
        var ratio = (decimal)a * m / ((decimal)n * b);
        Assert.InRange(ratio, one.Low, one.High);
    }

    [Fact]
    public void Nothing_bounds_a_ratio_to_a_group_without_any()
    {
        var interval = RateIntervals.OfRatio(300, 1_000, 0, 5_000);
        Assert.NotNull(interval);
        Assert.True(interval.Low > 100);
        Assert.Equal(decimal.MaxValue, interval.High);
        Assert.Equal(0, RateIntervals.OfRatio(0, 50, 20, 50)?.Low);
        Assert.Null(RateIntervals.OfRatio(0, 0, 1, 2));
    }

    [Fact]
    public void Intervals_of_ratios_hold_the_true_ratio_about_as_often_as_they_say()
    {
        const int seed = 4_711;
        const int trials = 4_000;
        output.WriteLine(FormattableString.Invariant($"seed {seed}"));
        var random = new Random(seed);
        foreach (var (p1, n1, p2, n2) in new[] { (0.3, 80, 0.2, 120), (0.05, 200, 0.1, 150), (0.8, 60, 0.9, 60) })
        {
            var held = 0;
            for (var i = 0; i < trials; i++)
            {
                var interval = RateIntervals.OfRatio(Draw(random, n1, p1), n1, Draw(random, n2, p2), n2);
                held += interval is not null && (double)interval.Low <= p1 / p2 && p1 / p2 <= (double)interval.High ? 1 : 0;
            }

            Assert.InRange(held / (double)trials, 0.935, 0.975);
        }
    }

    private static int Draw(Random random, int count, double probability)
    {
        var hits = 0;
        for (var i = 0; i < count; i++)
        {
            hits += random.NextDouble() < probability ? 1 : 0;
        }

        return hits;
    }
}
