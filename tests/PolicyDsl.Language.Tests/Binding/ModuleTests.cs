using PolicyDsl.Language.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

public sealed class ModuleTests
{
    [Fact]
    public void An_unknown_module_is_marked_where_it_is_used() =>
        TestCompilation.Verify("{|PD1001:using idpc.vocabulry|}\nusing idpc.vocabulary\n");

    [Fact]
    public void The_nearest_module_is_suggested() =>
        Assert.Equal("Did you mean `idpc.vocabulary`?", Assert.Single(TestCompilation.Compile("using idpc.vocabulry\n").Diagnostics).Hint);

    [Fact]
    public void The_resolver_says_why_a_file_cannot_be_used() =>
        Assert.Contains(
            "lies outside the folder of the policy",
            Assert.Single(TestCompilation.Compile("using \"../secrets.policy\"\n").Diagnostics).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_file_reached_by_two_names_counts_once()
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            "using \"a.policy\"\nusing \"./b.policy\"\n",
            ("a.policy", "using \"b.policy\"\n"),
            ("b.policy", "enum season { summer, winter }\n"));

        Assert.Equal(["b.policy", "a.policy", "main.policy"], compilation.Trees.Select(t => t.Source.Path));
    }

    [Fact]
    public void A_circle_of_usings_shows_all_files_on_it()
    {
        var compilation = TestCompilation.Verify(
            "using \"a.policy\"\nenum season { summer, winter }\n",
            ("a.policy", "using \"b.policy\"\n"),
            ("b.policy", "{|PD1010:using \"a.policy\"|}\n"));

        Assert.Contains("a.policy -> b.policy -> a.policy", Assert.Single(compilation.Diagnostics).Message, StringComparison.Ordinal);
        Assert.NotNull(compilation.Scope.Find("season"));
    }

    [Fact]
    public void A_file_that_uses_itself_is_a_circle() => TestCompilation.Verify("{|PD1010:using \"main.policy\"|}\n");

    [Fact]
    public void Each_kind_of_item_that_needs_a_policy_is_reported_once_in_a_library() => TestCompilation.Verify("""
        using idpc.vocabulary
        {|PD1011:rule|} a { when true then advise }
        rule b { when true then advise }
        {|PD1011:otherwise|} advise
        """);

    [Fact]
    public void Two_policies_cannot_be_roots_together()
    {
        var roots = new[] { "a", "b" }.Select(n => new SourceText($"policy {n}\nusing idpc\notherwise advise\n", n + ".policy")).ToArray();

        var compilation = Compilation.Create([.. roots], new MemorySources([], roots));

        Assert.Equal(["PD1014"], compilation.Diagnostics.Select(d => d.Id));
        Assert.Equal("a", compilation.Policy?.Name);
    }

    [Fact]
    public void A_data_library_may_be_a_root_beside_the_policy()
    {
        var policy = new SourceText("policy a\nusing idpc\notherwise advise\n", "a.policy");
        var data = new SourceText("using idpc\ndataset d { from \"d.csv\" incident { case = `case` } }\n", "d.policy");

        var compilation = Compilation.Create([policy, data], new MemorySources([], policy, data));

        Assert.Empty(compilation.Diagnostics);
        Assert.Equal("d", Assert.Single(compilation.Datasets).Name);
    }

    [Fact]
    public void A_name_of_the_standard_library_says_that_its_using_is_missing()
    {
        var compilation = TestCompilation.Compile("policy a\nusing idpc.evidence\nusing \"x.policy\"\notherwise advise\n", ("x.policy", ""));
        var without = TestCompilation.Compile("policy a\notherwise advise\n");

        Assert.Empty(compilation.Diagnostics);
        Assert.Contains(without.Diagnostics, d => d.Id == "PD1003" && d.Hint == "`advise` is declared in idpc.vocabulary: add `using idpc`.");
    }
}
