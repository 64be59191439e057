using PolicyDsl.Cli.Hosting;

namespace PolicyDsl.EndToEnd.Tests.Hosting;

public sealed class CrashReportTests
{
    [Fact]
    public void A_fault_leaves_a_report_that_says_where_it_is_and_nothing_of_the_data()
    {
        var sentence = CrashReport.Write(new InvalidOperationException("A stage broke its promise."), ["check", "x.policy"]);
        var path = sentence.Split('`')[1];
        var text = File.ReadAllText(path);
        File.Delete(path);
        Assert.Contains("command policydsl check x.policy\n", text, StringComparison.Ordinal);
        Assert.Contains("A stage broke its promise.", text, StringComparison.Ordinal);
    }
}
