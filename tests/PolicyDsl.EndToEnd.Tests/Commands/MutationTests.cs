using System.Text.Json;

namespace PolicyDsl.EndToEnd.Tests.Commands;

public sealed class MutationTests
{
    private const string Policy = """
        policy p "Adults"
        using idpc
        rule adults "Adults are warned" {
            when person.age is at least 18
            then warn
        }
        otherwise advise

        """;

    private const string Weak = "test \"an adult\" { given incident { person: { age: 30 } } expect warn }\n";

    private const string Strong = "test \"adults\" { given incident { } for each { person.age => expect; 17 => advise; 18 => warn } }\n";

    [Fact]
    public void Changes_that_nothing_notices_are_listed_and_gate_nothing_unless_asked()
    {
        using var folder = new TestFolder().Add("p.policy", Policy + Weak);

        var result = folder.Run("test", "p.policy", "--mutate");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("    rule `adults`\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("not noticed  `is at least 18` becomes `is more than 18` in rule `adults`\n                   p.policy:4:21\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("given incident { person: { age: 18 } }\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("small changes were tried.", result.Output, StringComparison.Ordinal);
        Assert.Contains(" noticed of ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_below_the_threshold_is_exit_1_and_one_above_it_0()
    {
        using var folder = new TestFolder().Add("weak.policy", Policy + Weak).Add("strong.policy", Policy + Strong);

        var weak = folder.Run("test", "weak.policy", "--mutate", "--min-score", "90%");
        Assert.True(weak.ExitCode == 1, weak.ToString());
        Assert.Contains("At least 90% was asked for, and is not met.", weak.Output, StringComparison.Ordinal);

        var strong = folder.Run("test", "strong.policy", "--mutate", "--min-score", "100%", "--format", "pretty", "--format", "junit=out.xml", "--format", "markdown=out.md");
        Assert.True(strong.ExitCode == 0, strong.ToString());
        Assert.Contains("Score 100%: 8 noticed of 8, 0 not noticed.", strong.Output, StringComparison.Ordinal);
        Assert.Contains("<testcase name=\"score of at least 100%\" classname=\"p mutants\" />", folder.Read("out.xml"), StringComparison.Ordinal);
        Assert.Contains("### Changes that should be noticed", folder.Read("out.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_format_tells_the_survivors_and_equal_runs_give_equal_results()
    {
        using var folder = new TestFolder().Add("p.policy", Policy + Weak);

        var arguments = (string[])["test", "p.policy", "--mutate", "--max-mutants", "6", "--format", "json", "--format", "compact=out.txt", "--format", "github=out.yml", "--format", "junit=out.xml"];
        var result = folder.Run(arguments);
        Assert.Equal(result.Output, folder.Run(arguments).Output);
        using var json = JsonDocument.Parse(result.Output);
        var mutation = json.RootElement.GetProperty("policies")[0].GetProperty("mutation");
        Assert.Equal((8, 6), (mutation.GetProperty("found").GetInt32(), mutation.GetProperty("tried").GetInt32()));
        var survived = mutation.GetProperty("survived").GetInt32();
        Assert.Equal(survived, folder.Read("out.txt").Split('\n').Count(l => l.Contains("): warning PD5002: Nothing notices it if ", StringComparison.Ordinal)));
        Assert.Equal(survived, folder.Read("out.yml").Split('\n').Count(l => l.StartsWith("::warning file=p.policy,", StringComparison.Ordinal)));
        Assert.Contains($"skipped=\"{survived}\"", folder.Read("out.xml"), StringComparison.Ordinal);
        Assert.Contains("6 of the 8 small changes that can be made were tried", folder.Run("test", "p.policy", "--mutate", "--max-mutants", "6").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_tests_that_are_suggested_nothing_survives()
    {
        using var folder = new TestFolder().Add("p.policy", Policy + Weak);
        using var json = JsonDocument.Parse(folder.Run("test", "p.policy", "--mutate", "--format", "json").Output);
        var tests = json.RootElement.GetProperty("policies")[0].GetProperty("mutation").GetProperty("mutants").EnumerateArray()
            .Where(m => m.TryGetProperty("suggestedTest", out _)).Select(m => m.GetProperty("suggestedTest").GetString()).Distinct().ToList();
        Assert.NotEmpty(tests);

        folder.Add("p.policy", Policy + Weak + string.Concat(tests));

        var result = folder.Run("test", "p.policy", "--mutate", "--min-score", "100%");
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public void Nothing_is_changed_where_a_test_fails_already()
    {
        using var folder = new TestFolder().Add("p.policy", Policy + "test \"wrong\" { given incident { person: { age: 30 } } expect arrest }\n");

        var result = folder.Run("test", "p.policy", "--mutate");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No changes of `p.policy` were tried, since a test fails already.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mutate", "--min-score", "80")]
    [InlineData("--mutate", "--min-score", "101%")]
    [InlineData("--mutate", "--max-mutants", "0")]
    [InlineData("--min-score", "80%")]
    public void Options_that_make_no_sense_are_wrong_usage(params string[] options)
    {
        using var folder = new TestFolder().Add("p.policy", Policy + Weak);

        Assert.Equal(5, folder.Run(["test", "p.policy", .. options]).ExitCode);
    }

    [Fact]
    public void A_change_in_a_file_that_the_policy_uses_is_told_at_its_place_there()
    {
        using var folder = new TestFolder()
            .Add("words.policy", "using idpc.vocabulary\nset mine of offence { supply, robbery }\n")
            .Add("p.policy", "policy p \"P\"\nusing idpc\nusing \"words.policy\"\nrule r { when offence in mine then warn }\notherwise advise\ntest \"supply\" { given incident { offence: supply } expect warn }\n");

        var result = folder.Run("test", "p.policy", "--mutate", "--format", "compact");

        Assert.Contains("words.policy(2,31): warning PD5002: Nothing notices it if `robbery` is left out in set `mine`.", result.Output, StringComparison.Ordinal);
    }
}
