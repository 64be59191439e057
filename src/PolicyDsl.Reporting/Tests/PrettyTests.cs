using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Tests;

/// <summary>Tests for a person: a line each, the trace of those that fail, and what no test reaches.</summary>
internal static class PrettyTests
{
    public static void Write(TestReport report, TextWriter output, RenderOptions options)
    {
        var writer = new StyledWriter(output, options.UseColor);
        foreach (var policy in report.Policies)
        {
            writer.Write(DisplayText.Clean(policy.Policy.DisplayName), Style.Bold).WriteLine($" (policy {policy.Policy.Name}, {DisplayText.Clean(policy.Policy.Location?.Source.Path ?? "")})");
            foreach (var result in policy.Run.Results)
            {
                WriteTest(policy, result, writer);
            }

            WriteCoverage(policy, writer);
            if (policy.Mutation is { } mutation)
            {
                PrettyMutants.Write(mutation, report.MinScore, writer);
            }

            writer.WriteLine();
        }

        writer.WriteLine(Describe(report), report.Failed > 0 ? Style.Error : Style.Bold);
    }

    public static string Describe(TestReport report) => $"{Phrase.Count(report.Passed + report.Failed, "test")}: {Phrase.Number(report.Passed)} passed, {Phrase.Number(report.Failed)} failed.";

    private static void WriteTest(PolicyTests policy, TestResult result, StyledWriter writer)
    {
        writer.Write(result.Passed ? "  passed  " : "  failed  ", result.Passed ? Style.Good : Style.Error);
        var cases = result.Cases.Length > 1 ? $" ({Phrase.Number(result.Cases.Count(c => c.Passed))} of {Phrase.Count(result.Cases.Length, "case")})" : "";
        writer.WriteLine(DisplayText.Clean(result.Test.Name) + cases);
        foreach (var failed in result.Cases.Where(c => !c.Passed))
        {
            WriteFailure(policy, failed, writer);
        }
    }

    private static void WriteFailure(PolicyTests policy, TestCaseResult failed, StyledWriter writer)
    {
        var place = failed.Location is { } location ? $"{DiagnosticOrder.FormatPlace(location)}: " : "";
        writer.WriteLine($"          {place}{DisplayText.Clean(failed.Name)}", Style.Muted);
        foreach (var failure in failed.Failures)
        {
            writer.WriteLine($"          {DisplayText.Clean(failure)}", Style.Error);
        }

        foreach (var line in policy.Explain(failed))
        {
            writer.WriteLine($"            {DisplayText.PadLeft("", line.Indent * 2)}{DisplayText.Clean(line.Text)}");
        }
    }

    private static void WriteCoverage(PolicyTests policy, StyledWriter writer)
    {
        var run = policy.Run;
        if (!run.RulesNotFired.IsEmpty)
        {
            writer.WriteLine($"  no test fires {Phrase.Join([.. run.RulesNotFired.Select(r => $"`{r.Name}`")])}", Style.Warning);
        }

        if (!run.ClausesNotReached.IsEmpty)
        {
            writer.WriteLine($"  no test is about {Phrase.Join([.. run.ClausesNotReached.Select(c => $"`{c.QualifiedName}`")])}", Style.Warning);
        }

        var rules = policy.Policy.Rules.Length;
        writer.WriteLine($"  {Phrase.Number(rules - run.RulesNotFired.Length)} of {Phrase.Count(rules, "rule")} fired in some test");
    }
}
