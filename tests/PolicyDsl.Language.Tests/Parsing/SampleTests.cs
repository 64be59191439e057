using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Parsing;

public sealed class SampleTests
{
    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_parses_without_a_message(string name)
    {
        var tree = SyntaxTree.Parse(Samples.Read(name), name);

        Assert.Empty(tree.Diagnostics.Select(d => $"{d.Location?.Start} {d.Id} {d.Message}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_prints_back_byte_for_byte(string name)
    {
        var text = Samples.Read(name);

        Assert.Equal(text, SyntaxTree.Parse(text, name).Root.ToFullString());
    }

    [Fact]
    public void The_samples_hold_every_kind_of_node()
    {
        var all = typeof(SyntaxNode).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(SyntaxNode)) && !t.IsAbstract && t != typeof(MissingExpressionSyntax));
        var found = Samples.ReadAll().SelectMany(s => SyntaxTree.Parse(s).Root.Descendants()).Select(n => n.GetType()).ToHashSet();

        Assert.Empty(all.Where(t => !found.Contains(t)).Select(t => t.Name));
    }
}
