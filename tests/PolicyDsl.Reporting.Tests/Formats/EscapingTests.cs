using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Reporting.Tests.Formats;

public sealed class EscapingTests
{
    [Fact]
    public void A_workflow_command_keeps_to_its_line_whatever_the_text()
    {
        var text = Findings.Write(w => GitHubDiagnostics.WriteCommand(w, Severity.Error, "title=x", "50% of\r\n::set-output name=a::b"));
        Assert.Equal("::error title=x::50%25 of%0D%0A::set-output name=a::b\n", text);
    }

    [Fact]
    public void A_property_of_a_workflow_command_escapes_colon_and_comma() =>
        Assert.Equal("a%3Ab%2Cc%25d%0Ae", GitHubDiagnostics.EscapeProperty("a:b,c%d\ne"));

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("`code_name` and under_score", "`code_name` and under\\_score")]
    [InlineData("<script>", "\\<script\\>")]
    [InlineData("one ` tick", "one \\` tick")]
    [InlineData("[x](y)", "\\[x\\](y)")]
    public void Markdown_shows_text_as_it_was_written(string text, string escaped) => Assert.Equal(escaped, MarkdownWriter.Escape(text));

    [Fact]
    public void Junit_is_well_formed_whatever_a_test_is_called() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string?>(), name =>
        {
            var text = Findings.Write(w => JUnitReport.Write(w, [new JUnitSuite("s", [new JUnitCase(name ?? "", "c", new JUnitOutcome(false, name ?? "", name ?? "")), new JUnitCase("b", "c", null)])]));
            var root = XDocument.Parse(text).Root;
            return root?.Attribute("tests")?.Value == "2" && root.Attribute("failures")?.Value == "1";
        }));

    [Fact]
    public void Skipped_is_not_passed()
    {
        var text = Findings.Write(w => JUnitReport.Write(w, [new JUnitSuite("s", [new JUnitCase("a", "c", new JUnitOutcome(true, "open", ""))])]));
        Assert.Contains("<skipped message=\"open\" />", text, StringComparison.Ordinal);
        Assert.Contains("skipped=\"1\"", text, StringComparison.Ordinal);
    }
}
