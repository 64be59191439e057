namespace PolicyDsl.EndToEnd.Tests.Commands;

/// <summary>A folder in the place of a policy, for the verbs that need a policy and its data.</summary>
public sealed class FolderTests
{
    [Fact]
    public void What_init_makes_runs_compares_and_explains_by_its_folder()
    {
        using var folder = new TestFolder();
        Assert.Equal(0, folder.Run("init", "mine").ExitCode);
        foreach (var arguments in (string[][])[["run", "mine"], ["compare", "mine"], ["explain", "mine", "--id", "1"], ["run", "mine", "--data", "mine/incidents.policy"]])
        {
            var result = folder.Run(arguments);
            Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result}");
        }

        Assert.Equal(folder.Run("run", "mine/first.policy", "--data", "mine/incidents.policy").Output, folder.Run("run", "mine").Output);
    }

    [Theory]
    [InlineData("run", "f")]
    [InlineData("compare", "f")]
    [InlineData("explain", "f", "--id", "1")]
    public void Several_data_sets_in_a_folder_are_named(params string[] arguments)
    {
        using var folder = CreateFolder().Add("f/other.policy", Policies.Dataset.Replace("dataset small", "dataset large", StringComparison.Ordinal));
        var result = folder.Run(arguments);
        Assert.True(result.ExitCode == 5, result.ToString());
        Assert.Contains("`f/other.policy:large`, `f/small.policy:small`", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, folder.Run([.. arguments, "--data", "f/small.policy"]).ExitCode);
    }

    [Theory]
    [InlineData("run", "f")]
    [InlineData("explain", "f", "--id", "1")]
    public void Several_policies_in_a_folder_are_named(params string[] arguments)
    {
        using var folder = CreateFolder().Add("f/second.policy", Policies.Good);
        var result = folder.Run(arguments);
        Assert.True(result.ExitCode == 5, result.ToString());
        Assert.Contains("2 policies, and this verb takes one: `f/p.policy`, `f/second.policy`", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_policy_or_without_data_says_so()
    {
        using var folder = new TestFolder().Add("f/p.policy", Policies.Good).Add("g/small.policy", Policies.Dataset);
        Assert.Contains("no data set", folder.Run("run", "f").Error, StringComparison.Ordinal);
        Assert.Contains("declares no policy", folder.Run("run", "g").Error, StringComparison.Ordinal);
    }

    private static TestFolder CreateFolder() =>
        new TestFolder().Add("f/p.policy", Policies.Good).Add("f/small.policy", Policies.Dataset).Add("f/small.csv", Policies.Rows);
}
