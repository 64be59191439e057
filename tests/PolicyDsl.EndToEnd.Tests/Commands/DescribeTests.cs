namespace PolicyDsl.EndToEnd.Tests.Commands;

/// <summary>What <c>data describe</c> shows of a column.</summary>
public sealed class DescribeTests
{
    private const string Rows = """"
        id,what,age
        1,Possession of a controlled drug of class A,19
        2,Possession of a controlled drug of class B,31
        3,"Said ""no""",40
        4,Possession of a controlled drug of class A,22
        5,Possession of a controlled drug of class B,22
        """";

    [Fact]
    public void Few_values_are_listed_whole_as_texts_of_the_language()
    {
        using var folder = new TestFolder().Add("d.csv", Rows);
        var result = folder.Run("data", "describe", "d.csv");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Values of `what`", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"Possession of a controlled drug of class B\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"Said \\\"no\\\"\"", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Values of `id`", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Frequent_values_differ_as_they_are_shown_and_texts_have_no_range()
    {
        using var folder = new TestFolder().Add("d.csv", Rows);
        var lines = folder.Run("data", "describe", "d.csv").Output.Split('\n');
        var what = Assert.Single(lines, l => l.StartsWith("  what ", StringComparison.Ordinal));
        Assert.Contains("class A, Possession of a controlled drug of class B", what, StringComparison.Ordinal);
        Assert.DoesNotContain(" .. ", what, StringComparison.Ordinal);
        Assert.Contains("19 .. 40", Assert.Single(lines, l => l.StartsWith("  age ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
