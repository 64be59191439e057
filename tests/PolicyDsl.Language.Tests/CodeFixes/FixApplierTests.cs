using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.CodeFixes;

public sealed class FixApplierTests
{
    [Theory]
    [InlineData("(minor)", "minor")]
    [InlineData("((minor))", "minor")]
    [InlineData("not not minor", "minor")]
    [InlineData("not offence is supply", "offence is not supply")]
    [InlineData("not (offence in violent)", "offence not in violent")]
    [InlineData("quantity is not unknown", "quantity is known")]
    [InlineData("certainly quantity is known", "quantity is known")]
    [InlineData("not (quantity = 1 g * 2)", "quantity != 1 g * 2")]
    [InlineData("minor and(dangerous)", "minor and dangerous")]
    public void A_safe_fix_says_the_same_more_simply(string before, string after)
    {
        Assert.Equal(Wrap(after), Mend(Wrap(before)));
    }

    [Fact]
    public void Mending_what_needs_no_mending_gives_the_text_back()
    {
        var text = Wrap("minor or dangerous");

        Assert.Equal(text, Mend(text));
    }

    [Fact]
    public void An_unused_define_goes_with_its_comment()
    {
        var mended = Mend("policy p\nusing idpc\n\n/// Not used.\ndefine d = minor\n\nrule r { when minor then warn }\notherwise advise\n");

        Assert.DoesNotContain("define", mended, StringComparison.Ordinal);
        Assert.DoesNotContain("Not used", mended, StringComparison.Ordinal);
        Assert.Contains("rule r", mended, StringComparison.Ordinal);
    }

    private static string Wrap(string condition) => $"policy p\nusing idpc\nrule r {{ when {condition} then warn }}\notherwise advise\n";

    private static string Mend(string text)
    {
        for (var round = 0; round < 5; round++)
        {
            var compilation = TestCompilation.CompileWithoutErrors(text);
            var tree = compilation.Trees.Single(t => t.Source.Path == TestCompilation.MainPath);
            text = FixApplier.Apply(tree.Source, Linter.Lint(compilation, tree)).Text;
        }

        return text;
    }
}
