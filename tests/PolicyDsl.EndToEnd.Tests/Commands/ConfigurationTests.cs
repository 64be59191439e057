namespace PolicyDsl.EndToEnd.Tests.Commands;

public sealed class ConfigurationTests
{
    private static readonly string Untested = Policies.Good[..Policies.Good.IndexOf("test \"", StringComparison.Ordinal)];

    [Fact]
    public void Severities_come_from_the_nearest_configuration_above_the_file()
    {
        using var folder = new TestFolder().Add("deep/er/good.policy", Untested).Add("policydsl.json", "{ \"severities\": { \"no-tests\": \"error\" } }");
        Assert.Equal(1, folder.Run("check", "deep/er/good.policy").ExitCode);
        folder.Add("deep/policydsl.json", "{ \"severities\": { \"lint\": \"off\" } }");
        var result = folder.Run("check", "deep/er/good.policy", "--format", "compact");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("PD25", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suppression_needs_a_reason_and_is_counted()
    {
        const string Suppressions = "{ \"severities\": { \"PD2517\": \"error\" }, \"suppressions\": [ { \"id\": \"PD2517\", \"path\": \"good.policy\", \"reason\": \"Tests come next week.\" } ] }";
        using var folder = new TestFolder().Add("good.policy", Untested).Add("policydsl.json", Suppressions);
        var result = folder.Run("check", "good.policy", "--verbose");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("suppressed because: Tests come next week.", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 suppressed", result.Output, StringComparison.Ordinal);
        folder.Add("policydsl.json", Suppressions.Replace(", \"reason\": \"Tests come next week.\"", "", StringComparison.Ordinal));
        var without = folder.Run("check", "good.policy");
        Assert.True(without.ExitCode == 5, without.ToString());
        Assert.Contains("policydsl.json:1:58: This suppression has no `reason`.", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suppression_ends_on_its_day()
    {
        const string Suppressions = "{ \"suppressions\": [ { \"id\": \"no-tests\", \"path\": \"**/*.policy\", \"reason\": \"Soon.\", \"until\": \"2026-06-30\" } ] }";
        using var folder = new TestFolder().Add("good.policy", Untested).Add("policydsl.json", Suppressions);
        Assert.Equal(0, folder.Run("check", "good.policy", "--as-of", "2026-06-30").ExitCode);
        var after = folder.Run("check", "good.policy", "--as-of", "2026-07-01", "--format", "compact");
        Assert.True(after.ExitCode == 1, after.ToString());
        Assert.Contains("error PD2592", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_suppresses_a_finding_on_its_line_and_one_that_meets_nothing_is_told()
    {
        var policy = Policies.Good.Replace("otherwise advise", "// policydsl: allow unused-define because \"Used next month.\"\ndefine small = quantity is at most 2 g\notherwise advise // policydsl: allow PD2503 because \"Never.\"", StringComparison.Ordinal);
        using var folder = new TestFolder().Add("good.policy", policy);
        var result = folder.Run("check", "good.policy", "--format", "compact");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("PD2501", result.Output, StringComparison.Ordinal);
        Assert.Contains("warning PD2590: There is no `PD2503` here to suppress.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_about_many_files_is_unused_only_where_no_file_needs_it()
    {
        const string Entry = "{ \"suppressions\": [ { \"id\": \"PD2517\", \"path\": \"**/*.policy\", \"reason\": \"Soon.\" } ] }";
        using var folder = new TestFolder().Add("a.policy", Untested).Add("b.policy", Policies.Good.Replace("policy good", "policy other", StringComparison.Ordinal)).Add("policydsl.json", Entry);
        Assert.DoesNotContain("PD2590", folder.Run("check", ".", "--format", "compact").Output, StringComparison.Ordinal);
        Assert.Contains("policydsl.json(1,21): warning PD2590", folder.Run("check", "b.policy", "--format", "compact").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_compile_cannot_be_suppressed()
    {
        using var folder = new TestFolder().Add("broken.policy", Policies.DoesNotCompile.Replace("    when", "    // policydsl: allow PD1001 because \"I like it.\"\n    when", StringComparison.Ordinal));
        Assert.Equal(3, folder.Run("check", "broken.policy").ExitCode);
    }

    [Theory]
    [InlineData("{ \"sevrities\": {} }", "Did you mean `severities`?")]
    [InlineData("{ \"severities\": { \"PD2501\": \"loud\" } }", "`PD2501` is one of `off`, `info`, `warning`, `error`.")]
    [InlineData("{ \"severities\": { \"unused-defines\": \"off\" } }", "Did you mean `unused-define`?")]
    [InlineData("{ \"severities\": { \"PD0001\": \"off\" } }", "can be neither changed nor suppressed")]
    [InlineData("{ \"severities\": ", "policydsl.json:1:")]
    [InlineData("[]", "is an object")]
    public void A_configuration_that_cannot_be_taken_is_exit_5(string text, string expected)
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good).Add("policydsl.json", text);
        var result = folder.Run("check", "good.policy");
        Assert.True(result.ExitCode == 5, result.ToString());
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }
}
