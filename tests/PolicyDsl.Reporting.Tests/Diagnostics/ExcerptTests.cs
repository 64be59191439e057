using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Tests.Diagnostics;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("rule a", 5, 1, "rule a", "     ^")]
    [InlineData("\trule a", 6, 1, "    rule a", "         ^")]
    [InlineData("規則 a", 3, 1, "規則 a", "     ^")]
    [InlineData("规则 a", 0, 2, "规则 a", "^^^^")]
    [InlineData("rule", 4, 0, "rule", "    ^")]
    [InlineData("", 0, 0, "", "^")]
    public void The_caret_stands_under_the_place(string text, int start, int length, string line, string underline)
    {
        var excerpt = SourceExcerpt.Create(new Location(new SourceText(text, "x.policy"), new TextSpan(start, length)));
        Assert.Equal((line, underline), (excerpt.Line, excerpt.Underline));
    }

    [Fact]
    public void A_place_over_several_lines_shows_the_first_and_names_the_last()
    {
        var excerpt = SourceExcerpt.Create(new Location(new SourceText("one two\nthree\nfour", "x.policy"), TextSpan.FromBounds(4, 15)));
        Assert.Equal(("one two", "    ^^^ to line 3"), (excerpt.Line, excerpt.Underline));
    }

    [Fact]
    public void A_line_of_a_megabyte_is_clipped_around_the_place()
    {
        var text = new string('a', 500_000) + "HERE" + new string('b', 500_000);
        var excerpt = SourceExcerpt.Create(new Location(new SourceText(text, "x.policy"), new TextSpan(500_000, 4)));
        Assert.InRange(excerpt.Line.Length, 100, 200);
        Assert.Equal("HERE", excerpt.Line.Substring(excerpt.Underline.IndexOf('^', StringComparison.Ordinal), excerpt.Underline.Count(c => c == '^')));
    }

    [Theory]
    [InlineData("a\u001b[31mred", "a\u241b[31mred")]
    [InlineData("a\u202eb", "a<U+202E>b")]
    [InlineData("a\r\nb", "a  b")]
    [InlineData("\u0085", "<U+0085>")]
    [InlineData("naïve 日本 😀", "naïve 日本 😀")]
    public void Nothing_in_a_source_can_steer_the_terminal(string text, string shown) => Assert.Equal(shown, DisplayText.Clean(text));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("日本", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    public void Width_counts_columns(string text, int width) => Assert.Equal(width, DisplayText.GetWidth(text));
}
