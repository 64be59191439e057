using System.Text.Json;

namespace PolicyDsl.EndToEnd.Tests.Commands;

public sealed class DiffCommandTests
{
    private const string Harsher = """
        policy good "A good policy"
        using idpc
        owner "Southside"
        partners health_service
        rule divert_users "Users go to treatment" {
            when offence is consumption
            then divert to treatment within 2 days
            with health_service
            because "Help works better than a record."
        }
        rule possession { when offence is possession then warn }
        rule sellers { when offence is supply and quantity is more than 5 g then arrest }
        otherwise advise

        """;

    [Fact]
    public void A_policy_and_itself_laid_out_anew_decide_the_same()
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good).Add("b.policy", Policies.Good.Replace("    when offence", "when   offence", StringComparison.Ordinal));
        var result = folder.Run("diff", "a.policy", "b.policy", "--fail-on", "any");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("The two policies decide the same for every possible incident.\n\nproved: no decision changes", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Standard_input_may_be_either_side()
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good);
        var result = Tool.Run(folder.FullPath, Policies.Good, [], "diff", "-", "a.policy", "--stdin-filename", "a.policy", "--format", "json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("same", JsonDocument.Parse(result.Output).RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public void Changes_are_shown_as_boxes_with_examples_and_words_apart()
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good).Add("b.policy", Harsher);
        var result = folder.Run("diff", "a.policy", "b.policy");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("  harsher: advise → arrest, ", result.Output, StringComparison.Ordinal);
        Assert.Contains("    - offence supply, quantity more than 5 g\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("`divert_users` → `possession`\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("example: offence possession", result.Output, StringComparison.Ordinal);
        Assert.Contains("  other: divert → warn, ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Words only, which no decision depends on\n  policy, owner: \"Northside\" → \"Southside\"\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("harsher", 1, "refuted: no incident is treated more severely than before. advise → arrest: offence supply, drug other, quantity 6 g")]
    [InlineData("milder", 1, "refuted: no incident is treated less severely than before. divert → advise: offence one of consumption, possession")]
    [InlineData("fewer-offers", 1, "refuted: no incident loses an offer that it had before. offer treatment: offered → not offered")]
    [InlineData("any", 1, "refuted: no decision changes")]
    public void A_gate_is_proved_or_refuted_with_an_incident(string gate, int code, string told)
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good).Add("b.policy", Harsher);
        var result = folder.Run("diff", "a.policy", "b.policy", "--fail-on", gate);
        Assert.True(result.ExitCode == code, result.ToString());
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void That_nobody_is_treated_more_severely_is_proved()
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good).Add("b.policy", Policies.Good.Replace("in personal_use", "in personal_use or offence is supply", StringComparison.Ordinal).Replace("then divert to treatment", "then no_action", StringComparison.Ordinal).Replace("within 2 days", "", StringComparison.Ordinal));
        var result = folder.Run("diff", "a.policy", "b.policy", "--fail-on", "harsher,fewer-offers", "--boxes", "1");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("proved: no incident is treated more severely than before.\nrefuted: no incident loses an offer", result.Output, StringComparison.Ordinal);
        Assert.Contains("in no box shown\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Recorded_incidents_are_counted_in_each_change()
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good).Add("b.policy", Harsher).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows);
        var result = folder.Run("diff", "a.policy", "b.policy", "--data", "small.policy", "--format", "json");
        Assert.True(result.ExitCode == 0, result.ToString());
        var root = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(3, root.GetProperty("recorded").GetProperty("incidents").GetInt64());
        Assert.Equal(1, root.GetProperty("recorded").GetProperty("changed").GetProperty("incidents").GetInt64());
        var changes = root.GetProperty("changes").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == "disposition").ToList();
        Assert.Equal(
            ["advise arrest 0", "divert warn 1", "divert advise 0"],
            changes.Select(c => $"{c.GetProperty("from").GetString()} {c.GetProperty("to").GetString()} {c.GetProperty("recorded").GetProperty("incidents").GetInt64()}"));
        Assert.NotEmpty(root.GetProperty("provenance").GetProperty("data").EnumerateArray());
        Assert.Contains("untested territory: no recorded incident\n", folder.Run("diff", "a.policy", "b.policy", "--data", "small.policy").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_is_a_table_with_the_rest_folded_and_github_a_note_for_each_box()
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good).Add("b.policy", Harsher);
        var result = folder.Run("diff", "a.policy", "b.policy", "--format", "github", "--format", "markdown=diff.md", "--fail-on", "harsher");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("::error file=b.policy,line=1,title=policydsl diff%3A gate::refuted: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("::notice file=b.policy,line=12,title=harsher%3A advise → arrest::offence supply, quantity more than 5 g", result.Output, StringComparison.Ordinal);
        var markdown = folder.Read("diff.md");
        Assert.Contains("| harsher: advise → arrest | offence supply, quantity more than 5 g | otherwise → `sellers` |", markdown, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Words only, which no decision depends on</summary>\n", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_about_different_incidents_are_wrong_usage()
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good).Add("b.policy", Policies.Good + "extend enum drug { khat }\n");
        var result = folder.Run("diff", "a.policy", "b.policy");
        Assert.True(result.ExitCode == 5, result.ToString());
        Assert.Contains("The two policies speak of different incidents, so they cannot be asked about the same ones. `khat` is a member of `drug` only after.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_code_means_one_thing()
    {
        using var folder = new TestFolder().Add("a.policy", Policies.Good).Add("broken.policy", Policies.DoesNotCompile);
        Assert.Equal(3, folder.Run("diff", "a.policy", "broken.policy").ExitCode);
        Assert.Equal(5, folder.Run("diff", "a.policy").ExitCode);
        Assert.Equal(5, folder.Run("diff", "a.policy", "a.policy", "--fail-on", "worse").ExitCode);
        Assert.Equal(5, folder.Run("diff", "a.policy", "a.policy", "--boxes", "0").ExitCode);
    }
}
