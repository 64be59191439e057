namespace PolicyDsl.EndToEnd.Tests.Hosting;

public sealed class ReadFilesTests
{
    [Theory]
    [InlineData("`small.csv` is read here", "run", "good.policy", "--data", "data.policy", "--out", "small.csv")]
    [InlineData("`small.csv` is read here", "run", "good.policy", "--data", "data.policy", "--rejects", "small.csv")]
    [InlineData("`link.csv` is read here", "run", "good.policy", "--data", "data.policy", "--rejects", "link.csv")]
    [InlineData("`good.policy` is read here", "run", "good.policy", "--data", "data.policy", "--out", "good.policy", "--out-format", "csv")]
    [InlineData("`data.policy` is read here", "run", "good.policy", "--data", "data.policy", "--format", "json=data.policy")]
    [InlineData("`policydsl.json` is read here", "check", "good.policy", "--format", "json=policydsl.json")]
    [InlineData("`small.csv` is read here", "compare", "good.policy", "--data", "data.policy", "--format", "json=small.csv")]
    [InlineData("`small.csv` is read here", "data", "describe", "small.csv", "--format", "json=small.csv")]
    [InlineData("`out.csv` is named for two results", "run", "good.policy", "--data", "data.policy", "--out", "out.csv", "--rejects", "out.csv")]
    public void No_result_takes_the_place_of_a_file_that_is_read(string expected, params string[] arguments)
    {
        using var folder = new TestFolder()
            .Add("good.policy", Policies.Good)
            .Add("data.policy", Policies.Dataset)
            .Add("small.csv", Policies.Rows)
            .Add("policydsl.json", "{}");
        File.CreateSymbolicLink(folder["link.csv"], folder["small.csv"]);
        var before = Directory.GetFiles(folder.FullPath).ToDictionary(p => p, File.ReadAllText, StringComparer.Ordinal);
        var result = folder.Run(arguments);
        Assert.True(result.ExitCode == 5, result.ToString());
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(before.OrderBy(f => f.Key), Directory.GetFiles(folder.FullPath).ToDictionary(p => p, File.ReadAllText, StringComparer.Ordinal).OrderBy(f => f.Key));
    }
}
