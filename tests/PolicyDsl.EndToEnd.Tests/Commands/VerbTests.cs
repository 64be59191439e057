using System.Text.Json;

namespace PolicyDsl.EndToEnd.Tests.Commands;

public sealed class VerbTests
{
    [Fact]
    public void What_init_makes_passes_check_test_and_run()
    {
        using var folder = new TestFolder();
        var init = folder.Run("init", "mine");
        Assert.True(init.ExitCode == 0, init.ToString());
        foreach (var arguments in (string[][])[["check", "mine", "--fail-level", "warning"], ["test", "mine"], ["run", "mine/first.policy", "--data", "mine/incidents.policy"], ["fix", "mine", "--dry-run"]])
        {
            var result = folder.Run(arguments);
            Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result}");
        }

        var again = folder.Run("init", "mine");
        Assert.True(again.ExitCode == 5, again.ToString());
        Assert.Contains("already; nothing was written", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_test_is_exit_1_and_shows_why_each_rule_did_what()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good.Replace("offence: possession", "offence: supply", StringComparison.Ordinal));
        var result = folder.Run("test", "p.policy", "--format", "pretty", "--format", "junit=out.xml");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("failed  somebody in possession is diverted", result.Output, StringComparison.Ordinal);
        Assert.Contains("`offence in personal_use` is false", result.Output, StringComparison.Ordinal);
        Assert.Contains("no test fires `divert_users`", result.Output, StringComparison.Ordinal);
        Assert.Contains("failures=\"1\"", folder.Read("out.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Tests_are_chosen_by_their_names_and_no_test_is_exit_1()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good);
        Assert.Equal(0, folder.Run("test", "p.policy", "--filter", "^somebody .* diverted$").ExitCode);
        Assert.Equal(1, folder.Run("test", "p.policy", "--filter", "nobody").ExitCode);
        Assert.Equal(5, folder.Run("test", "p.policy", "--filter", "(").ExitCode);
        Assert.Equal(3, folder.Add("broken.policy", Policies.DoesNotCompile).Run("test", "broken.policy").ExitCode);
    }

    [Theory]
    [InlineData("out.csv", "1,decided,divert,divert_users,false,treatment,2 days,treatment,,false,arrest\n")]
    [InlineData("out.ndjson", "{\"incident\":\"1\",\"status\":\"decided\",\"disposition\":\"divert\",\"rules\":[\"divert_users\"],")]
    public void A_run_writes_a_decision_per_incident_and_counts_them(string file, string expected)
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows);
        var result = folder.Run("run", "p.policy", "--data", "small.policy", "--out", file, "--by", "offence", "--format", "json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(expected, folder.Read(file), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(3, json.RootElement.GetProperty("rows").GetProperty("read").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("rules")[0].GetProperty("open").GetInt32());
        Assert.Equal("incident.offence", json.RootElement.GetProperty("rules")[0].GetProperty("wants")[0].GetProperty("field").GetString());
        Assert.Equal(64, json.RootElement.GetProperty("provenance").GetProperty("data")[0].GetProperty("sha256").GetString()?.Length);
    }

