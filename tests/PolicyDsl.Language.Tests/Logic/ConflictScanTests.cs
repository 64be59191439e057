using PolicyDsl.Language.Logic;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Logic;

public sealed class ConflictScanTests
{
    [Theory]
    [InlineData("offence is supply", "offence in personal_use")]
    [InlineData("offence in [supply, robbery]", "offence not in [supply, robbery]")]
    [InlineData("person.age is less than 18", "person.age is at least 18")]
    [InlineData("minor and offence is supply", "not minor")]
    [InlineData("offence is supply and (drug is heroin or drug is cocaine)", "drug is cannabis_herb")]
    [InlineData("not (offence is supply or minor)", "offence is supply")]
    [InlineData("certainly offence is supply", "offence is theft")]
    [InlineData("young", "person.age in 30..40")]
    [InlineData("quantity is more than 2 g", "quantity in 500 mg..2 g")]
    public void Rules_that_a_field_keeps_apart_are_not_reported(string one, string other)
    {
        Assert.Empty(Find(one, other));
    }

    [Theory]
    [InlineData("offence is supply", "minor")]
    [InlineData("person.age is at most 18", "person.age is at least 18")]
    [InlineData("offence is supply or minor", "offence is theft")]
    [InlineData("possibly offence is supply", "offence is supply")]
    [InlineData("quantity is at least 2 g", "quantity in 500 mg..2 g")]
    public void Rules_that_may_meet_are_reported_with_both_names(string one, string other)
    {
        var finding = Assert.Single(Find(one, other));

        Assert.Contains("`first`", finding.Message, StringComparison.Ordinal);
        Assert.Contains("`second`", finding.Message, StringComparison.Ordinal);
        Assert.Single(finding.Related);
    }

    [Fact]
    public void Rules_with_an_order_between_them_are_not_reported()
    {
        Assert.Empty(Find("offence is supply", "minor", "overrides second"));
    }

    [Fact]
    public void A_search_that_stops_early_says_so()
    {
        var rules = string.Concat(Enumerable.Range(0, 24).Select(i => $"rule r{i} {{ when quantity is more than {i} g then {(i % 2 == 0 ? "warn" : "summons")} }}\n"));
        var compilation = TestCompilation.CompileWithoutErrors($"policy p\nusing idpc\n{rules}otherwise advise\n");

        var findings = compilation.Policy is { } policy ? ConflictScan.Find(policy) : [];

        Assert.Equal(51, findings.Length);
        Assert.Equal("PD2003", findings[^1].Id);
    }

    private static System.Collections.Immutable.ImmutableArray<PolicyDsl.Language.Diagnostics.Diagnostic> Find(string one, string other, string more = "")
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            $$"""
            policy p
            using idpc
            define young = person.age is at most 20
            rule first { when {{one}} then warn {{more}} }
            rule second { when {{other}} then summons }
            otherwise advise
            """);
        return compilation.Policy is { } policy ? ConflictScan.Find(policy) : [];
    }
}
