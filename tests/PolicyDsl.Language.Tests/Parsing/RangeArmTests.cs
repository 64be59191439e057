using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Parsing;

public sealed class RangeArmTests
{
    private const string Text = """
        dataset d { from "a.csv" person { age = match `Age range` { "under 10" => ..9, "18-24" => 18..24, "cold" => -5..-1, "over 34" => 35.., otherwise => unknown } } }
        table t of text gives mass { "small" => 0 g..1 g, "large" => 1 g.., otherwise => 5 g }
        """;

    [Fact]
    public void An_arm_may_give_a_range()
    {
        var tree = SyntaxTree.Parse(Text, "ages.policy");

        Assert.Empty(tree.Diagnostics.Select(d => $"{d.Location?.Start} {d.Id} {d.Message}"));
        Assert.Equal(["..9", "18..24", "-5..-1", "35..", "0 g..1 g", "1 g.."], Ranges(tree.Root).Select(range => Text.Substring(range.Span.Start, range.Span.Length)));
    }

    [Fact]
    public void A_text_with_ranges_prints_back_byte_for_byte() => Assert.Equal(Text, SyntaxTree.Parse(Text, "ages.policy").Root.ToFullString());

    [Fact]
    public void A_range_does_not_follow_a_sum() =>
        Assert.NotEmpty(SyntaxTree.Parse("""table t of text gives integer { "a" => 1 + 2..4 }""", "t.policy").Diagnostics);

    private static IEnumerable<RangeSyntax> Ranges(SyntaxElement node) =>
        node.Children.SelectMany(child => child is RangeSyntax range ? [range] : Ranges(child));
}
