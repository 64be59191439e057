using System.Text;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Parsing;

/// <summary>Line breaks mean nothing but between a number and its unit; recovery must not change that.</summary>
public sealed class LineBreakTests
{
    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_token_a_line_means_the_same(string name) => CheckSame(Samples.Read(name), _ => "\n");

    [Theory]
    [MemberData(nameof(Names))]
    public void All_on_one_line_means_the_same(string name) => CheckSame(Samples.Read(name), _ => " ");

    [Theory]
    [MemberData(nameof(Names))]
    public void Lines_broken_anywhere_mean_the_same(string name)
    {
        var text = Samples.Read(name);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            CheckSame(text, _ => random.Next(3) == 0 ? "\n" : " ");
        }
    }

    private static void CheckSame(string text, Func<int, string> between)
    {
        var tree = SyntaxTree.Parse(text);
        var builder = new StringBuilder();
        var tokens = tree.Root.DescendantTokens().ToArray();
        for (var i = 0; i < tokens.Length; i++)
        {
            var isUnit = tree.GetParent(tokens[i]) is QuantitySyntax quantity && quantity.Unit == tokens[i];
            var wasQuantity = i > 0 && tree.GetParent(tokens[i - 1]) is LiteralSyntax && SyntaxFacts.IsUnit(tokens[i].Text);
            // A dot at the end of a line is unfinished, so a clause word that starts the next line is no name.
            var isWordAfterDot = i > 0 && tokens[i - 1].Kind == TokenKind.Dot && SyntaxFacts.IsReserved(tokens[i].Kind);
            builder.Append(isUnit || isWordAfterDot ? " " : wasQuantity ? "\n" : between(i)).Append(tokens[i].Text);
        }

        var other = SyntaxTree.Parse(builder.ToString());

        Assert.Empty(other.Diagnostics.Select(d => $"{d.Location?.Start} {d.Message} {other.Source.GetLine(d.Location?.Start.Line ?? 0)}"));
        Assert.Equal(TreeText.Describe(tree), TreeText.Describe(other));
    }
}
