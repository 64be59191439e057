using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Parsing;

public sealed class DepthTests
{
    private const int Deep = 10_000;
    private const string Follower = "\nrule after { when x then warn }\n";

    public static TheoryData<string, string, string, string> Nestings => new()
    {
        { "parentheses", "define x = ", "(", ")" },
        { "parentheses that stay open", "define x = ", "(", "" },
        { "negations", "define x = ", "not ", "" },
        { "minus signs", "define x = ", "- ", "" },
        { "ifs in then", "define x = ", "if a then ", " else b" },
        { "ifs in else", "define x = ", "if a then b else ", "" },
        { "matches", "define x = ", "match a { \"x\" => ", " }" },
        { "matches in subjects", "define x = ", "match ", " { \"x\" => y }" },
        { "calls", "define x = ", "f(", ")" },
        { "folds", "define x = ", "first of ", "" },
        { "histories", "define x = ", "any(incidents where ", ")" },
        { "incidents where", "define x = ", "a has no incidents where ", "" },
        { "records", "test \"x\" { given incident ", "{ a: ", " }" },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Nesting_beyond_the_limit_gives_one_message(string what, string before, string open, string close)
    {
        var text = before + Repeat(open) + "{}"[..(what == "records" ? 2 : 0)] + "a" + Repeat(close) + Follower;

        var tree = SyntaxTree.Parse(text);

        Assert.Equal(text, tree.Root.ToFullString());
        Assert.Single(tree.Diagnostics, d => d.Descriptor == SyntaxErrors.TooDeeplyNested);
        Assert.InRange(tree.Diagnostics.Length, 1, 3);
        Assert.Contains(tree.Root.Items.OfType<RuleSyntax>(), r => r.Name.Text == "after" && r.Clauses.Count == 2);
    }

    [Theory]
    [InlineData(" or ", ChainKind.Or)]
    [InlineData(" and ", ChainKind.And)]
    [InlineData(" + ", ChainKind.Sum)]
    [InlineData(" * ", ChainKind.Product)]
    [InlineData(" default ", ChainKind.Default)]
    public void A_long_chain_is_flat(string operatorText, ChainKind kind)
    {
        var text = "define x = a" + string.Concat(Enumerable.Repeat(operatorText + "a", Deep)) + Follower;

        var tree = SyntaxTree.Parse(text);

        Assert.Empty(tree.Diagnostics);
        var chain = Assert.IsType<ChainSyntax>(Assert.IsType<DefineSyntax>(tree.Root.Items[0]).Value);
        Assert.Equal(kind, chain.Kind);
        Assert.Equal(Deep + 1, chain.Operands.Count);
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_fine()
    {
        const int Most = SyntaxFacts.MaximumDepth - 1;
        var tree = SyntaxTree.Parse("define x = " + new string('(', Most) + "a" + new string(')', Most));

        Assert.Empty(tree.Diagnostics);
    }

    [Fact]
    public void A_small_stack_is_enough()
    {
        var text = "define x = " + new string('(', Deep);
        SyntaxTree? tree = null;
        var thread = new Thread(() => tree = SyntaxTree.Parse(text), maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();

        Assert.NotNull(tree);
        Assert.Equal(text, tree.Root.ToFullString());
    }

    /// <summary>No clock: parsing whose work grew with the square of the text would not end here.</summary>
    [Fact]
    public void A_megabyte_parses()
    {
        var sample = string.Concat(Samples.ReadAll().Where(s => s.Length < 10_000));
        var text = string.Concat(Enumerable.Repeat(sample, (1024 * 1024 / sample.Length) + 1));

        var tree = SyntaxTree.Parse(text);

        Assert.Equal(text.Length, tree.Root.FullSpan.Length);
    }

    [Theory]
    [InlineData("«")]
    [InlineData("' ")]
    [InlineData("/*\n")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("rule a {\n")]
    [InlineData("when ")]
    [InlineData("a < ")]
    [InlineData("\"\n")]
    [InlineData("@ ")]
    [InlineData("..")]
    public void Repeated_mistakes_give_few_messages(string piece)
    {
        var text = "rule a { when " + string.Concat(Enumerable.Repeat(piece, 200_000));

        var tree = SyntaxTree.Parse(text);

        Assert.InRange(tree.Diagnostics.Length, 1, SyntaxFacts.MaximumMessages);
        Assert.Equal(text, tree.Root.ToFullString());
    }

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, Deep));
}
