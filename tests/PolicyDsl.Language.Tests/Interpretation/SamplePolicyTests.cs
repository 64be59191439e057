using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Interpretation;

public class SamplePolicyTests
{
    [Fact]
    public void The_tests_of_the_sample_policy_pass()
    {
        var compilation = Sample();
        Assert.NotNull(compilation.Policy);
        var run = new TestRunner(compilation.Policy, compilation.Scope).Run();
        Assert.Equal(2, run.Results.Length);
        Assert.All(run.Results, r => Assert.True(r.Passed, r.Message));
        Assert.DoesNotContain("divert_users", run.RulesNotFired.Select(r => r.Name));
        Assert.Contains("bench_warrants", run.RulesNotFired.Select(r => r.Name));
    }

    [Fact]
    public void The_sample_policy_is_explained()
    {
        var compilation = Sample();
        Assert.NotNull(compilation.Policy);
        var run = new TestRunner(compilation.Policy, compilation.Scope).Run();
        var lines = run.Results.SelectMany(r => r.Cases)
            .SelectMany(c => c.Decision is { } decision ? new Explainer(compilation.Scope).Explain(decision, c.Incident) : [])
            .Select(l => l.ToString());
        Snapshot.Verify(string.Join('\n', lines) + "\n");
    }

    private static Compilation Sample() => TestCompilation.CompileWithoutErrors(
        File.ReadAllText(Repository.GetPath("tests", "PolicyDsl.Language.Tests", "Samples", "focused-deterrence.policy")));
}
