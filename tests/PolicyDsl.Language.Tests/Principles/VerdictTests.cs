using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Principles;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Principles;

public sealed class VerdictTests
{
    [Fact]
    public void The_standard_principles_have_at_least_24_clauses_of_all_five_kinds_each_with_source_and_force()
    {
        var clauses = TestCompilation.CompileWithoutErrors("using idpc\n").Principles.SelectMany(p => p.Clauses).ToList();

        Assert.True(clauses.Count >= 24);
        Assert.Equal(3, clauses.Select(c => c.Principle.Rank).Distinct().Count());
        Assert.All(clauses, c => Assert.NotNull(c.SourceText));
        Assert.All(clauses, c => Assert.NotEqual(Symbols.LegalForce.Unstated, c.Force));
        Assert.All(clauses, c => Assert.NotEmpty(c.Documentation));
        Assert.All(clauses.SelectMany(c => c.Concepts), id => Assert.NotNull(Compilation.FindConcept(id)));
        Assert.Contains(clauses, c => c.Form is Symbols.LogicalForm);
        Assert.Contains(clauses, c => c.Form is Symbols.StatesForm);
        Assert.Contains(clauses, c => c.Form is Symbols.DependsForm);
        Assert.Contains(clauses, c => c.Form is Symbols.NeverFallsForm);
        Assert.Contains(clauses, c => c.Form is Symbols.RequireForm);
    }

    [Theory]
    [InlineData("(shall)", Severity.Error)]
    [InlineData("(should)", Severity.Warning)]
    [InlineData("(may)", Severity.Warning)]
    [InlineData("(evidence)", Severity.Warning)]
    [InlineData("", Severity.Error)]
    public void The_force_of_the_source_decides_the_severity(string force, Severity severity)
    {
        var finding = Assert.Single(Report($"clause c source \"Board decision 12 {force}\" every policy states complaints", ""));

        Assert.Equal(severity, finding.Severity);
    }

    [Fact]
    public void A_departed_clause_is_told_and_not_held_against_the_policy()
    {
        var finding = Assert.Single(Report("clause c every policy states complaints", "departs from own.c because \"A pilot.\" until 2027-01-01"));

        Assert.Equal("PD3007", finding.Id);
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains("A pilot.", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never arrest when minor")]
    [InlineData("severity never falls as quantity rises")]
    [InlineData("require count(incidents where action is arrest) / count(incidents) is at most 10%")]
    public void What_the_text_cannot_settle_is_open_and_never_a_pass(string form)
    {
        var verdict = StructuralClauseTests.Check(form, "rule r { when minor then warn }");

        Assert.Equal(Verdict.Open, verdict.Verdict);
        Assert.NotEmpty(verdict.Reason);
    }

    private static IEnumerable<Diagnostic> Report(string clause, string body)
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            $"policy p\nusing idpc.vocabulary\nusing \"own.policy\"\n{body}\nrule r {{ when minor then warn }}\notherwise advise\n",
            ("own.policy", $"using idpc.vocabulary\nprinciple own rank 2 {{ {clause} }}\n"));
        Assert.NotNull(compilation.Policy);
        return PrincipleChecker.Report(PrincipleChecker.Check(compilation.Policy, compilation.Principles));
    }
}
