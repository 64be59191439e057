using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>Policies that keep a clause and policies that break it, for every clause of the standard library that needs no data.</summary>
public sealed class ClauseSampleTests
{
    public static TheoryData<string, string> GoodByDeclaration => CompiledSample.Rows(areGood: true, typeof(StatesForm), typeof(DependsForm));

    public static TheoryData<string, string> BadByDeclaration => CompiledSample.Rows(areGood: false, typeof(StatesForm), typeof(DependsForm));

    [Fact]
    public void Every_clause_has_policies_that_keep_it_and_policies_that_break_it()
    {
        var clauses = ClauseSample.LibraryClauses().Where(c => c.Form is not RequireForm).ToList();

        Assert.Empty(ClauseSample.FindMissing(clauses, CompiledSample.All, c => c.Form is LogicalForm or NeverFallsForm ? (2, 2) : (1, 1)));
        Assert.Empty(CompiledSample.All.Select(s => s.Clause).Distinct(StringComparer.Ordinal).Except(clauses.Select(c => c.Name)));
    }

    [Fact]
    public void Samples_are_numbered_and_say_why()
    {
        foreach (var group in CompiledSample.All.GroupBy(s => (s.Clause, s.IsGood)))
        {
            Assert.Equal(Enumerable.Range(1, group.Count()), group.Select(s => s.Number).Order());
            Assert.All(group, s => Assert.StartsWith("// ", s.Text, StringComparison.Ordinal));
        }

        var incidents = CompiledSample.Rows(areGood: false, typeof(LogicalForm), typeof(NeverFallsForm)).Select(r => CompiledSample.Get((string)r[0], (string)r[1]).Sample);
        Assert.All(incidents, s => Assert.False(string.IsNullOrWhiteSpace(s.Breaks), $"{s.Clause}/{s.Name} does not say what it breaks on"));
    }

    [Theory]
    [MemberData(nameof(GoodByDeclaration))]
    public void A_good_declaration_is_proved(string clause, string name)
    {
        var verdict = Check(CompiledSample.Get(clause, name));

        Assert.Equal((Verdict.Proved, 0), (verdict.Verdict, verdict.Breaches.Length));
    }

    [Theory]
    [MemberData(nameof(BadByDeclaration))]
    public void A_bad_declaration_is_violated_and_blamed(string clause, string name)
    {
        var verdict = Check(CompiledSample.Get(clause, name));

        Assert.Equal(Verdict.Violated, verdict.Verdict);
        Assert.All(verdict.Breaches, b => Assert.NotNull(b.Declaration));
        Assert.NotEmpty(verdict.Breaches);
    }

    private static ClauseVerdict Check(CompiledSample sample) =>
        PrincipleChecker.Check(sample.Policy, sample.Compilation.Principles).Single(v => v.Clause == sample.Clause);
}
