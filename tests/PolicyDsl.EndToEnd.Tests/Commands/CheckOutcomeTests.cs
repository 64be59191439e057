using PolicyDsl.Cli.Commands;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Checks;
using PolicyDsl.Testing;

namespace PolicyDsl.EndToEnd.Tests.Commands;

public sealed class CheckOutcomeTests
{
    [Theory]
    [InlineData(Verdict.Proved, ExitCodes.Holds)]
    [InlineData(Verdict.Violated, ExitCodes.Findings)]
    [InlineData(Verdict.PossiblyViolated, ExitCodes.Undecided)]
    [InlineData(Verdict.Undecided, ExitCodes.Undecided)]
    [InlineData(Verdict.TooLittleData, ExitCodes.Undecided)]
    [InlineData(Verdict.Open, ExitCodes.Holds)]
    public void A_verdict_has_its_exit_code_however_strict_the_level(Verdict verdict, int code)
    {
        Assert.Equal(code, Check(Severity.Error, verdict));
        Assert.Equal(code, Check(Severity.Info, verdict));
    }

    [Fact]
    public void A_violated_clause_outweighs_what_is_not_settled() =>
        Assert.Equal(ExitCodes.Findings, Check(Severity.Error, Verdict.Undecided, Verdict.Violated, Verdict.PossiblyViolated));

    private static int Check(Severity level, params Verdict[] verdicts)
    {
        var compilation = TestCompilation.CompileWithoutErrors("policy p\nusing idpc.vocabulary\nusing \"own.policy\"\notherwise advise\n", ("own.policy", Principle(verdicts.Length)));
        var policy = Assert.IsType<PolicySymbol>(compilation.Policy);
        var settled = PrincipleChecker.Check(policy, compilation.Principles).Zip(verdicts, (v, to) => v with { Verdict = to, Reason = "reason" }).ToList();
        var report = new CheckReport(new Provenance("1"))
        {
            Diagnostics = PrincipleChecker.Report(settled, policy),
            Policies = [new PolicyCheck(policy, [.. settled])],
        };
        return CheckOutcome.GetExitCode(report, level, failOnOpen: false);
    }

    private static string Principle(int clauses) =>
        $"using idpc.vocabulary\nprinciple own rank 2 {{ {string.Concat(Enumerable.Range(0, clauses).Select(i => $"clause c{i} never arrest when true\n"))} }}\n";
}