    [Fact]
    public void A_data_set_is_named_by_file_by_name_or_by_the_configuration()
    {
        using var folder = new TestFolder()
            .Add("p.policy", Policies.Good.Replace("using idpc\n", "using idpc\nusing \"small.policy\"\n", StringComparison.Ordinal))
            .Add("small.policy", Policies.Dataset)
            .Add("two.policy", Policies.Dataset.Replace("dataset small", "dataset one", StringComparison.Ordinal) + Policies.Dataset.Replace("using idpc.vocabulary\ndataset small", "dataset other", StringComparison.Ordinal))
            .Add("small.csv", Policies.Rows);
        Assert.Equal(0, folder.Run("run", "p.policy").ExitCode);
        Assert.Equal(0, folder.Run("run", "p.policy", "--data", "small").ExitCode);
        Assert.Equal(0, folder.Run("run", "p.policy", "--data", "two.policy:other").ExitCode);
        var several = folder.Run("run", "p.policy", "--data", "two.policy");
        Assert.True(several.ExitCode == 5, several.ToString());
        Assert.Contains("declares several data sets: `one`, `other`", several.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean `other`?", folder.Run("run", "p.policy", "--data", "two.policy:othr").Error, StringComparison.Ordinal);
        folder.Add("policydsl.json", "{ \"data\": \"two.policy:one\" }");
        Assert.Contains("(data set one)", folder.Run("run", "p.policy").Output, StringComparison.Ordinal);
        Assert.Contains("(data set other)", Tool.Run(folder.FullPath, null, [("POLICYDSL_DATA", "two.policy:other")], "run", "p.policy").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejected_rows_are_counted_kept_and_exit_4_where_strict()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows + "too,few\n5,2024-13-01,possession,warn\n");
        var result = folder.Run("run", "p.policy", "--data", "small.policy", "--rejects", "bad.csv");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("too,few\n", folder.Read("bad.csv"));
        Assert.Contains("5 rows read = ", result.Output, StringComparison.Ordinal);
        Assert.Contains("`2024-13-01` in small.csv, line 6", result.Output, StringComparison.Ordinal);
        Assert.Equal(4, folder.Run("run", "p.policy", "--data", "small.policy", "--strict").ExitCode);
    }

    [Theory]
    [InlineData("run", "p.policy", "--data", "small.policy")]
    [InlineData("compare", "p.policy", "--data", "small.policy")]
    public void A_conflict_is_exit_1_unless_told_to_go_on_and_the_mildest_is_counted(params string[] arguments)
    {
        var policy = Policies.Good.Replace("otherwise advise", "rule arrest_users { when offence is possession then arrest }\notherwise advise", StringComparison.Ordinal);
        using var folder = new TestFolder().Add("p.policy", policy).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows);
        var result = folder.Run([.. arguments, "--format", "json"]);
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("\"conflicts\": 1", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, folder.Run([.. arguments, "--allow-conflicts"]).ExitCode);
    }

