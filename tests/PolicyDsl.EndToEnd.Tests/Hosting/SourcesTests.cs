using System.Text;

namespace PolicyDsl.EndToEnd.Tests.Hosting;

public sealed class SourcesTests
{
    [Fact]
    public void A_policy_reads_beside_and_below_itself()
    {
        using var folder = new TestFolder()
            .Add("p.policy", Policies.Good.Replace("using idpc\n", "using idpc\nusing \"lib/more.policy\"\n", StringComparison.Ordinal))
            .Add("lib/more.policy", "using idpc.vocabulary\nusing \"deeper.policy\"\nset mine of offence { possession, supply }\n")
            .Add("lib/deeper.policy", "using idpc.vocabulary\nset ours of offence { supply }\n");
        var result = folder.Run("check", "p.policy", "--format", "json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("\"lib/deeper.policy\"", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside.policy")]
    [InlineData("lib/../../outside.policy")]
    [InlineData("link.policy")]
    [InlineData("linked/outside.policy")]
    [InlineData("/etc/hostname")]
    public void A_policy_never_reads_outside_its_folder(string path)
    {
        using var folder = new TestFolder()
            .Add("inside/p.policy", Policies.Good.Replace("using idpc\n", $"using idpc\nusing \"{path}\"\n", StringComparison.Ordinal))
            .Add("outside.policy", "set secret of offence { supply }\n");
        File.CreateSymbolicLink(folder["inside/link.policy"], folder["outside.policy"]);
        Directory.CreateSymbolicLink(folder["inside/linked"], folder.FullPath);
        var result = folder.Run("check", "inside/p.policy", "--format", "compact");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains("outside the folder of the policy", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_never_waited_for()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TestFolder().Add("p.policy", Policies.Good.Replace("using idpc\n", "using idpc\nusing \"pipe.policy\"\n", StringComparison.Ordinal));
        Assert.Equal(0, Tool.RunInShell(folder.FullPath, "mkfifo pipe.policy").ExitCode);
        var result = folder.Run("check", "p.policy", "--format", "compact");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains("a pipe or device rather than a file", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, Tool.RunInShell(folder.FullPath, "mkfifo policydsl.json").ExitCode);
        Assert.Equal(5, folder.Run("check", "p.policy").ExitCode);
    }

    [Fact]
    public void A_configuration_file_above_widens_the_folder()
    {
        using var folder = new TestFolder()
            .Add("inside/p.policy", Policies.Good.Replace("using idpc\n", "using idpc\nusing \"../outside.policy\"\n", StringComparison.Ordinal))
            .Add("outside.policy", "using idpc.vocabulary\nset ours of offence { supply }\n")
            .Add("policydsl.json", "{}");
        Assert.Equal(0, folder.Run("check", "inside/p.policy").ExitCode);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["p.policy"], Policies.DoesNotCompile, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Contains("p.policy(4,10): error", folder.Run("check", "p.policy", "--format", "compact").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused_with_their_place()
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["p.policy"], [.. "policy p\nowner \"Gen"u8, 0xE9, .. "\"\n"u8]);
        var result = folder.Run("check", "p.policy");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains("`p.policy` is not UTF-8: byte 0xE9 at line 2, column 11 begins no character; save it as UTF-8.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf_16_is_named()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["p.policy"], Policies.Good, Encoding.Unicode);
        var result = folder.Run("check", "p.policy");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains("is UTF-16; save it as UTF-8", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_sequences_of_a_source_do_not_reach_the_terminal()
    {
        using var folder = new TestFolder().Add("p.policy", "policy p \"\u001b[31mred\"\nrule \u001b[2J {}\n");
        var result = folder.Run("check", "p.policy");
        Assert.Equal(3, result.ExitCode);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public void An_endless_file_is_refused_in_bounded_memory()
    {
        if (!File.Exists("/dev/zero"))
        {
            return;
        }

        using var folder = new TestFolder();
        File.CreateSymbolicLink(folder["p.policy"], "/dev/zero");
        var result = folder.Run("check", "p.policy");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("larger than 64 MB", result.Error, StringComparison.Ordinal);
    }
}
