using System.Text.Json;

namespace PolicyDsl.EndToEnd.Tests.Commands;

public sealed class CheckCommandTests
{
    private static readonly string Harsh = Policies.Good.Replace("then divert to treatment within 2 days", "then arrest", StringComparison.Ordinal);

    [Fact]
    public void A_good_policy_is_exit_0_and_every_clause_has_a_verdict()
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good);
        var result = folder.Run("check", "good.policy");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("1. UN human rights conventions outrank UN drug conventions", result.Output, StringComparison.Ordinal);
        Assert.Contains("proved           no_arrest_for_personal_use (shall)", result.Output, StringComparison.Ordinal);
        Assert.Contains("clauses: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_clause_of_force_is_exit_1()
    {
        using var folder = new TestFolder().Add("harsh.policy", Policies.Violating);
        var result = folder.Run("check", "harsh.policy", "--format", "compact");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("harsh.policy(4,6): error PD3001: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_compile_is_exit_3_with_place_and_help()
    {
        using var folder = new TestFolder().Add("broken.policy", Policies.DoesNotCompile);
        var result = folder.Run("check", "broken.policy");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains(" --> broken.policy:4:10\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("4 |     when ofence is supply\n  |          ^^^^^^\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("id you mean `offence`?", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_a_dash_and_has_a_name()
    {
        using var folder = new TestFolder();
        var result = Tool.Run(folder.FullPath, Policies.DoesNotCompile, [], "check", "-", "--stdin-filename", "from/editor.policy", "--format", "compact");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.StartsWith("from/editor.policy(4,10): error ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fail_level_decides_which_findings_are_exit_1()
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good.Replace("review every 12 months\n", "", StringComparison.Ordinal));
        Assert.Equal(0, folder.Run("check", "good.policy").ExitCode);
        Assert.Equal(1, folder.Run("check", "good.policy", "--fail-level", "warning").ExitCode);
        Assert.Equal(1, Tool.Run(folder.FullPath, null, [("POLICYDSL_FAIL_LEVEL", "warning")], "check", "good.policy").ExitCode);
        Assert.Equal(0, Tool.Run(folder.FullPath, null, [("POLICYDSL_FAIL_LEVEL", "warning")], "check", "good.policy", "--fail-level", "error").ExitCode);
        folder.Add("policydsl.json", "{ \"failLevel\": \"warning\" }");
        Assert.Equal(1, folder.Run("check", "good.policy").ExitCode);
    }

    [Fact]
    public void Open_clauses_are_exit_2_only_where_that_is_asked_for()
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good);
        Assert.Equal(2, folder.Run("check", "good.policy", "--fail-on-open").ExitCode);
    }

    [Fact]
    public void Several_formats_at_once_go_to_their_files()
    {
        using var folder = new TestFolder().Add("harsh.policy", Policies.Violating);
        var result = folder.Run("check", "harsh.policy", "--format", "github", "--format", "sarif=out.sarif", "--format", "json=out.json", "--format", "junit=out.xml", "--format", "markdown=out.md");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("::error file=harsh.policy,line=4,endLine=4,", result.Output, StringComparison.Ordinal);
        using var sarif = JsonDocument.Parse(folder.Read("out.sarif"));
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        using var json = JsonDocument.Parse(folder.Read("out.json"));
        Assert.Equal(64, json.RootElement.GetProperty("provenance").GetProperty("policies")[0].GetProperty("sha256").GetString()?.Length);
        Assert.StartsWith("<?xml", folder.Read("out.xml"), StringComparison.Ordinal);
        Assert.StartsWith("# Check", folder.Read("out.md"), StringComparison.Ordinal);
        Assert.Equal(["harsh.policy", "out.json", "out.md", "out.sarif", "out.xml"], Directory.GetFiles(folder.FullPath).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_stands_for_all_policies_below_it()
    {
        using var folder = new TestFolder().Add("a/good.policy", Policies.Good).Add("a/b/broken.policy", Policies.DoesNotCompile).Add("a/.hidden/x.policy", "nonsense").Add("a/readme.txt", "nonsense");
        var result = folder.Run("check", "a", "--format", "json");
        Assert.True(result.ExitCode == 3, result.ToString());
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(["a/b/broken.policy", "a/good.policy"], json.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal(0, folder.Run("check", "a/*.policy").ExitCode);
        Assert.Equal(3, folder.Run("check", "a/**/br*.policy").ExitCode);
        Assert.Equal(5, folder.Run("check", "a/**/zzz*.policy").ExitCode);
    }

    [Fact]
    public void A_logical_clause_is_refuted_by_an_incident_that_can_happen_and_data_say_how_often_it_does()
    {
        using var folder = new TestFolder().Add("harsh.policy", Harsh).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows);
        var result = folder.Run("check", "harsh.policy", "--data", "small.policy");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("violated         no_arrest_for_personal_use (shall)", result.Output, StringComparison.Ordinal);
        Assert.Contains("error[PD3008]: Clause `human_rights_first.no_arrest_for_personal_use` is violated: given offence consumption", result.Output, StringComparison.Ordinal);
        Assert.Matches("An incident that can happen breaks it; [0-9]+ of [0-9]+ decided incidents of `small` are what it is about.*, and [0-9]+ breaks? it", result.Output);
    }

    [Fact]
    public void A_conflict_that_an_incident_shows_is_exit_1_and_names_both_rules()
    {
        using var folder = new TestFolder().Add("torn.policy", Policies.Good.Replace("otherwise advise", "rule warn_sellers \"Warn\" { when drug is heroin then warn }\notherwise advise", StringComparison.Ordinal));
        var result = folder.Run("check", "torn.policy", "--format", "compact");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("error PD2001: Rules `divert_users` and `warn_sellers` conflict, given offence consumption, drug heroin: one says `divert`, the other `warn`", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_incident_that_nothing_decides_is_exit_1()
    {
        using var folder = new TestFolder().Add("open.policy", Policies.Good.Replace("otherwise advise\n", "", StringComparison.Ordinal));
        var result = folder.Run("check", "open.policy", "--format", "compact");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("error PD2002: Policy `good` decides nothing given", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PD2507", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--proof-time", "soon")]
    [InlineData("--proof-time", "0s")]
    [InlineData("--proof-budget", "0")]
    public void A_budget_that_cannot_be_is_exit_5(string option, string value)
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good);
        var result = folder.Run("check", "good.policy", option, value);
        Assert.True(result.ExitCode == 5, result.ToString());
        Assert.Contains($"{option} {value}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_cannot_be_read_are_exit_4()
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good).Add("small.policy", Policies.Dataset);
        var result = folder.Run("check", "good.policy", "--data", "small.policy");
        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Contains("small.csv", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_check_twice_gives_the_same_bytes()
    {
        using var folder = new TestFolder().Add("good.policy", Policies.Good);
        Assert.Equal(folder.Run("check", "good.policy", "--format", "json", "--as-of", "2026-01-31").Output, folder.Run("check", "good.policy", "--format", "json", "--as-of", "2026-01-31").Output);
    }
}
