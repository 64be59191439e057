using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Tests.Linting;

public sealed class SuppressionCommentTests
{
    [Theory]
    [InlineData("// policydsl: allow PD2501 because \"Later.\"\ndefine a = 1\n", 1)]
    [InlineData("define a = 1 // policydsl: allow PD2501 because \"Later.\"\n", 0)]
    [InlineData("// policydsl: allow PD2501 because \"Later.\"\n\n// another\n\ndefine a = 1\n", 4)]
    [InlineData("//policydsl:allow unused-define because \"Later.\" until 2027-01-31\ndefine a = 1\n", 1)]
    public void A_comment_is_about_its_line_or_the_next_with_words(string text, int line)
    {
        var (comments, findings) = SuppressionComments.Read(SyntaxTree.Parse(text));
        Assert.Empty(findings);
        var comment = Assert.Single(comments);
        Assert.Equal((LintFindings.UnusedDefine, line, "Later."), (comment.Descriptor, comment.Line, comment.Reason));
    }

    [Fact]
    public void One_comment_may_allow_several()
    {
        var (comments, _) = SuppressionComments.Read(SyntaxTree.Parse("// policydsl: allow PD2501, naming because \"Later.\"\ndefine A = 1\n"));
        Assert.Equal(["PD2501", "PD2505"], comments.Select(c => c.Descriptor.Id));
    }

    [Theory]
    [InlineData("// policydsl: allow PD2501\n")]
    [InlineData("// policydsl: allow PD2501 because \"\"\n")]
    [InlineData("// policydsl: allow PD2501 because \"  \"\n")]
    [InlineData("// policydsl: allow PD9999 because \"x\"\n")]
    [InlineData("// policydsl: allow PD0001 because \"x\"\n")]
    [InlineData("// policydsl: allow PD3001 because \"x\"\n")]
    [InlineData("// policydsl: allow PD2501 because \"x\" until tomorrow\n")]
    [InlineData("// policydsl: deny PD2501 because \"x\"\n")]
    [InlineData("define a = 1 // policydsl: allow\n")]
    public void One_that_cannot_be_read_is_told_and_suppresses_nothing(string text)
    {
        var (comments, findings) = SuppressionComments.Read(SyntaxTree.Parse(text));
        Assert.Empty(comments);
        Assert.Equal("PD2591", Assert.Single(findings).Id);
    }

    [Theory]
    [InlineData("owner \"// policydsl: allow PD2501\"\n")]
    [InlineData("// see policydsl: it is good\n")]
    [InlineData("/// policydsl: allow\ndefine a = 1\n")]
    public void Other_text_is_no_suppression(string text)
    {
        var (comments, findings) = SuppressionComments.Read(SyntaxTree.Parse(text));
        Assert.Empty(comments);
        Assert.Empty(findings);
    }

    [Fact]
    public void A_comment_of_a_megabyte_is_read_at_once()
    {
        var (_, findings) = SuppressionComments.Read(SyntaxTree.Parse("// policydsl: allow " + new string('a', 1_000_000) + "\n"));
        Assert.Single(findings);
    }
}
