using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;

namespace PolicyDsl.Language.Tests.Interpretation;

public class TestRunnerTests
{
    private const string Policy = """
        applies when offence is not none
        define before = count(distinct case over incidents of person where offence in violent within past 365 days)
        rule sellers { when offence is supply and before is at least 3 then arrest overrides warned }
        rule warned { when offence is supply then warn }
        rule users { when offence is consumption and minor then divert to treatment offer naloxone }
        otherwise advise
        """;

    [Theory]
    [InlineData("given incident { offence: supply } expect warn")]
    [InlineData("given incident { offence: supply } expect warn by warned expect not arrest expect no offer naloxone")]
    [InlineData("given 3 earlier incidents { offence: robbery, at: 30 days before } given incident { offence: supply } expect arrest by sellers")]
    [InlineData("given 3 earlier incidents { offence: robbery, at: 366 days before } given incident { offence: supply } expect warn")]
    [InlineData("given 3 earlier incidents { offence: robbery, at: 30 days before, person: { age: 40 } } given incident { offence: supply } expect warn")]
    [InlineData("given 3 earlier incidents { offence: robbery, at: 30 days before, case: \"one\" } given incident { offence: supply } expect warn")]
    [InlineData("given 3 earlier incidents { at: unknown, offence: robbery } given incident { offence: supply } expect open sellers")]
    [InlineData("given incident { offence: supply, person: { id: unknown } } expect open sellers")]
    [InlineData("given incident { offence: consumption, person: { age: 10..17 } } expect divert to treatment by users expect offer naloxone expect offer treatment")]
    [InlineData("given incident { offence: consumption } expect open users expect advise")]
    [InlineData("given incident { offence: none } expect outside")]
    [InlineData("given incident { } expect outside")]
    [InlineData("for each { offence, person.age => expect; supply, 20 => warn; consumption, 17 => divert; consumption, 18 => advise }")]
    public void A_test_passes(string test)
    {
        var run = Run(test);
        Assert.True(run.Passed, run.Results[0].Message);
    }

    [Theory]
    [InlineData("given incident { offence: supply } expect arrest", "expected `arrest`, but the policy decides `warn`, by `warned`")]
    [InlineData("given incident { offence: supply } expect warn by sellers", "expected `warn` by `sellers`, but the policy decides `warn`, by `warned`")]
    [InlineData("given incident { offence: supply } expect not warn", "expected anything but `warn`, but the policy decides `warn`, by `warned`")]
    [InlineData("given incident { offence: supply } expect offer naloxone", "expected offer of `naloxone`, but nothing is offered")]
    [InlineData("given incident { offence: supply } expect outside", "expected it to be outside the policy, but the policy decides `warn`, by `warned`")]
    [InlineData("given incident { offence: supply } expect conflict", "expected a conflict, but the policy decides `warn`, by `warned`")]
    [InlineData("given incident { offence: supply } expect open users", "expected `users` to be open, but: Rule `users` does not fire")]
    [InlineData("given incident { } expect warn", "expected `warn`, but the incident is outside the policy as far as is known; whether it applies is unknown for want of `incident.offence`")]
    [InlineData("given incident { offence: consumption } expect divert", "expected `divert`, but the policy decides `advise`, by `otherwise`; `users` stayed open")]
    [InlineData("given incident { person: { age: 130 } } expect outside", "what is given cannot be: `age in 0..120` is false")]
    public void A_failing_test_says_what_was_expected_and_what_came(string test, string message)
    {
        var run = Run(test);
        Assert.False(run.Passed);
        Assert.Equal(message, run.Results[0].Message);
    }

    [Fact]
    public void A_row_of_a_table_that_fails_is_named()
    {
        var result = Run("for each { offence, person.age => expect; supply, 20 => warn; consumption, 17 => warn }").Results[0];
        Assert.Equal([true, false], result.Cases.Select(c => c.Passed));
        Assert.Equal("t: consumption, 17", result.Cases[1].Name);
        Assert.NotNull(result.Cases[1].Decision?.Outcomes[0].Trace);
    }

    [Fact]
    public void What_no_test_reaches_is_listed()
    {
        const string Principle = """
            principle q "Q" rank 1 {
                clause sellers never arrest when offence is supply
                clause armed   never arrest when armed
            }
            """;
        var world = World.Of($"{Policy}\n{Principle}\ntest \"t\" {{ given incident {{ offence: supply }} expect warn }}");
        var run = new TestRunner(world.Policy, world.Compilation.Scope).Run();
        Assert.Equal(["sellers", "users"], run.RulesNotFired.Select(r => r.Name));
        Assert.Equal(["q.armed"], run.ClausesNotReached.Select(c => c.QualifiedName));
    }

    [Fact]
    public void A_run_without_tests_has_not_passed() => Assert.False(Run("expect warn", _ => false).Passed);

    private static TestRun Run(string test, Func<Symbols.TestSymbol, bool>? filter = null)
    {
        var world = World.Of($"{Policy}\ntest \"t\" {{ {test} }}");
        return new TestRunner(world.Policy, world.Compilation.Scope).Run(filter);
    }

    [Fact]
    public void What_proofs_leave_free_can_be_given()
    {
        var world = World.Of("""
            resource officers 40 hours per week, when exhausted warn
            rule users { when offence is consumption then divert to treatment, otherwise advise }
            rule sellers { when offence is supply then arrest }
            test "a place is left" { given incident { offence: consumption } expect divert to treatment }
            test "no place is left" { given incident { offence: consumption } given otherwise of users expect advise expect no offer treatment }
            test "no officer is left" { given incident { offence: supply } given exhausted officers expect warn by sellers }
            test "neither" { given incident { offence: consumption } given otherwise of users given exhausted officers expect advise }
            test "nothing" { given incident { offence: robbery } expect nothing }
            test "something" { given incident { offence: supply } expect nothing }
            """);
        var run = new TestRunner(world.Policy, world.Compilation.Scope).Run();
        Assert.Equal(["something"], run.Results.Where(r => !r.Passed).Select(r => r.Test.Name));
        Assert.Equal("expected that nothing is decided, but the policy decides `arrest`, by `sellers`", run.Results[^1].Message);
    }

    [Fact]
    public void A_set_may_be_known_to_be_empty()
    {
        var world = World.Of("""
            rule users { when drugs has heroin then arrest }
            otherwise advise
            test "no drugs" { given incident { drugs: [] } expect advise }
            test "not known" { given incident { offence: supply } expect open users }
            """);
        var run = new TestRunner(world.Policy, world.Compilation.Scope).Run();
        Assert.True(run.Passed, string.Join('\n', run.Results.Select(r => r.Message)));
        Assert.False(Assert.IsType<Decision>(run.Results[0].Cases[0].Decision).IsUnsettled);
    }
}
