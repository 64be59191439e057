using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class WindowTests
{
    private const long Hour = 3_600;
    private const long Day = 24 * Hour;

    [Theory]
    [InlineData("2024-03-31T10:00", 1, CalendarUnit.Month, "2024-02-29T10:00")]
    [InlineData("2023-03-29T00:00", 1, CalendarUnit.Month, "2023-02-28T00:00")]
    [InlineData("2024-02-29T12:00", 1, CalendarUnit.Year, "2023-02-28T12:00")]
    [InlineData("2024-01-15T12:00", 2, CalendarUnit.Month, "2023-11-15T12:00")]
    [InlineData("2024-01-15T12:00", 2, CalendarUnit.Week, "2024-01-01T12:00")]
    [InlineData("2024-01-15T12:00", 365, CalendarUnit.Day, "2023-01-15T12:00")]
    [InlineData("2024-01-15T12:00", 90, CalendarUnit.Minute, "2024-01-15T10:30")]
    public void A_length_before_an_instant_goes_by_the_calendar(string instant, int count, CalendarUnit unit, string before) =>
        Assert.Equal(At(before), InstantArithmetic.Before(At(instant), new CalendarLength(count, unit)));

    [Fact]
    public void What_lies_before_the_first_year_is_open() =>
        Assert.Equal(Value.OpenLow, InstantArithmetic.Before(At("2024-01-01T00:00"), new CalendarLength(2_024, CalendarUnit.Year)));

    [Fact]
    public void Windows_of_ranges_of_times_hold_for_every_some_or_no_choice()
    {
        const int End = 8;
        foreach (var length in new[] { null, new CalendarLength(1, CalendarUnit.Second), new CalendarLength(3, CalendarUnit.Second) })
        {
            foreach (var (low, high) in Stretches(End))
            {
                var window = new HistoryWindow(low, high, length);
                foreach (var (earlierLow, earlierHigh) in Stretches(End))
                {
                    var choices = from now in Seconds(low, high) from at in Seconds(earlierLow, earlierHigh) select (now, at);
                    var expected = Possibilities.ForEvery(choices, c => c.at < c.now && (length is null || c.at >= c.now - length.Count));
                    Assert.Equal(expected, window.Contains(earlierLow, earlierHigh));
                }
            }
        }
    }

    [Fact]
    public void Windows_of_months_hold_for_every_some_or_no_choice_where_months_are_shorter()
    {
        // Around the end of February, where an instant can have a later window than one that follows it.
        long[] nows = [.. Moments("2023-03-26T00:00", 9)];
        long[] earlier = [.. Moments("2023-02-26T00:00", 4)];
        var length = new CalendarLength(1, CalendarUnit.Month);
        foreach (var (low, high) in Pairs(nows))
        {
            var window = new HistoryWindow(low, high, length);
            var starts = nows.Where(n => n >= low && n <= high).Select(n => InstantArithmetic.Before(n, length)).ToList();
            Assert.Equal(starts.Min(), window.EarliestStart);
            foreach (var at in earlier)
            {
                var expected = starts.TrueForAll(s => at >= s) ? Truth.True : starts.TrueForAll(s => at < s) ? Truth.False : Truth.Unknown;
                Assert.Equal(expected, window.Contains(at, at));
            }
        }
    }

    [Fact]
    public void A_window_without_a_start_counts_what_is_certainly_earlier()
    {
        var window = new HistoryWindow(100, 200, null);
        Assert.Equal(Truth.True, window.Contains(Value.OpenLow, 99));
        Assert.Equal(Truth.Unknown, window.Contains(Value.OpenLow, Value.OpenHigh));
        Assert.Equal(Truth.False, window.Contains(200, Value.OpenHigh));
        Assert.Equal(Truth.Unknown, new HistoryWindow(Value.OpenLow, Value.OpenHigh, new CalendarLength(1, CalendarUnit.Day)).Contains(5, 5));
    }

    [Fact]
    public void Parts_of_instants_are_known_as_far_as_the_instant_is()
    {
        var noon = At("2024-01-01T12:00");
        Assert.Equal(Value.Of(12L), ValueOperations.HourOf(Value.Range(noon, noon + 3_599)));
        Assert.Equal(Value.Range(12, 14), ValueOperations.HourOf(Value.Range(noon, noon + (2 * Hour))));
        Assert.Equal(Value.Unknown, ValueOperations.HourOf(Value.Range(noon, noon + Day)));
        Assert.Equal(Value.Of(23L), ValueOperations.HourOf(Value.Of(-1L)));
        Assert.Equal([0], ValueOperations.WeekdaysOf(Value.Of(noon)));
        Assert.Equal([0, 1], ValueOperations.WeekdaysOf(Value.Range(noon, noon + Day)));
        Assert.Equal([6], ValueOperations.WeekdaysOf(Value.Of(noon - Day)));
        Assert.Empty(ValueOperations.WeekdaysOf(Value.Range(noon, noon + (6 * Day))));
        Assert.Equal(Value.Of(-1L), ValueOperations.DateOf(Value.Of(-1L)));
        Assert.Equal(Value.Range(0, 1), ValueOperations.DateOf(Value.Range(0, Day)));
        Assert.Equal(Value.Range(0, (2 * Day) - 1), ValueOperations.MomentOf(Value.Range(0, 1)));
    }

    internal static long At(string instant) => InstantArithmetic.ToSeconds(
        DateTime.ParseExact(instant, "yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Every few hours, with the seconds on either side of midnight, where the extremes are.</summary>
    private static IEnumerable<long> Moments(string start, int days) =>
        from day in Enumerable.Range(0, days) from second in new[] { 0, 1, 5 * Hour, 23 * Hour, Day - 1 } select At(start) + (day * Day) + second;

    private static IEnumerable<(long Low, long High)> Pairs(long[] times) => from low in times from high in times where low <= high select (low, high);

    private static IEnumerable<(long Low, long High)> Stretches(int end) => Pairs([.. Enumerable.Range(0, end).Select(i => (long)i)]);

    private static IEnumerable<long> Seconds(long low, long high) => Enumerable.Range((int)low, (int)(high - low + 1)).Select(s => (long)s);
}