    [Fact]
    public void A_policy_named_twice_is_compared_with_itself()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows);
        var result = folder.Run("compare", "p.policy", "p.policy", "--data", "small.policy", "--format", "json");
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(3, json.RootElement.GetProperty("contenders").GetArrayLength());
    }

    [Fact]
    public void Comparing_a_policy_with_itself_changes_nothing()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good).Add("q.policy", Policies.Good).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows);
        var result = folder.Run("compare", "p.policy", "q.policy", "--data", "small.policy", "--format", "json");
        Assert.True(result.ExitCode == 0, result.ToString());
        using var json = JsonDocument.Parse(result.Output);
        var last = json.RootElement.GetProperty("transitions").EnumerateArray().Last();
        Assert.Equal(0, last.GetProperty("changed").GetInt32());
    }

    [Theory]
    [InlineData("PD2001", "PD2001: ")]
    [InlineData("unused-define", "PD2501: ")]
    [InlineData("balloon-effect", "Balloon effect")]
    [InlineData("call_in", "call_in\n\n`call_in` is an action of severity 2.")]
    [InlineData("person.dependent", "person.dependent\n\n`person.dependent` is a field: true or false.")]
    [InlineData("partnership", "Police engage with partners to maximise impact")]
    [InlineData("partnership.diversion_names_a_partner", "A rule that diverts names a partner")]
    public void Explain_shows_the_page_of(string topic, string beginning)
    {
        var result = Tool.Run(Path.GetTempPath(), "explain", topic);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith(beginning, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_says_why_an_incident_is_decided_as_it_is()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows);
        var result = folder.Run("explain", "p.policy", "--data", "small.policy", "--id", "1");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Rule `divert_users` (Users go to treatment) fires and decides.", result.Output, StringComparison.Ordinal);
        Assert.Equal(5, folder.Run("explain", "p.policy", "--data", "small.policy", "--id", "99").ExitCode);
    }

    [Fact]
    public void Explain_says_what_would_have_led_elsewhere()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good).Add("small.policy", Policies.Dataset).Add("small.csv", Policies.Rows);
        var result = folder.Run("explain", "p.policy", "--data", "small.policy", "--id", "2", "--counterfactual");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("`divert`, were `offence` consumption instead of supply. That mattered; nobody could have changed it.", result.Output, StringComparison.Ordinal);
        Assert.Contains("nothing that decides reads them, so no value of them changes anything. That is proved.", result.Output, StringComparison.Ordinal);
        var json = folder.Run("explain", "p.policy", "--test", "somebody in possession is diverted", "--counterfactual", "--format", "json");
        Assert.True(json.ExitCode == 0, json.ToString());
        using var document = System.Text.Json.JsonDocument.Parse(json.Output);
        var ways = document.RootElement.GetProperty("counterfactuals")[0].GetProperty("ways");
        Assert.Equal("nobody", ways[0].GetProperty("changes")[0].GetProperty("by").GetString());
        Assert.Equal("proved", document.RootElement.GetProperty("protected")[0].GetProperty("verdict").GetString());
        Assert.Equal(5, folder.Run("explain", "p.policy", "--test", "no such test").ExitCode);
        Assert.Equal(5, folder.Run("explain", "divert", "--counterfactual").ExitCode);
    }

    [Fact]
    public void Render_shows_a_policy_as_table_diagram_and_prose()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good);
        var table = folder.Run("render", "p.policy");
        Assert.True(table.ExitCode == 0, table.ToString());
        Assert.Contains("consumption or possession", table.Output, StringComparison.Ordinal);
        Assert.Contains("Every incident of which all that is asked is known is in some row.", table.Output, StringComparison.Ordinal);
        Assert.Equal(table.Output, folder.Run("render", "p.policy", "--format", "table").Output);
        Assert.Contains("Every kind of incident is in some row.", folder.Run("render", "p.policy", "--partly-known").Output, StringComparison.Ordinal);
        Assert.Contains("| consumption or possession | divert | treatment | divert\\_users |", folder.Run("render", "p.policy", "--format", "markdown").Output, StringComparison.Ordinal);
        Assert.Contains("- `divert_users` (Users go to treatment): where `offence in personal_use`, `divert` to `treatment` within 2 days together with `health_service`.", folder.Run("render", "p.policy", "--format", "prose").Output, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(folder.Run("render", "p.policy", "--format", "json").Output);
        Assert.Equal(2, json.RootElement.GetProperty("rows").GetArrayLength());
        Assert.Equal(2, folder.Run("render", "p.policy", "--format", "dot", "--nodes", "1").ExitCode);
        Assert.Equal(5, folder.Run("render", "p.policy", "--rows", "0").ExitCode);
    }

    [Fact]
    public void Every_line_of_a_diagram_is_a_node_an_edge_or_its_frame()
    {
        using var folder = new TestFolder().Add("p.policy", Policies.Good.Replace("\"A good policy\"", "\"A \\\"good\\\" policy\"", StringComparison.Ordinal));
        var lines = folder.Run("render", "p.policy", "--format", "dot").Output.TrimEnd().Split('\n');
        Assert.Equal("digraph policy {", lines[0]);
        Assert.Equal("}", lines[^1]);
        const string Quoted = "\"(?:[^\"\\\\]|\\\\.)*\"";
        var nodes = lines.Select(l => System.Text.RegularExpressions.Regex.Match(l, $"^  (n[0-9]+) \\[label={Quoted}(?:, shape=oval)?\\];$")).Where(m => m.Success).Select(m => m.Groups[1].Value).ToHashSet();
        var edges = lines.Select(l => System.Text.RegularExpressions.Regex.Match(l, $"^  (n[0-9]+) -> (n[0-9]+) \\[label={Quoted}\\];$")).Where(m => m.Success).ToList();
        Assert.All(edges, e => Assert.True(nodes.Contains(e.Groups[1].Value) && nodes.Contains(e.Groups[2].Value)));
        Assert.Equal(lines.Length - 5, nodes.Count + edges.Count);
    }

    [Fact]
    public void The_draft_of_a_data_file_compiles_as_it_stands()
    {
        using var folder = new TestFolder().Add("small.csv", Policies.Rows);
        var result = folder.Run("data", "describe", "small.csv", "--draft", "drafted.policy");
        Assert.True(result.ExitCode == 0, result.ToString());
        var check = folder.Run("check", "drafted.policy");
        Assert.True(check.ExitCode == 0, check.ToString());
        Assert.Equal(5, folder.Run("data", "describe", "small.csv", "--draft", "drafted.policy").ExitCode);
        Assert.Equal(4, folder.Run("data", "describe", "none.csv").ExitCode);
    }

    [Fact]
    public void Fix_applies_safe_fixes_and_shows_them_first()
    {
        var policy = Policies.Good.Replace("when offence in personal_use", "when (offence in personal_use)", StringComparison.Ordinal);
        using var folder = new TestFolder().Add("p.policy", policy);
        var dry = folder.Run("fix", "p.policy", "--dry-run");
        Assert.True(dry.ExitCode == 1, dry.ToString());
        Assert.Contains("-    when (offence in personal_use)\n+    when offence in personal_use\n", dry.Output, StringComparison.Ordinal);
        Assert.Equal(policy, folder.Read("p.policy"));
        Assert.Equal(0, folder.Run("fix", "p.policy").ExitCode);
        Assert.Equal(Policies.Good, folder.Read("p.policy"));
    }

    [Fact]
    public void Format_changes_layout_only_and_checks_without_changing()
    {
        var policy = Policies.Good.Replace("    when offence in personal_use", "  when   offence   in personal_use", StringComparison.Ordinal);
        using var folder = new TestFolder().Add("p.policy", policy);
        var check = folder.Run("format", "p.policy", "--check");
        Assert.True(check.ExitCode == 1, check.ToString());
        Assert.Contains("+    when offence in personal_use\n", check.Output, StringComparison.Ordinal);
        Assert.Equal(policy, folder.Read("p.policy"));
        Assert.Equal(0, folder.Run("format", "p.policy").ExitCode);
        Assert.Equal(0, folder.Run("format", "p.policy", "--check").ExitCode);
        Assert.Contains("    when offence in personal_use\n", folder.Read("p.policy"), StringComparison.Ordinal);
        Assert.Equal(folder.Read("p.policy"), Tool.Run(folder.FullPath, policy, [], "format", "--stdin").Output);
    }

    [Fact]
    public void Format_leaves_a_text_that_is_not_well_formed()
    {
        using var folder = new TestFolder().Add("p.policy", "rule a {\n  when\n");
        var result = folder.Run("format", "p.policy");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Equal("rule a {\n  when\n", folder.Read("p.policy"));
    }

    [Fact]
    public void The_version_is_one_line_or_json()
    {
        Assert.Matches("^policydsl [0-9]+\\.[0-9]+\\.[0-9]+\n$", Tool.Run(Path.GetTempPath(), "version").Output);
        using var json = JsonDocument.Parse(Tool.Run(Path.GetTempPath(), "version", "--json").Output);
        Assert.Equal("policydsl", json.RootElement.GetProperty("tool").GetString());
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Completions_ask_the_tool_itself(string shell)
    {
        var result = Tool.Run(Path.GetTempPath(), "completions", shell);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tool_suggests_verbs_and_options()
    {
        Assert.Contains("check\n", Tool.Run(Path.GetTempPath(), "[suggest:12]", "policydsl ch").Output, StringComparison.Ordinal);
        Assert.Contains("--fail-level\n", Tool.Run(Path.GetTempPath(), "[suggest:22]", "policydsl check --fail").Output, StringComparison.Ordinal);
    }
}
