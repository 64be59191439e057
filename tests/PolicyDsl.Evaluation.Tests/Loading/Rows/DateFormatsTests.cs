using System.Globalization;
using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Tests.Loading;

public class DateFormatsTests
{
    [Theory]
    [InlineData("01-FEB-19", "dd-MMM-yy", "2019-02-01 00:00:00")]
    [InlineData("01-feb-49", "dd-MMM-yy", "2049-02-01 00:00:00")]
    [InlineData("01-Feb-50", "dd-MMM-yy", "1950-02-01 00:00:00")]
    [InlineData("6/15/2016 11:31:00 PM", "M/d/yyyy h:mm:ss tt", "2016-06-15 23:31:00")]
    [InlineData("09/05/2015 12:30:00 AM", "MM/dd/yyyy hh:mm:ss tt", "2015-09-05 00:30:00")]
    [InlineData(" 2019-05 ", "yyyy-MM", "2019-05-01 00:00:00")]
    [InlineData("29 February 2024", "d MMMM yyyy", "2024-02-29 00:00:00")]
    [InlineData("20240131", "yyyyMMdd", "2024-01-31 00:00:00")]
    [InlineData("2015-03-31T23:00:00+01:00", "yyyy-MM-ddTHH:mm:sszzz", "2015-03-31 23:00:00")]
    [InlineData("2015-03-31T23:00:00Z", "yyyy-MM-ddTHH:mm:ssZ", "2015-03-31 23:00:00")]
    [InlineData("2015-03-31T23:00:00", "yyyy-MM-ddTHH:mm:ssK", "2015-03-31 23:00:00")]
    public void A_text_of_the_format_is_read(string text, string format, string expected)
    {
        Assert.Null(DateFormats.FindProblem(format));
        Assert.True(DateFormats.TryParse(text, format, out var local));
        Assert.Equal(expected, local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("30-FEB-19", "dd-MMM-yy")]
    [InlineData("1/2/2019", "dd/MM/yyyy")]
    [InlineData("2019-02-01 10:00", "yyyy-MM-dd")]
    [InlineData("13/13/2019", "MM/dd/yyyy")]
    [InlineData("", "yyyy-MM-dd")]
    public void Any_other_text_is_not(string text, string format) => Assert.False(DateFormats.TryParse(text, format, out _));

    [Theory]
    [InlineData("2015-03-31T23:30:00+00:00", "yyyy-MM-ddTHH:mm:sszzz", "2015-04-01 00:30:00")]
    [InlineData("2015-03-31T23:30:00Z", "yyyy-MM-ddTHH:mm:ssK", "2015-04-01 00:30:00")]
    [InlineData("2015-03-31T23:30:00", "yyyy-MM-ddTHH:mm:ssK", "2015-03-31 23:30:00")]
    [InlineData("2015-03-31T23:30:00", "yyyy-MM-ddTHH:mm:ss", "2015-03-31 23:30:00")]
    [InlineData("2015-01-31T23:30:00-05:00", "yyyy-MM-ddTHH:mm:sszzz", "2015-02-01 04:30:00")]
    public void Only_a_text_with_an_offset_is_moved_to_the_zone_of_the_data(string text, string format, string expected)
    {
        Assert.True(DateFormats.TryFindZone("Europe/London", out var london));
        Assert.True(DateFormats.TryParse(text, format, london, out var local));
        Assert.Equal(expected, local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Assert.False(DateFormats.TryFindZone("Middle/Earth", out _));
    }

    [Theory]
    [InlineData("dd/mm/yyyy", "names no month; M stands for months, m for minutes")]
    [InlineData("HH:mm", "names no year")]
    [InlineData("yyyy-MM-dd 'at' HH:mm", null)]
    [InlineData("yyyy-MM-dd at HH:mm", "has the letter a, which stands for nothing; put plain words between single quotes")]
    [InlineData("yyyyy-MM", "has the letter y 5 times in a row")]
    public void A_format_that_cannot_be_meant_is_named(string format, string? problem) => Assert.Equal(problem, DateFormats.FindProblem(format));

    [Fact]
    public void Formats_tell_what_they_hold()
    {
        Assert.True(DateFormats.HasTime("d/M/yy H:mm"));
        Assert.False(DateFormats.HasTime("d MMM yyyy"));
        Assert.False(DateFormats.HasDay("yyyy-MM"));
        Assert.True(DateFormats.HasOffset("yyyy-MM-ddTHH:mm:sszzz"));
        Assert.False(DateFormats.HasOffset("yyyy-MM-dd'Z'"));
    }
}
