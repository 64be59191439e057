using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.SyntaxTrees;

public sealed class SyntaxTreeTests
{
    private const string Text = "// about\n/// One.\n/// Two.\nrule a \"t\" { // end\n    when x is known\n}\n";

    private readonly SyntaxTree tree = SyntaxTree.Parse(Text);

    [Fact]
    public void A_span_leaves_trivia_out_and_a_full_span_takes_it_in()
    {
        var rule = Assert.IsType<RuleSyntax>(Assert.Single(tree.Root.Items));

        Assert.Equal(Text.IndexOf("rule", StringComparison.Ordinal), rule.Span.Start);
        Assert.Equal(Text.LastIndexOf('}') + 1, rule.Span.End);
        Assert.Equal(0, rule.FullSpan.Start);
        Assert.Equal(Text, tree.Root.ToFullString());
    }

    [Fact]
    public void Documentation_is_the_text_of_the_lines_before() => Assert.Equal("One.\nTwo.", tree.Root.Items[0].Documentation);

    [Fact]
    public void Every_position_finds_its_token()
    {
        foreach (var token in tree.Root.DescendantTokens())
        {
            for (var position = token.FullSpan.Start; position < token.FullSpan.End; position++)
            {
                Assert.Same(token, tree.FindToken(position));
            }
        }

        Assert.Same(tree.Root.EndOfFile, tree.FindToken(Text.Length));
    }

    [Fact]
    public void Every_element_but_the_root_has_its_parent()
    {
        foreach (var node in tree.Root.Descendants().OfType<SyntaxNode>())
        {
            Assert.All(node.Children, c => Assert.Same(node, tree.GetParent(c)));
        }

        Assert.Null(tree.GetParent(tree.Root));
    }

    [Fact]
    public void Documentation_before_skipped_text_documents_nothing() =>
        Assert.Equal("Right.", SyntaxTree.Parse("/// Wrong.\nnonsense here\n/// Right.\nrule a { when x }").Root.Items[0].Documentation);
}
