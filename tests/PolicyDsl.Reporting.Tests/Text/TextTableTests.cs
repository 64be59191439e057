using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Tests.Text;

public sealed class TextTableTests
{
    [Fact]
    public void Words_stand_left_and_numbers_right_whatever_their_script()
    {
        var table = new TextTable(1, "rule", "fired");
        table.Add("divert", "12,345");
        table.Add("日本", "7");
        Assert.Equal("  rule     fired\n  divert  12,345\n  日本         7\n", Findings.Write(w => table.Write(new StyledWriter(w, useColor: false))));
    }

    [Theory]
    [InlineData(1, "1 row")]
    [InlineData(0, "0 rows")]
    [InlineData(12345, "12,345 rows")]
    public void Counts_agree_with_their_noun(long count, string text) => Assert.Equal(text, Phrase.Count(count, "row"));

    [Theory]
    [InlineData(0, 0, "-")]
    [InlineData(1, 3, "33.3%")]
    [InlineData(3, 3, "100.0%")]
    public void A_share_of_nothing_is_no_number(long part, long whole, string text) => Assert.Equal(text, NumberText.Percent(part, whole));

    [Theory]
    [InlineData(new string[0], "")]
    [InlineData(new[] { "a" }, "a")]
    [InlineData(new[] { "a", "b" }, "a and b")]
    [InlineData(new[] { "a", "b", "c" }, "a, b and c")]
    public void Lists_are_joined_as_in_a_sentence(string[] parts, string text) => Assert.Equal(text, Phrase.Join(parts));
}
