namespace PolicyDsl.EndToEnd.Tests.Commands;

/// <summary><c>check --emit-tests</c>: findings as tests that fail until the policy is mended.</summary>
public sealed class EmittedTestsTests
{
    private const string Written = "// Written by policydsl check --emit-tests about ";

    private static readonly string Harsh = Policies.Good.Replace("then divert to treatment within 2 days", "then arrest", StringComparison.Ordinal);

    [Fact]
    public void Each_incident_is_a_test_that_fails_and_passes_once_the_policy_is_mended()
    {
        using var folder = new TestFolder().Add("policydsl.json", "{ }").Add("p/harsh.policy", Harsh);
        Assert.Equal(1, folder.Run("check", "p/harsh.policy", "--emit-tests", "tests").ExitCode);

        const string File = "tests/good.human_rights_first.no_arrest_for_personal_use.policy";
        Assert.StartsWith(Written + "../p/harsh.policy. ", folder.Read(File), StringComparison.Ordinal);
        Assert.Contains("expect not arrest", folder.Read(File), StringComparison.Ordinal);
        var failing = folder.Run("test", File);
        Assert.True(failing.ExitCode == 1, failing.ToString());
        Assert.Contains("1 failed", failing.Output, StringComparison.Ordinal);

        folder.Add("p/harsh.policy", Policies.Good);
        var mended = folder.Run("test", File);
        Assert.True(mended.ExitCode == 0, mended.ToString());
    }

    [Fact]
    public void A_test_of_a_finding_that_is_gone_is_removed_and_others_stay()
    {
        using var folder = new TestFolder().Add("harsh.policy", Harsh).Add("good.human_rights_first.own.policy", Policies.Good).Add("readme.txt", "mine");
        folder.Run("check", "harsh.policy", "--emit-tests", ".");
        Assert.True(File.Exists(folder["good.human_rights_first.no_arrest_for_personal_use.policy"]));

        folder.Add("harsh.policy", Policies.Good);
        var again = folder.Run("check", "harsh.policy", "--emit-tests", ".");
        Assert.False(File.Exists(folder["good.human_rights_first.no_arrest_for_personal_use.policy"]), again.ToString());
        Assert.Contains("of findings that are gone removed", again.Error, StringComparison.Ordinal);
        Assert.Equal("mine", folder.Read("readme.txt"));
        Assert.Equal(Policies.Good, folder.Read("good.human_rights_first.own.policy"));
    }

    [Fact]
    public void A_file_that_is_somebodys_own_is_never_overwritten()
    {
        using var folder = new TestFolder().Add("harsh.policy", Harsh).Add("good.human_rights_first.no_arrest_for_personal_use.policy", "// mine");
        var result = folder.Run("check", "harsh.policy", "--emit-tests", ".");
        Assert.True(result.ExitCode == 5, result.ToString());
        Assert.Equal("// mine", folder.Read("good.human_rights_first.no_arrest_for_personal_use.policy"));
        Assert.Equal(2, Directory.GetFiles(folder.FullPath).Length);
    }

    [Fact]
    public void A_folder_from_which_the_policy_cannot_be_used_is_refused()
    {
        using var folder = new TestFolder().Add("p/harsh.policy", Harsh);
        foreach (var elsewhere in (string[])["tests", "p/tests", "../elsewhere"])
        {
            var result = folder.Run("check", "p/harsh.policy", "--emit-tests", elsewhere);
            Assert.True(result.ExitCode == 5, result.ToString());
            Assert.Contains("could not use `p/harsh.policy`", result.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder[elsewhere]));
        }
    }

    [Fact]
    public void Conflicts_and_gaps_become_tests_and_what_was_written_is_not_checked_again()
    {
        var torn = Policies.Good.Replace("otherwise advise", "rule warn_sellers \"Warn\" { when drug is heroin then warn }", StringComparison.Ordinal);
        using var folder = new TestFolder().Add("torn.policy", torn);
        var first = folder.Run("check", ".", "--emit-tests", ".", "--format", "compact");
        Assert.True(first.ExitCode == 1, first.ToString());
        Assert.Contains("expect warn", folder.Read("good.conflict.divert_users.warn_sellers.policy"), StringComparison.Ordinal);
        Assert.Contains("expect advise", folder.Read("good.gap.policy"), StringComparison.Ordinal);
        Assert.Equal(first.Output, folder.Run("check", ".", "--emit-tests", ".", "--format", "compact").Output);
    }
}
