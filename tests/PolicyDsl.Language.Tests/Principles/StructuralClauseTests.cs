using PolicyDsl.Language.Principles;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Principles;

public sealed class StructuralClauseTests
{
    [Theory]
    [InlineData("every rule that ends in arrest states benefit", "benefit \"b\"", "because \"b\"")]
    [InlineData("every rule states because", "because \"b\"", "benefit \"b\"")]
    [InlineData("every rule states because", "because \"b\"", "because \" \"")]
    [InlineData("every rule that ends in deprives_liberty action states legal", "legal \"b\"", "")]
    [InlineData("every rule that ends in arrest states partner", "with probation", "")]
    [InlineData("every rule that ends in arrest states offer", "offer medical_aid", "")]
    public void A_rule_states_what_the_clause_asks_for_or_breaks_it(string clause, string good, string bad)
    {
        Assert.Equal(Verdict.Proved, Check(clause, $"rule r {{ when minor then arrest {good} }}").Verdict);
        var broken = Check(clause, $"rule r {{ when minor then arrest {bad} }}");
        Assert.Equal(Verdict.Violated, broken.Verdict);
        Assert.Equal("r", Assert.Single(broken.Breaches).Declaration?.Name);
        Assert.Equal("r", Assert.Single(broken.RulesLookedAt).Name);
    }

    [Theory]
    [InlineData("at most 14 days", "2 weeks", Verdict.Proved)]
    [InlineData("at most 14 days", "15 days", Verdict.Violated)]
    [InlineData("at least 7 days", "1 weeks", Verdict.Proved)]
    [InlineData("at least 7 days", "6 days", Verdict.Violated)]
    [InlineData("at most 48 hours", "2 days", Verdict.Proved)]
    public void A_deadline_is_held_against_the_bound_across_units(string bound, string within, Verdict verdict)
    {
        Assert.Equal(verdict, Check($"every rule that ends in divert states within {bound}", $"rule r {{ when minor then divert within {within} }}").Verdict);
    }

    [Theory]
    [InlineData("lasts 1 month", "lasts at most 31 days", Verdict.Proved)]
    [InlineData("lasts 1 month", "lasts at most 30 days", Verdict.Violated)]
    [InlineData("lasts 1 month", "lasts at least 28 days", Verdict.Proved)]
    [InlineData("lasts 1 month", "lasts at least 29 days", Verdict.Violated)]
    [InlineData("", "lasts at most 31 days", Verdict.Violated)]
    [InlineData("then arrest at most 5 per week, otherwise warn", "cap at most 5 per week", Verdict.Proved)]
    [InlineData("then arrest at most 6 per week, otherwise warn", "cap at most 5 per week", Verdict.Violated)]
    [InlineData("then arrest at most 1 per day, otherwise warn", "cap at most 5 per week", Verdict.Violated)]
    [InlineData("then arrest at most 1 per day, otherwise warn", "cap at most 7 per week", Verdict.Proved)]
    [InlineData("then arrest at most 5 per month, otherwise warn", "cap at most 5 per week", Verdict.Proved)]
    [InlineData("then arrest at most 6 per month, otherwise warn", "cap at most 5 per week", Verdict.Violated)]
    public void A_crackdown_is_held_against_bounds_on_the_safe_side(string line, string demand, Verdict verdict)
    {
        var then = line.StartsWith("then", StringComparison.Ordinal) ? line : "then warn " + line;
        var crackdown = $$"""crackdown c { target areas where count(incidents of area) is at least 20 when offence is supply {{then}} }""";

        Assert.Equal(verdict, Check($"every crackdown states {demand}", crackdown).Verdict);
    }

    [Theory]
    [InlineData("review every 12 months", "review at most 366 days", Verdict.Proved)]
    [InlineData("review every 13 months", "review at most 366 days", Verdict.Violated)]
    [InlineData("complaints \"the board\"", "complaints", Verdict.Proved)]
    [InlineData("", "complaints", Verdict.Violated)]
    [InlineData("partners probation", "partner", Verdict.Proved)]
    public void A_policy_states_what_the_clause_asks_for_or_breaks_it(string line, string demand, Verdict verdict)
    {
        Assert.Equal(verdict, Check($"every policy states {demand}", line + "\nrule r { when minor then warn }").Verdict);
    }

    [Fact]
    public void The_action_after_otherwise_counts_as_an_end_of_the_rule()
    {
        var verdict = Check("every rule that ends in arrest states benefit", "rule r { when minor then divert to treatment, otherwise arrest }");

        Assert.Equal(Verdict.Violated, verdict.Verdict);
    }

    [Theory]
    [InlineData("rule r { when minor then warn }\notherwise arrest", "The policy's `otherwise` is `arrest`, and it cannot state `legal`")]
    [InlineData("resource cells 40 hours per week, when exhausted arrest\nrule r { when minor then warn }\notherwise advise", "Resource `cells` leaves `arrest` when exhausted, and it cannot state `legal`")]
    public void What_a_policy_does_without_a_rule_is_an_end_that_can_state_nothing(string body, string message)
    {
        var compilation = TestCompilation.CompileWithoutErrors("policy p\nusing idpc\n" + body + "\n");
        Assert.NotNull(compilation.Policy);

        var verdict = PrincipleChecker.Check(compilation.Policy, compilation.Principles).Single(v => v.Clause.Name == "liberty_needs_a_ground");

        Assert.Equal((Verdict.Violated, "the policy answers so without a rule that could state it"), (verdict.Verdict, verdict.Reason));
        Assert.Equal(message, Assert.Single(verdict.Breaches).Message);
    }

    [Fact]
    public void A_clause_about_rules_that_are_not_there_is_proved_and_says_so()
    {
        var verdict = Check("every rule that ends in arrest states benefit", "rule r { when minor then warn }");

        Assert.Equal(Verdict.Proved, verdict.Verdict);
        Assert.Equal("there is nothing to check: no rule ends in arrest", verdict.Reason);
    }

    internal static ClauseVerdict Check(string clause, string body)
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            "policy p\nusing idpc.vocabulary\nusing \"own.policy\"\n" + body + "\notherwise advise\n",
            ("own.policy", $"using idpc.vocabulary\nprinciple own rank 2 {{ clause c {clause} }}\n"));
        Assert.NotNull(compilation.Policy);
        return Assert.Single(PrincipleChecker.Check(compilation.Policy, compilation.Principles));
    }
}
