using FsCheck;
using FsCheck.Fluent;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Linting;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Tests.Linting;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void An_id_goes_before_its_category_whatever_their_order()
    {
        var file = ReadWithoutFaults("{ \"severities\": { \"PD2501\": \"error\", \"lint\": \"off\", \"unused-table\": \"info\" } }");
        Assert.Equal(Severity.Error, file.GetSeverity(LintFindings.UnusedDefine));
        Assert.Equal(Severity.Info, file.GetSeverity(LintFindings.UnusedTable));
        Assert.Equal(Severity.None, file.GetSeverity(LintFindings.NoTests));
        Assert.Equal(Severity.Error, file.GetSeverity(SyntaxErrors.UnexpectedCharacter));
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        var file = ReadWithoutFaults("// why\n{ /* and how */ \"failLevel\": \"warning\", \"format\": { \"width\": 100, }, }\n");
        Assert.Equal((Severity.Warning, 100), (file.FailLevel, file.FormatWidth));
    }

    [Theory]
    [InlineData("{ \"failLevel\": \"wörning\" }", 1, 16)]
    [InlineData("{\n  \"däta\": \"x\"\n}", 2, 3)]
    [InlineData("{ \"data\": \"x\", \"data\": \"y\" }", 1, 16)]
    public void A_fault_stands_where_it_is(string text, int line, int column)
    {
        var fault = Assert.Single(Read(text).Faults);
        Assert.Equal((line, column), (fault.Location.Start.Line + 1, fault.Location.Start.Column + 1));
    }

    [Fact]
    public void Any_text_gives_a_configuration_or_a_fault() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => Read(text ?? "") is { File: not null }));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"a\" ")]
    [InlineData("{} {}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("{ \"data\": \"\\ud800\" }")]
    public void What_is_no_json_is_one_fault(string text) => Assert.Single(Read(text).Faults);

    [Theory]
    [InlineData("a.policy", "a.policy", true)]
    [InlineData("a/b.policy", "*.policy", false)]
    [InlineData("a/b.policy", "**/*.policy", true)]
    [InlineData("b.policy", "**/*.policy", true)]
    [InlineData("a/b/c/d.policy", "a/**/d.policy", true)]
    [InlineData("a/d.policy", "a/**/d.policy", true)]
    [InlineData("a/b.policy", "a/?.policy", true)]
    [InlineData("a/b.policy", "a", false)]
    [InlineData("a/b.policy", "a/**", true)]
    [InlineData("a/b.policy", "A/b.policy", false)]
    public void Patterns_stand_for_names_and_folders(string path, string pattern, bool fits) => Assert.Equal(fits, PathPattern.Fits(path, pattern));

    [Fact]
    public void A_hostile_pattern_ends()
    {
        var path = string.Join('/', Enumerable.Repeat("a", 2_000));
        Assert.False(PathPattern.Fits(path, string.Concat(Enumerable.Repeat("**/a/", 500)) + "b"));
    }

    private static ConfigurationFile ReadWithoutFaults(string text)
    {
        var (file, faults) = Read(text);
        Assert.Empty(faults);
        return file;
    }

    private static (ConfigurationFile File, System.Collections.Immutable.ImmutableArray<ConfigurationFault> Faults) Read(string text) =>
        ConfigurationReader.Read(new SourceText(text, "policydsl.json"));
}
