using System.Text.Json;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Reporting.Diagnostics;
using PolicyDsl.Reporting.Formats;

namespace PolicyDsl.Reporting.Tests;

/// <summary>Writes tests in any of their formats.</summary>
public static class TestRenderer
{
    public static void Write(TestReport report, ReportFormat format, TextWriter output, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(output, "test", report.Provenance, writer => WriteJson(writer, report));
                break;
            case ReportFormat.JUnit:
                JUnitReport.Write(output, [.. report.Policies.Select(ToSuite), .. MutationFormats.ToSuites(report)]);
                break;
            case ReportFormat.Compact:
                CompactDiagnostics.Write(report.ToDiagnostics(), output, options);
                break;
            case ReportFormat.GitHub:
                GitHubDiagnostics.Write(report.ToDiagnostics(), output);
                break;
            case ReportFormat.Markdown:
                WriteMarkdown(report, new MarkdownWriter(output));
                break;
            default:
                PrettyTests.Write(report, output, options);
                break;
        }
    }

    private static JUnitSuite ToSuite(PolicyTests policy) =>
        new(policy.Policy.Name, [.. policy.Run.Results.SelectMany(r => r.Cases).Select(c => new JUnitCase(c.Name, policy.Policy.Name, ToOutcome(policy, c)))]);

    private static JUnitOutcome? ToOutcome(PolicyTests policy, TestCaseResult result) => result.Passed
        ? null
        : new JUnitOutcome(IsSkipped: false, string.Join("; ", result.Failures), string.Join('\n', policy.Explain(result)));

    private static void WriteMarkdown(TestReport report, MarkdownWriter markdown)
    {
        markdown.WriteHeading(1, "Tests");
        markdown.WriteParagraph(PrettyTests.Describe(report));
        foreach (var policy in report.Policies)
        {
            markdown.WriteHeading(2, policy.Policy.DisplayName);
            markdown.WriteTable(["Result", "Test", "Why"], policy.Run.Results.Select(r => (string[])[r.Passed ? "passed" : "failed", r.Test.Name, r.Message ?? ""]));
            markdown.WriteList(
            [
                .. policy.Run.RulesNotFired.Select(r => $"no test fires `{r.Name}`"),
                .. policy.Run.ClausesNotReached.Select(c => $"no test is about `{c.QualifiedName}`"),
            ]);
            if (policy.Mutation is { } mutation)
            {
                MutationFormats.WriteMarkdown(mutation, report.MinScore, markdown);
            }
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, TestReport report)
    {
        writer.WriteNumber("passed", report.Passed);
        writer.WriteNumber("failed", report.Failed);
        JsonReport.WriteAll(writer, "policies", report.Policies, policy =>
        {
            writer.WriteString("name", policy.Policy.Name);
            JsonReport.WriteAll(writer, "tests", policy.Run.Results, result =>
            {
                writer.WriteString("name", result.Test.Name);
                JsonReport.WriteLocation(writer, "location", result.Test.Location);
                writer.WriteBoolean("passed", result.Passed);
                JsonReport.WriteAll(writer, "cases", result.Cases, c => WriteCase(writer, policy, c));
            });
            JsonReport.WriteStrings(writer, "rulesNotFired", policy.Run.RulesNotFired.Select(r => r.Name));
            JsonReport.WriteStrings(writer, "clausesNotReached", policy.Run.ClausesNotReached.Select(c => c.QualifiedName));
            if (policy.Mutation is { } mutation)
            {
                MutationFormats.WriteJson(writer, mutation, report.MinScore);
            }
        });
    }

    private static void WriteCase(Utf8JsonWriter writer, PolicyTests policy, TestCaseResult result)
    {
        writer.WriteString("name", result.Name);
        writer.WriteBoolean("passed", result.Passed);
        JsonReport.WriteStrings(writer, "failures", result.Failures);
        JsonReport.WriteStrings(writer, "explanation", result.Passed ? [] : policy.Explain(result).Select(l => l.ToString()));
    }
}
