using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>The clauses of the library do not contradict one another: a policy that arrests, summons and cracks down keeps them all.</summary>
public sealed class AllClausesTests
{
    public static TheoryData<string> Logical => [.. ClauseSample.LibraryClauses().Where(c => c.Form is LogicalForm).Select(c => c.Name)];

    public static TheoryData<string> ByDeclaration => [.. ClauseSample.LibraryClauses().Where(c => c.Form is StatesForm or DependsForm).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Logical))]
    public void One_policy_keeps_each_logical_clause_and_each_speaks_of_some_incident(string clause)
    {
        var kinds = BreakingKinds.Of(CompiledSample.GetAllClauses(clause));

        Assert.Equal((false, true), (kinds.Concerned.IsFalse, kinds.Breaking.IsFalse));
    }

    [Theory]
    [MemberData(nameof(ByDeclaration))]
    public void The_same_policy_keeps_each_clause_about_its_text(string clause)
    {
        var sample = CompiledSample.GetAllClauses(clause);

        var verdict = PrincipleChecker.Check(sample.Policy, sample.Compilation.Principles).Single(v => v.Clause == sample.Clause);

        Assert.True(verdict.Verdict == Verdict.Proved, string.Join('\n', verdict.Breaches.Select(b => b.Message)));
        Assert.DoesNotContain("there is nothing to check", verdict.Reason, StringComparison.Ordinal);
    }
}
