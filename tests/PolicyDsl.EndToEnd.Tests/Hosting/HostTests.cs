using System.Diagnostics;

namespace PolicyDsl.EndToEnd.Tests.Hosting;

public sealed class HostTests
{
    [Theory]
    [InlineData("Did you mean `check`?", "chekc", "x.policy")]
    [InlineData("Did you mean `--format`?", "check", "x.policy", "--fromat", "json")]
    [InlineData("A verb is missing.")]
    [InlineData("`--format` does not know `jsn`.", "check", "good.policy", "--format", "jsn")]
    [InlineData("The format `sarif` does not fit this verb.", "test", "good.policy", "--format", "sarif")]
    [InlineData("Only one format can go to standard output.", "check", "good.policy", "--format", "json", "--format", "github")]
    [InlineData("There is no file `god.policy`.", "check", "god.policy")]
    [InlineData("Did you mean `good.policy`?", "check", "god.policy")]
    [InlineData("`--fail-level` does not know `eror`.", "check", "good.policy", "--fail-level", "eror")]
    [InlineData("`--width` cannot take `wide`.", "format", "good.policy", "--width", "wide")]
    [InlineData("The width is a whole number from 40 to 400.", "format", "good.policy", "--width", "4")]
    [InlineData("`--minimum-group` is a whole number from 1.", "compare", "good.policy", "--minimum-group", "-5")]
    [InlineData("`--minimum-group` cannot take `few`.", "compare", "good.policy", "--minimum-group", "few")]
    [InlineData("`--threads 0` is no number of threads.", "compare", "good.policy", "--threads", "0")]
    [InlineData("`--threads many` is no number of threads.", "check", "good.policy", "--threads", "many")]
    [InlineData("`--memory 2` is no size.", "compare", "good.policy", "--memory", "2")]
    [InlineData("`--memory lots of GB` is no size.", "diff", "good.policy", "good.policy", "--memory", "lots of GB")]
    [InlineData("`--memory 1kb` is too little to work with.", "compare", "good.policy", "--memory", "1kb")]
    [InlineData("A file is missing.", "format")]
    [InlineData("Required argument missing for command: `check`.", "check")]
    [InlineData("`tomorrow` is not a date.", "check", "good.policy", "--as-of", "tomorrow")]
    [InlineData("`--color` does not know `red`.", "check", "good.policy", "--color", "red")]
    [InlineData("declares no data set", "run", "good.policy", "--data", "rows.csv")]
    [InlineData("no data set", "run", "good.policy")]
    [InlineData("There is no finding, concept, principle, clause or word `PD9999`.", "explain", "PD9999")]
    [InlineData("There is no .policy file in `empty`.", "check", "empty")]
    public void Wrong_usage_is_exit_5_and_says_what_to_write(string expected, params string[] arguments)
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good).Add("rows.csv", "a,b\n1,2\n").Add("empty/x.txt", "");
        var result = folder.Run(arguments);
        Assert.True(result.ExitCode == 5, result.ToString());
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_filter_that_fits_no_test_is_a_finding_of_its_own()
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good);
        var result = folder.Run("test", "good.policy", "--filter", "nothing like it");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("No test has a name that fits `nothing like it`.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_that_is_not_there_is_told_once()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good.Replace("offence in personal_use", "count(incidents of person within past -3 days) > 1", StringComparison.Ordinal));
        var result = folder.Run("check", "p.policy", "--format", "compact");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains("PD0025", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PD1331", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_a_result()
    {
        var result = Tool.Run(Path.GetTempPath(), "check", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--fail-level", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("always", null, null, true)]
    [InlineData("never", null, "1", false)]
    [InlineData(null, null, null, false)]
    [InlineData(null, null, "1", true)]
    [InlineData(null, "1", "1", false)]
    public void Colour_follows_flag_then_environment_then_terminal(string? flag, string? noColor, string? forceColor, bool isColoured)
    {
        using var folder = new TestFolder().Add("broken.policy", Policies.DoesNotCompile);
        (string, string)[] environment = [.. noColor is null ? [] : new[] { ("NO_COLOR", noColor) }, .. forceColor is null ? [] : new[] { ("FORCE_COLOR", forceColor) }];
        string[] arguments = ["check", "broken.policy", .. flag is null ? [] : new[] { "--color", flag }];
        Assert.Equal(isColoured, Tool.Run(folder.FullPath, null, environment, arguments).Output.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_fault()
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good);
        var result = Tool.RunInShell(folder.FullPath, "$TOOL check good.policy --verbose | head -1; echo ${PIPESTATUS[0]}");
        Assert.EndsWith("\n0\n", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void A_full_disk_is_told()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        using var folder = new TestFolder().Add("good.policy", Policies.Good);
        var result = Tool.RunInShell(folder.FullPath, "$TOOL check good.policy > /dev/full");
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("The result cannot be written to standard output", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_that_cannot_be_written_change_no_exit_code()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        using var folder = new TestFolder();
        Assert.Equal("5\n5\n", Tool.RunInShell(folder.FullPath, "$TOOL check nothing.policy 2> /dev/full; echo $?; $TOOL check nothing.policy 2>&-; echo $?").Output);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one()
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good);
        var result = folder.Run("check", "good.policy", "--format", "json=no/such/folder/out.json");
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("`no/such/folder/out.json` cannot be written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_runs_again_on_a_change_and_an_interruption_is_exit_130()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TestFolder().Add("p.policy", Policies.Good);
        using var process = Tool.Start(folder.FullPath, [], "check", "p.policy", "--watch", "--format", "compact");
        await ReadUntil(process.StandardError, "Watching for changes");
        folder.Add("p.policy", Policies.DoesNotCompile);
        await ReadUntil(process.StandardOutput, "error PD1");
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        process.StandardInput.Close();
        var result = Tool.Finish(process);
        Assert.True(result.ExitCode == 130, result.ToString());
    }

    private static async Task ReadUntil(StreamReader reader, string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"`{text}` never came.");
    }
}
